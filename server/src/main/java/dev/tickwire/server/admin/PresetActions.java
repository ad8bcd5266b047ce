package dev.tickwire.server.admin;

import dev.tickwire.server.console.Described;
import dev.tickwire.server.console.Presets;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;

/** What operators do with presets. */
public final class PresetActions {
    private final Presets presets;

    public PresetActions(Presets presets) {
        this.presets = presets;
    }

    /** By the last parts of their paths. */
    public Map<String, Action> byName() {
        return Map.of("presets", this::save, "presets/apply", this::apply, "presets/delete", this::delete);
    }

    private Answer save(Operator operator, Asked asked) throws InvalidAdjustmentException, ParseException {
        asked.only(Set.of("name", "room", "type", "percent"));
        presets.save(operator.name(), name(asked), TuningActions.scope(asked));
        return list(presets);
    }

    private Answer apply(Operator operator, Asked asked) throws InvalidAdjustmentException, ParseException {
        asked.only(Set.of("name", "room", "type", "percent"));
        return Answer.json(Described.change(presets.apply(operator.name(), name(asked), TuningActions.scope(asked))));
    }

    private Answer delete(Operator operator, Asked asked) throws InvalidAdjustmentException, ParseException {
        asked.only(Set.of("name", "type"));
        presets.delete(operator.name(), asked.text("type"), name(asked));
        return list(presets);
    }

    /** All that there are. */
    static Answer list(Presets presets) {
        return Answer.json(Map.of("presets", presets.list()));
    }

    private static String name(Asked asked) throws ParseException {
        return asked.text("name").strip();
    }
}
