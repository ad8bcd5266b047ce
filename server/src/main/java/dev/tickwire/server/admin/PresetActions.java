package dev.tickwire.server.admin;

import dev.tickwire.server.console.Described;
import dev.tickwire.server.console.Presets;
import dev.tickwire.server.directory.Scope;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import java.util.Map;

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

    private Answer save(Operator operator, Body body) throws InvalidAdjustmentException, RefusedException {
        Scope scope = TuningActions.scope(body);
        String name = name(body);
        body.end();
        presets.save(operator.name(), name, scope);
        return list(presets);
    }

    private Answer apply(Operator operator, Body body) throws InvalidAdjustmentException, RefusedException {
        Scope scope = TuningActions.scope(body);
        String name = name(body);
        body.end();
        return Answer.json(Described.change(presets.apply(operator.name(), name, scope)));
    }

    private Answer delete(Operator operator, Body body) throws InvalidAdjustmentException, RefusedException {
        String type = body.text("type");
        String name = name(body);
        body.end();
        presets.delete(operator.name(), type, name);
        return list(presets);
    }

    /** All that there are. */
    static Answer list(Presets presets) {
        return Answer.json(Map.of("presets", presets.list()));
    }

    private static String name(Body body) throws RefusedException {
        return body.text("name").strip();
    }
}
