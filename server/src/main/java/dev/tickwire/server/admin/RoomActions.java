package dev.tickwire.server.admin;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.console.Audit;
import dev.tickwire.server.directory.Drain;
import dev.tickwire.server.directory.DrainSettings;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.room.Notice;
import dev.tickwire.server.room.Room;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

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
        return Map.of(
                "close", this::close,
                "message", this::message,
                "lock", this::lock,
                "record", this::record,
                "drain", this::drain);
    }

    private Answer close(Operator operator, Body body) throws RefusedException {
        String id = body.text("room");
        int seconds = body.integer("seconds", 0, MOST_COUNTDOWN_SECONDS, 0);
        String text = notice(body, CLOSING);
        String why = body.text("why");
        body.end();
        Room room = room(rooms, id);
        if (seconds == 0) {
            room.close(DisconnectReason.ROOM_CLOSED);
        } else {
            long end = System.nanoTime() + seconds * NANOS_PER_SECOND;
            room.control().tell(new Notice(text, end, true));
        }
        audit.log(operator.name(), "close", "room " + id, Map.of("why", why, "seconds", seconds, "text", text));
        return Answer.json(Map.of("closing", id, "seconds", seconds));
    }

    private Answer message(Operator operator, Body body) throws RefusedException {
        String id = body.text("room");
        String type = body.text("type");
        boolean isForAll = body.flag("everybody", false);
        String text = notice(body, "");
        String why = body.text("why");
        body.end();
        List<Room> told = told(id, type, isForAll);
        told.forEach(room -> room.control().tell(Notice.of(text)));
        audit.log(
                operator.name(),
                "message",
                told.size() == 1 ? "room " + told.get(0).id() : told.size() + " rooms",
                Map.of("text", text, "why", why));
        return Answer.json(Map.of("rooms", told.size()));
    }

    private List<Room> told(String id, String type, boolean isForAll) throws RefusedException {
        int said = (id.isEmpty() ? 0 : 1) + (type.isEmpty() ? 0 : 1) + (isForAll ? 1 : 0);
        if (said != 1) {
            throw wrong("Say a room, a type, or \"everybody\": true: who is to be told?");
        }
        if (isForAll) {
            return rooms.list();
        }
        return type.isEmpty()
                ? List.of(room(rooms, id))
                : rooms.list().stream()
                        .filter(room -> room.type().name().equals(type))
                        .toList();
    }

    private Answer lock(Operator operator, Body body) throws RefusedException {
        String id = body.text("room");
        boolean isLocked = body.flag("locked", false);
        String why = body.text("why");
        body.end();
        var unused = room(rooms, id).control().lock(isLocked);
        audit.log(operator.name(), isLocked ? "lock" : "unlock", "room " + id, Map.of("why", why));
        return Answer.json(Map.of("room", id, "locked", isLocked));
    }

    private Answer record(Operator operator, Body body) throws RefusedException {
        String id = body.text("room");
        String why = body.text("why");
        body.end();
        if (!room(rooms, id).control().mark(why.isEmpty() ? "An operator asked for it." : why)) {
            throw new RefusedException(HttpStatus.SERVICE_UNAVAILABLE_503, "Too much waits for the room: try again.");
        }
        audit.log(operator.name(), "record", "room " + id, Map.of("why", why));
        return Answer.json(Map.of("room", id));
    }

    private Answer drain(Operator operator, Body body) throws RefusedException {
        int seconds = body.integer("seconds", 0, DrainSettings.MOST_SECONDS, drainSettings.seconds());
        String text = notice(body, drainSettings.message());
        String why = body.text("why");
        body.end();
        audit.log(operator.name(), "drain", "the server", Map.of("why", why, "seconds", seconds, "text", text));
        drain.begin(new DrainSettings(seconds, text, drainSettings.keep()));
        Long left = drain.secondsLeft();
        return Answer.json(Map.of("seconds", left == null ? 0 : left));
    }

    /** What people are told; {@code otherwise}: nothing is said. Where that is empty, something must be. */
    private static String notice(Body body, String otherwise) throws RefusedException {
        String text = body.text("text").strip();
        if (text.isEmpty() && !otherwise.isEmpty()) {
            return otherwise;
        }
        if (!Notice.isSayable(text)) {
            throw wrong("text " + Notice.RULE + ".");
        }
        return text;
    }

    /** The room that is named; an exception says that there is none. */
    static Room room(LocalRooms rooms, String id) throws RefusedException {
        Room room = rooms.find(id);
        if (room == null) {
            throw new RefusedException(HttpStatus.NOT_FOUND_404, "There is no room " + id + "; it may have closed.");
        }
        return room;
    }

    private static RefusedException wrong(String sentence) {
        return new RefusedException(HttpStatus.BAD_REQUEST_400, sentence);
    }
}
