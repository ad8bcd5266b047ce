package dev.tickwire.server.log;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how often lines of one kind are written: a few in each period, and a count of the others. Any thread may use
 * it, and none waits for another: at the end of a period a line more may be written, or one not counted.
 */
final class RepeatLimit {
    static final int LINES_PER_PERIOD = 10;
    static final long PERIOD_NANOS = 10_000_000_000L;
    /** Kinds of lines that have counts of their own at a time; all others share one. */
    static final int MAX_KINDS = 100;

    private static final String OTHERS = "of other kinds";

    private final Map<String, Period> periods = new ConcurrentHashMap<>();

    private record Period(long sinceNanos, AtomicInteger seen) {
        Period(long sinceNanos) {
            this(sinceNanos, new AtomicInteger());
        }

        boolean isOver(long nowNanos) {
            return nowNanos - sinceNanos >= PERIOD_NANOS;
        }
    }

    /** Whether to write a line of this kind now; otherwise it is counted, until {@link #takeLeftOut}. */
    boolean admits(String kind, long nowNanos) {
        Period period = periods.get(kind);
        if (period == null) {
            period = begin(periods.size() < MAX_KINDS ? kind : OTHERS, nowNanos);
        }
        return period.seen.incrementAndGet() <= LINES_PER_PERIOD;
    }

    private Period begin(String counted, long nowNanos) {
        Period next = new Period(nowNanos);
        Period there = periods.putIfAbsent(counted, next);
        return there == null ? next : there;
    }

    /** Ends the periods that are over: how many lines of each kind were left out in them, if any were. */
    Map<String, Integer> takeLeftOut(long nowNanos) {
        Map<String, Integer> leftOut = new HashMap<>();
        Iterator<Map.Entry<String, Period>> all = periods.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Period> kind = all.next();
            if (kind.getValue().isOver(nowNanos)) {
                all.remove();
                int seen = kind.getValue().seen.get();
                if (seen > LINES_PER_PERIOD) {
                    leftOut.put(kind.getKey(), seen - LINES_PER_PERIOD);
                }
            }
        }
        return leftOut;
    }
}
