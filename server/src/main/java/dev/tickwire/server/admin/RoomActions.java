package dev.tickwire.server.admin;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.console.Audit;
import dev.tickwire.server.directory.Drain;
import dev.tickwire.server.directory.DrainSettings;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.room.Notice;
import dev.tickwire.server.room.Room;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What operators do with rooms, and with the server as a whole. */
public final class RoomActions {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int MOST_COUNTDOWN_SECONDS = 3_600;
    private static final String CLOSING = "The room is about to close.";

    private final LocalRooms rooms;
    private final Drain drain;
    private final DrainSettings drainSettings;
    private final Audit audit;

    public RoomActions(LocalRooms rooms, Drain drain, DrainSettings drainSettings, Audit audit) {
        this.rooms = rooms;
        this.drain = drain;
        this.drainSettings = drainSettings;
        this.audit = audit;
    }

    /** By the last part of their paths. */
    public Map<String, Action> byName() {
        return Map.of("close", this::close, "message", this::message, "lock", this::lock, "drain", this::drain);
    }

    private Answer close(Operator operator, Asked asked) throws ParseException {
        asked.only(Set.of("room", "seconds", "text", "why"));
        Room room = room(rooms, asked);
        int seconds = asked.whole("seconds", 0, MOST_COUNTDOWN_SECONDS, 0);
        String text = asked.notice("text", CLOSING);
        if (seconds == 0) {
            room.close(DisconnectReason.ROOM_CLOSED);
        } else {
            long end = System.nanoTime() + seconds * NANOS_PER_SECOND;
            room.control().tell(new Notice(text, end, true));
        }
        audit.log(
                operator.name(),
                "close",
                "room " + room.id(),
                Map.of("why", asked.text("why"), "seconds", seconds, "text", text));
        return Answer.json(Map.of("closing", room.id(), "seconds", seconds));
    }

    private Answer message(Operator operator, Asked asked) throws ParseException {
        asked.only(Set.of("room", "type", "everybody", "text", "why"));
        String text = asked.notice("text", "");
        List<Room> told = told(asked);
        told.forEach(room -> room.control().tell(Notice.of(text)));
        audit.log(
                operator.name(),
                "message",
                told.size() == 1 ? "room " + told.get(0).id() : told.size() + " rooms",
                Map.of("text", text, "why", asked.text("why")));
        return Answer.json(Map.of("rooms", told.size()));
    }

    private List<Room> told(Asked asked) throws ParseException {
        String type = asked.text("type");
        boolean isForAll = asked.flag("everybody");
        int said = (asked.text("room").isEmpty() ? 0 : 1) + (type.isEmpty() ? 0 : 1) + (isForAll ? 1 : 0);
        if (said != 1) {
            throw new ParseException("Say a room, a type, or \"everybody\": true: who is to be told?", 0);
        }
        if (isForAll) {
            return rooms.list();
        }
        return type.isEmpty()
                ? List.of(room(rooms, asked))
                : rooms.list().stream()
                        .filter(room -> room.type().name().equals(type))
                        .toList();
    }

    private Answer lock(Operator operator, Asked asked) throws ParseException {
        asked.only(Set.of("room", "locked", "why"));
        Room room = room(rooms, asked);
        boolean isLocked = asked.flag("locked");
        var unused = room.control().lock(isLocked);
        audit.log(operator.name(), isLocked ? "lock" : "unlock", "room " + room.id(), Map.of("why", asked.text("why")));
        return Answer.json(Map.of("room", room.id(), "locked", isLocked));
    }

    private Answer drain(Operator operator, Asked asked) throws ParseException {
        asked.only(Set.of("seconds", "text", "why"));
        int seconds = asked.whole("seconds", 0, DrainSettings.MOST_SECONDS, drainSettings.seconds());
        String text = asked.notice("text", drainSettings.message());
        audit.log(
                operator.name(),
                "drain",
                "the server",
                Map.of("why", asked.text("why"), "seconds", seconds, "text", text));
        drain.begin(new DrainSettings(seconds, text));
        Long left = drain.secondsLeft();
        return Answer.json(Map.of("seconds", left == null ? 0 : left));
    }

    /** The room that is named; an exception says that there is none. */
    static Room room(LocalRooms rooms, Asked asked) throws ParseException {
        String id = asked.text("room");
        Room room = rooms.find(id);
        if (room == null) {
            throw new UnknownRoomException(id);
        }
        return room;
    }
}
