package dev.tickwire.server.admin;

import dev.tickwire.server.http.Answer;
import dev.tickwire.server.metrics.TickLateness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Describes how late ticks start, over all loops. */
public final class TicksApi {
    private final List<TickLateness> loops;

    public TicksApi(List<TickLateness> loops) {
        this.loops = List.copyOf(loops);
    }

    Answer ticks() {
        Histogram sinceStart = TickLateness.newMicros();
        Histogram lastMinute = TickLateness.newMicros();
        for (TickLateness loop : loops) {
            loop.addSinceStart(sinceStart);
            loop.addLastMinute(lastMinute);
        }
        return Answer.json(Map.of("sinceStart", describe(sinceStart), "lastMinute", describe(lastMinute)));
    }

    private static Map<String, Object> describe(Histogram micros) {
        Map<String, Object> late = new LinkedHashMap<>();
        late.put("p50", micros.getValueAtPercentile(50));
        late.put("p99", micros.getValueAtPercentile(99));
        late.put("p999", micros.getValueAtPercentile(99.9));
        late.put("max", micros.getMaxValue());
        return Map.of("count", micros.getTotalCount(), "lateMicros", late);
    }
}
