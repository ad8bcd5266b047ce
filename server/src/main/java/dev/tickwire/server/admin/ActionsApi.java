package dev.tickwire.server.admin;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.console.Audit;
import dev.tickwire.server.console.Changes;
import dev.tickwire.server.console.Described;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.Scope;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import dev.tickwire.server.http.ShortBody;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.Adjustment;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What operators do: each a POST of JSON, answered when it is done or handed to the room, and a line in the audit log.
 */
public final class ActionsApi extends Handler.Abstract.NonBlocking {
    static final int MOST_BYTES = 16 * 1024;

    private static final int MOST_SENTENCE_CHARS = 120;

    private final LocalRooms rooms;
    private final Changes changes;
    private final Audit audit;
    private final Map<String, Action> byPath = Map.of(
            "/api/v1/adjust", this::adjust,
            "/api/v1/reset", this::reset,
            "/api/v1/undo", this::undo,
            "/api/v1/close", this::closeRoom,
            "/api/v1/kick", this::kick);

    /** Does what is asked, for somebody who may. */
    private interface Action {
        Answer run(Operator operator, Asked asked) throws InvalidAdjustmentException, ParseException;
    }

    public ActionsApi(LocalRooms rooms, Changes changes, Audit audit) {
        this.rooms = rooms;
        this.changes = changes;
        this.audit = audit;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Action action = byPath.get(Request.getPathInContext(request));
        if (action == null) {
            return false;
        }
        Operator operator = AdminListener.operator(request);
        Answer refusal = refusal(request, operator);
        if (refusal != null || operator == null) {
            Answers.send(refusal == null ? Gate.unknown() : refusal, request, response, callback);
            return true;
        }
        ShortBody.read(
                request,
                MOST_BYTES,
                (status, sentence) -> Answers.send(Answer.text(status, sentence), request, response, callback),
                body -> Answers.send(answer(action, operator, body), request, response, callback),
                callback);
        return true;
    }

    private static @Nullable Answer refusal(Request request, @Nullable Operator operator) {
        if (!HttpMethod.POST.is(request.getMethod())) {
            return Answer.text(HttpStatus.METHOD_NOT_ALLOWED_405, "Send a POST.");
        }
        if (operator != null && !operator.mayAct()) {
            return Gate.viewOnly(operator);
        }
        return null;
    }

    private static Answer answer(Action action, Operator operator, String body) {
        Asked asked;
        try {
            asked = new Asked(JSONObjectUtils.parse(body));
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            return wrong("Send a JSON object.");
        }
        try {
            return action.run(operator, asked);
        } catch (InvalidAdjustmentException e) {
            return wrong(e.sentence());
        } catch (ParseException e) {
            return wrong(String.valueOf(e.getMessage()));
        }
    }

    private Answer adjust(Operator operator, Asked asked) throws InvalidAdjustmentException, ParseException {
        asked.only(Set.of("room", "type", "percent", "tickRateHz", "snapshotRateHz", "tunables"));
        Adjustment wanted =
                new Adjustment(asked.number("tickRateHz"), asked.number("snapshotRateHz"), asked.numbers("tunables"));
        return Answer.json(Described.change(changes.make(operator.name(), scope(asked), wanted)));
    }

    private Answer reset(Operator operator, Asked asked) throws InvalidAdjustmentException, ParseException {
        asked.only(Set.of("room", "type", "percent"));
        return Answer.json(Described.change(changes.reset(operator.name(), scope(asked))));
    }

    private Answer undo(Operator operator, Asked asked) throws InvalidAdjustmentException, ParseException {
        asked.only(Set.of("number"));
        Double number = asked.number("number");
        return Answer.json(Described.change(changes.undo(operator.name(), number == null ? 0 : (int) (double) number)));
    }

    private Answer closeRoom(Operator operator, Asked asked) throws ParseException {
        asked.only(Set.of("room", "why"));
        Room room = rooms.find(asked.text("room"));
        if (room == null) {
            return noRoom(asked.text("room"));
        }
        room.close(DisconnectReason.ROOM_CLOSED);
        audit.log(operator.name(), "close", "room " + room.id(), Map.of("why", asked.text("why")));
        return Answer.json(Map.of("closing", room.id()));
    }

    private Answer kick(Operator operator, Asked asked) throws ParseException {
        asked.only(Set.of("room", "place", "name", "why"));
        Room room = rooms.find(asked.text("room"));
        if (room == null) {
            return noRoom(asked.text("room"));
        }
        Double place = asked.number("place");
        String why = asked.text("why");
        if (place == null || why.length() > MOST_SENTENCE_CHARS) {
            return wrong(
                    "Say place and name of the player, and why in at most " + MOST_SENTENCE_CHARS + " characters.");
        }
        String sentence = why.isEmpty() ? "An operator has removed you from the room." : why;
        if (!room.control().kick((int) (double) place, asked.text("name"), sentence)) {
            return Answer.text(HttpStatus.SERVICE_UNAVAILABLE_503, "Too much waits for the room: try again.");
        }
        audit.log(
                operator.name(),
                "kick",
                asked.text("name") + " from room " + room.id(),
                Map.of("place", place, "why", why));
        return Answer.json(Map.of("kicked", asked.text("name")));
    }

    private static Scope scope(Asked asked) throws ParseException {
        String room = asked.text("room");
        String type = asked.text("type");
        if (room.isEmpty() == type.isEmpty()) {
            throw new ParseException("Say a room, or a type: for which rooms?", 0);
        }
        if (!room.isEmpty()) {
            return new Scope.OfRoom(room);
        }
        Double percent = asked.number("percent");
        if (percent != null && !(percent >= 1 && percent <= Scope.OfType.ALL && percent == Math.rint(percent))) {
            throw new ParseException("percent must be a whole number from 1 to 100.", 0);
        }
        return new Scope.OfType(type, percent == null ? Scope.OfType.ALL : (int) (double) percent);
    }

    private static Answer noRoom(String id) {
        return Answer.text(HttpStatus.NOT_FOUND_404, "There is no room " + id + "; it may have closed.");
    }

    private static Answer wrong(String sentence) {
        return Answer.text(HttpStatus.BAD_REQUEST_400, sentence);
    }
}
