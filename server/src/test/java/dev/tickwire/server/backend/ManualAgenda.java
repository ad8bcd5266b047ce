package dev.tickwire.server.backend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs what is due when a test says so, by a clock of its own. */
public final class ManualAgenda implements Agenda {
    private final List<Due> all = new ArrayList<>();
    private long nowMillis;

    private record Due(long atMillis, Runnable work) {}

    @Override
    public void runIn(long millis, Runnable work) {
        all.add(new Due(nowMillis + millis, work));
    }

    /** Lets time pass, and runs all that is due until then. */
    public void pass(long millis) {
        long until = nowMillis + millis;
        while (true) {
            Due next = all.stream()
                    .filter(due -> due.atMillis <= until)
                    .min(Comparator.comparingLong(Due::atMillis))
                    .orElse(null);
            if (next == null) {
                nowMillis = until;
                return;
            }
            all.remove(next);
            nowMillis = Math.max(nowMillis, next.atMillis);
            next.work.run();
        }
    }
}
