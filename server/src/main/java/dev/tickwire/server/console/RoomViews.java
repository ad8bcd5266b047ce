package dev.tickwire.server.console;

import dev.tickwire.server.room.Room;
import dev.tickwire.simulation.state.Schema;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is asked of rooms as long as somebody looks into them. Guarded by the lock of {@link Live}. */
final class RoomViews {
    private final Map<Room, WorldView> worlds = new HashMap<>();
    private final Map<Room, TalkView> talks = new HashMap<>();
    private final Map<Room, CoarserView> coarser = new HashMap<>();
    private final Map<OfPlayer, BytesView> bytes = new HashMap<>();

    /** A player of a room, or all of them, as {@link RoomLook#bytesOf} has it. */
    private record OfPlayer(Room room, int number) {}

    /** Takes what came since the last call. */
    void refresh(long nowNanos) {
        forgetOtherTables();
        worlds.values().forEach(WorldView::refresh);
        talks.values().forEach(TalkView::refresh);
        coarser.values().forEach(view -> view.refresh(nowNanos));
        bytes.values().forEach(view -> view.refresh(nowNanos));
    }

    /** What was made for the tables that a room had before it went by other rules shows nothing any more. */
    private void forgetOtherTables() {
        worlds.entrySet().removeIf(entry -> {
            boolean isOther = !entry.getValue().isOfNow();
            if (isOther) {
                coarser.remove(entry.getKey());
            }
            return isOther;
        });
    }

    WorldView world(Room room) {
        return worlds.computeIfAbsent(room, WorldView::new);
    }

    /** The tables of a room, if its world can be shown. */
    @Nullable
    Schema known(Room room) {
        WorldView world = worlds.get(room);
        return world != null && world.isKnown() ? world.schema() : null;
    }

    TalkView talk(Room room) {
        return talks.computeIfAbsent(room, TalkView::new);
    }

    CoarserView coarser(Room room) {
        return coarser.computeIfAbsent(room, CoarserView::new);
    }

    BytesView bytes(Room room, int player, long nowNanos) {
        return bytes.computeIfAbsent(new OfPlayer(room, player), of -> new BytesView(of.room, of.number, nowNanos));
    }

    /** Asks rooms for what is shown next; nothing of their worlds may be read until they are refreshed. */
    void ask() {
        worlds.values().forEach(WorldView::ask);
    }

    /** Lets go of rooms that are gone, and of what nobody looks at any more. */
    void keepOnly(Predicate<Room> isThere, Collection<RoomLook> looks) {
        Predicate<Room> isLeft = room -> !isThere.test(room) || looks.stream().noneMatch(look -> isOf(look, room));
        worlds.keySet().removeIf(isLeft);
        talks.keySet().removeIf(isLeft);
        coarser.keySet().removeIf(isLeft);
        bytes.entrySet().removeIf(entry -> {
            OfPlayer of = entry.getKey();
            boolean isLookedAt = looks.stream().anyMatch(look -> isOf(look, of.room) && look.bytesOf() == of.number);
            if (isLookedAt && isThere.test(of.room)) {
                return false;
            }
            entry.getValue().close();
            return true;
        });
    }

    /** Lets go of all. */
    void clear() {
        worlds.clear();
        talks.clear();
        coarser.clear();
        bytes.values().forEach(BytesView::close);
        bytes.clear();
    }

    private static boolean isOf(RoomLook look, Room room) {
        return look.room().equals(room.id());
    }
}
