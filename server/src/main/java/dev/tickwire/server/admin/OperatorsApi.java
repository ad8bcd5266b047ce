package dev.tickwire.server.admin;

import dev.tickwire.server.console.Changes;
import dev.tickwire.server.console.Described;
import dev.tickwire.server.console.Presets;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import dev.tickwire.server.http.Health;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.sanctions.Sanction;
import dev.tickwire.server.sanctions.Sanctions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Fields;

/** What operators and their programs ask for, one answer at a time. */
public final class OperatorsApi {
    private final Map<String, Function<Fields, Answer>> byPath = new HashMap<>();

    public OperatorsApi(
            Health health,
            TicksApi ticks,
            ConfigApi config,
            Counters counters,
            LocalRooms rooms,
            Changes changes,
            Presets presets,
            Sanctions sanctions) {
        byPath.put("/healthz", query -> health.alive());
        byPath.put("/readyz", query -> health.ready());
        byPath.put("/api/v1/counters", query -> Answer.json(counters.all()));
        byPath.put("/api/v1/ticks", query -> ticks.ticks());
        byPath.put("/api/v1/config", query -> config.config());
        byPath.put("/api/v1/changes", query -> changes(rooms, changes));
        byPath.put("/api/v1/presets", query -> PresetActions.list(presets));
        byPath.put("/api/v1/sanctions", query -> sanctions(sanctions));
        byPath.put(
                "/api/v1/adjustments.conf",
                query -> Answer.text(
                        HttpStatus.OK_200,
                        Described.asConfig(rooms.adjustments()).strip()));
    }

    private static Answer sanctions(Sanctions sanctions) {
        return Answer.json(Map.of(
                "sanctions", sanctions.list().stream().map(Sanction::fields).toList()));
    }

    private static Answer changes(LocalRooms rooms, Changes changes) {
        return Answer.json(Map.of(
                "changes", changes.list().stream().map(Described::change).toList(),
                "overConfig", Described.all(rooms.adjustments())));
    }

    /** Tells something more, at a path. */
    public OperatorsApi with(String path, Supplier<Map<String, Object>> told) {
        byPath.put(path, query -> Answer.json(told.get()));
        return this;
    }

    /** Answers requests. */
    public Handler handler() {
        return new Answers(byPath);
    }
}
