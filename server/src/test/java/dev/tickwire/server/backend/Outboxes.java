package dev.tickwire.server.backend;

import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.state.RequestType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outboxes with a backend of a test's own. */
public final class Outboxes {
    private Outboxes() {}

    /** The outbox of room {@code regatta-1}; what lies behind it is done when the agenda runs. */
    public static Outbox of(
            List<RequestType> kinds, @Nullable Backend backend, int queue, ManualAgenda agenda, Counters counters) {
        return new Outbox(
                new Outbox.Origin("regatta-1", "regatta"), kinds, backend, queue, agenda, new UnderWay(), counters);
    }
}
