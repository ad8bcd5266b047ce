package dev.tickwire.server.admin;

import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import dev.tickwire.server.http.Health;
import dev.tickwire.server.metrics.Counters;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Fields;

/** What operators and their programs ask for, one answer at a time. */
public final class OperatorsApi {
    private final Map<String, Function<Fields, Answer>> byPath = new HashMap<>();

    public OperatorsApi(Health health, TicksApi ticks, Counters counters) {
        byPath.put("/healthz", query -> health.alive());
        byPath.put("/readyz", query -> health.ready());
        byPath.put("/api/v1/counters", query -> Answer.json(counters.all()));
        byPath.put("/api/v1/ticks", query -> ticks.ticks());
    }

    /** Answers requests. */
    public Handler handler() {
        return new Answers(byPath);
    }
}
