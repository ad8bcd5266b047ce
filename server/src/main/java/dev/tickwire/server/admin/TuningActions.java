package dev.tickwire.server.admin;

import dev.tickwire.server.console.Changes;
import dev.tickwire.server.console.Described;
import dev.tickwire.server.directory.Scope;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.roomtype.Adjustment;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** What operators change of rooms that run. */
public final class TuningActions {
    private final Changes changes;

    public TuningActions(Changes changes) {
        this.changes = changes;
    }

    /** By the last part of their paths. */
    public Map<String, Action> byName() {
        return Map.of("adjust", this::adjust, "reset", this::reset, "undo", this::undo);
    }

    private Answer adjust(Operator operator, Body body) throws InvalidAdjustmentException, RefusedException {
        Scope scope = scope(body);
        return Answer.json(Described.change(changes.make(operator.name(), scope, new Adjustment(body.otherNumbers()))));
    }

    private Answer reset(Operator operator, Body body) throws InvalidAdjustmentException, RefusedException {
        Scope scope = scope(body);
        body.end();
        return Answer.json(Described.change(changes.reset(operator.name(), scope)));
    }

    private Answer undo(Operator operator, Body body) throws InvalidAdjustmentException, RefusedException {
        int number = body.integer("number", 1, Integer.MAX_VALUE, 0);
        body.end();
        return Answer.json(Described.change(changes.undo(operator.name(), number)));
    }

    static Scope scope(Body body) throws RefusedException {
        String room = body.text("room");
        String type = body.text("type");
        int percent = body.integer("percent", 1, Scope.OfType.ALL, Scope.OfType.ALL);
        if (room.isEmpty() == type.isEmpty()) {
            throw new RefusedException(HttpStatus.BAD_REQUEST_400, "Say a room, or a type: for which rooms?");
        }
        return room.isEmpty() ? new Scope.OfType(type, percent) : new Scope.OfRoom(room);
    }
}
