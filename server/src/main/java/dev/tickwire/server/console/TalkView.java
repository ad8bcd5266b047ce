package dev.tickwire.server.console;

import dev.tickwire.proto.wire.Chat;
import dev.tickwire.server.broadcast.Heard;
import dev.tickwire.server.room.Room;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What happens in one room, and what is said, while somebody looks. The room's loop is asked each time for what is new.
 * Belongs to one thread.
 */
final class TalkView {
    /** Of each: the newest that are shown again and again, so that who was shown nothing for a while misses little. */
    static final int MOST_SHOWN = 40;

    private final Room room;
    private final Deque<Map<String, Object>> events = new ArrayDeque<>();
    private final Deque<Map<String, Object>> chats = new ArrayDeque<>();
    private long nextEvent;
    /** Rooms that go by other rules count their events anew: numbers go on here. */
    private long before;

    private long nextChat;
    private @Nullable CompletableFuture<Heard> asked;

    TalkView(Room room) {
        this.room = room;
    }

    /** Takes what came since the last call, and asks for the next. */
    void refresh() {
        CompletableFuture<Heard> before = asked;
        if (before != null && !before.isDone()) {
            return;
        }
        if (before != null && !before.isCompletedExceptionally()) {
            take(before.join());
        }
        asked = room.control().hear(nextEvent, nextChat);
    }

    /** Each with its number, tick, kind and what its columns hold; oldest first. */
    List<Map<String, Object>> events() {
        return List.copyOf(events);
    }

    /** Each with its number, tick, name and text; oldest first. */
    List<Map<String, Object>> chats() {
        return List.copyOf(chats);
    }

    private void take(Heard heard) {
        if (heard.nextEvent() < nextEvent) {
            before += nextEvent;
        }
        nextEvent = heard.nextEvent();
        nextChat = heard.nextChat();
        for (Heard.Event event : heard.events()) {
            Map<String, Object> described = describe(event);
            if (described != null) {
                add(events, described);
            }
        }
        List<Chat> said = heard.chats();
        for (int i = 0; i < said.size(); i++) {
            add(chats, describe(nextChat - said.size() + i, said.get(i)));
        }
    }

    private static void add(Deque<Map<String, Object>> all, Map<String, Object> one) {
        all.add(one);
        if (all.size() > MOST_SHOWN) {
            all.remove();
        }
    }

    /** Null: it is of the rules that the room went by before, and these have another kind in its place. */
    private @Nullable Map<String, Object> describe(Heard.Event event) {
        List<TableType> kinds = room.type().schema().events();
        if (event.kind() >= kinds.size()
                || kinds.get(event.kind()).columns().size() != event.raws().size()) {
            return null;
        }
        TableType kind = kinds.get(event.kind());
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < kind.columns().size(); i++) {
            ColumnType column = kind.columns().get(i);
            values.put(
                    column.name(),
                    CellText.of(column, event.raws().get(i), event.texts().get(i)));
        }
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("number", before + event.number());
        one.put("tick", event.tick());
        one.put("kind", kind.name());
        one.put("values", values);
        return one;
    }

    private static Map<String, Object> describe(long number, Chat chat) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("number", number);
        one.put("tick", chat.getTick());
        one.put("name", chat.getName());
        one.put("text", chat.getText());
        return one;
    }
}
