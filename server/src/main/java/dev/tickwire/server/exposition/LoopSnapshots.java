package dev.tickwire.server.exposition;

import dev.tickwire.server.loop.LoopLoad;
import dev.tickwire.server.loop.Loops;
import dev.tickwire.server.metrics.TickLateness;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Figures of loops. A loop that is replaced leaves its number to the next one. */
final class LoopSnapshots {
    private static final String LOOP = "loop";

    private LoopSnapshots() {}

    static void add(Loops loops, Families families) {
        List<TickLateness> lateness = loops.lateness();
        for (int i = 0; i < lateness.size(); i++) {
            addLateness(Integer.toString(i), lateness.get(i), families);
        }
        List<Integer> rooms = loops.loads().stream().map(LoopLoad::rooms).toList();
        for (int i = 0; i < rooms.size(); i++) {
            families.gauge("tickwire_loop_rooms", "Rooms that a loop runs.", LOOP, Integer.toString(i), rooms.get(i));
        }
        families.gauge(
                "tickwire_threads_lost",
                "Threads that do not come back from a game: /healthz names the rooms.",
                loops.lostThreadCount());
    }

    private static void addLateness(String loop, TickLateness lateness, Families families) {
        Histogram micros = TickLateness.newMicros();
        lateness.addSinceStart(micros);
        double[] bounds = Families.boundsMicros();
        long[] within = new long[bounds.length];
        double sumMicros = 0;
        int bound = 0;
        for (HistogramIterationValue value : micros.recordedValues()) {
            long leastMicros = micros.lowestEquivalentValue(value.getValueIteratedTo());
            while (leastMicros > bounds[bound]) {
                bound++;
            }
            within[bound] += value.getCountAddedInThisIterationStep();
            sumMicros += (double) leastMicros * value.getCountAddedInThisIterationStep();
        }
        families.times(
                "tickwire_loop_lateness_seconds",
                "How late the ticks of a loop began, against their deadlines.",
                LOOP,
                loop,
                within,
                sumMicros);
    }
}
