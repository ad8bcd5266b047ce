package dev.tickwire.server.admin;

import dev.tickwire.server.console.Changes;
import dev.tickwire.server.console.Described;
import dev.tickwire.server.directory.Scope;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.roomtype.Adjustment;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What operators change of rooms that run. */
public final class TuningActions {
    private static final Set<String> NUMBERS =
            Set.of("tickRateHz", "snapshotRateHz", "bytesPerSecond", "lagCompensation");
    private static final Set<String> SECTIONS = Set.of("interest", "tunables");
    private static final Set<String> ADJUSTED = Stream.of(Set.of("room", "type", "percent"), NUMBERS, SECTIONS)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final Changes changes;

    public TuningActions(Changes changes) {
        this.changes = changes;
    }

    /** By the last part of their paths. */
    public Map<String, Action> byName() {
        return Map.of("adjust", this::adjust, "reset", this::reset, "undo", this::undo);
    }

    private Answer adjust(Operator operator, Asked asked) throws InvalidAdjustmentException, ParseException {
        asked.only(ADJUSTED);
        Map<String, Double> values = new HashMap<>();
        for (String name : NUMBERS) {
            Double number = asked.number(name);
            if (number != null) {
                values.put(name, number);
            }
        }
        for (String section : SECTIONS) {
            asked.numbers(section).forEach((name, number) -> values.put(section + "." + name, number));
        }
        return Answer.json(Described.change(changes.make(operator.name(), scope(asked), new Adjustment(values))));
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

    static Scope scope(Asked asked) throws ParseException {
        String room = asked.text("room");
        String type = asked.text("type");
        if (room.isEmpty() == type.isEmpty()) {
            throw new ParseException("Say a room, or a type: for which rooms?", 0);
        }
        if (!room.isEmpty()) {
            return new Scope.OfRoom(room);
        }
        return new Scope.OfType(type, asked.whole("percent", 1, Scope.OfType.ALL, Scope.OfType.ALL));
    }
}
