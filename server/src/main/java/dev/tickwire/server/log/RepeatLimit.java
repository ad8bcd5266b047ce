package dev.tickwire.server.log;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how often lines of one kind are written: a few in each period, and a count of the others. Any thread may use
 * it.
 */
final class RepeatLimit {
    static final int LINES_PER_PERIOD = 10;
    static final long PERIOD_NANOS = 10_000_000_000L;
    /** Kinds of lines that have counts of their own at a time; all others share one. */
    static final int MAX_KINDS = 100;

    private static final String OTHERS = "of other kinds";

    private final Map<String, Period> periods = new LinkedHashMap<>();

    private static final class Period {
        private final long sinceNanos;
        private int seen;

        Period(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }

        boolean isOver(long nowNanos) {
            return nowNanos - sinceNanos >= PERIOD_NANOS;
        }
    }

    /** Whether to write a line of this kind now; otherwise it is counted, until {@link #takeLeftOut}. */
    synchronized boolean admits(String kind, long nowNanos) {
        String counted = periods.containsKey(kind) || periods.size() < MAX_KINDS ? kind : OTHERS;
        return ++periods.computeIfAbsent(counted, first -> new Period(nowNanos)).seen <= LINES_PER_PERIOD;
    }

    /** Ends the periods that are over: how many lines of each kind were left out in them, if any were. */
    synchronized Map<String, Integer> takeLeftOut(long nowNanos) {
        Map<String, Integer> leftOut = new HashMap<>();
        Iterator<Map.Entry<String, Period>> all = periods.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Period> kind = all.next();
            if (kind.getValue().isOver(nowNanos)) {
                all.remove();
                if (kind.getValue().seen > LINES_PER_PERIOD) {
                    leftOut.put(kind.getKey(), kind.getValue().seen - LINES_PER_PERIOD);
                }
            }
        }
        return leftOut;
    }
}
