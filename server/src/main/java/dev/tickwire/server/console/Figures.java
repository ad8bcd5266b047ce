package dev.tickwire.server.console;

import dev.tickwire.server.loop.LoopLoad;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.Phase;
import dev.tickwire.server.metrics.TimeCounts;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.MeterInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server and its rooms did in the last seconds, as maps and lists for JSON. Loops are not asked and do not
 * notice: they publish what it reads. Belongs to one thread, which calls {@link #sample} some times a second.
 */
public final class Figures {
    /** Rooms that are described; of more, those with the longest steps. */
    public static final int MOST_ROOMS = 300;

    private static final double MICROS_PER_MILLI = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long RATES_NANOS = 3_000_000_000L;
    private static final long LIST_NANOS = 950_000_000L;

    private final Supplier<List<Room>> rooms;
    private final Supplier<List<LoopLoad>> loops;
    private final Counters counters;
    private final Map<Room, RoomWindow> windows = new HashMap<>();
    private Counted now = new Counted(0, Map.of(), List.of());
    private Counted before = now;
    private Counted next = now;

    private record Counted(long nanos, Map<String, Long> counts, List<LoopLoad> loads) {}

    public Figures(Supplier<List<Room>> rooms, Supplier<List<LoopLoad>> loops, Counters counters) {
        this.rooms = rooms;
        this.loops = loops;
        this.counters = counters;
    }

    /**
     * Reads what is published at the moment.
     *
     * @param isLookedInto rooms that are read each time; the others are read once a second, as that is most of the work
     */
    public void sample(long nowNanos, Predicate<Room> isLookedInto) {
        List<Room> present = rooms.get();
        for (Room room : present) {
            RoomWindow window = windows.get(room);
            if (window == null) {
                windows.put(room, new RoomWindow(nowNanos, room.stats().read()));
            } else if (isLookedInto.test(room) || window.isOlderThan(nowNanos - LIST_NANOS)) {
                window.add(nowNanos, room.stats().read());
            }
        }
        windows.keySet().retainAll(new HashSet<>(present));
        now = new Counted(nowNanos, counters.all(), loops.get());
        if (before.nanos == 0) {
            before = now;
            next = now;
        } else if (nowNanos - next.nanos >= RATES_NANOS) {
            before = next;
            next = now;
        }
    }

    /** Forgets everything: nobody looked for a while. */
    public void clear() {
        windows.clear();
        before = new Counted(0, Map.of(), List.of());
        next = before;
        now = before;
    }

    /** The whole server. */
    public Map<String, Object> overview() {
        Map<String, Object> all = new LinkedHashMap<>();
        int players = 0;
        int bots = 0;
        int spectators = 0;
        double bytes = 0;
        double ticks = 0;
        TimeCounts late = new TimeCounts();
        TimeCounts step = new TimeCounts();
        for (RoomWindow window : windows.values()) {
            players += window.newest().playerCount();
            bots += window.newest().bots();
            spectators += window.newest().spectatorCount();
            bytes += window.bytesPerSecond();
            ticks += window.ticksPerSecond();
            late.add(window.late());
            step.add(window.step());
        }
        all.put("players", players);
        all.put("bots", bots);
        all.put("spectators", spectators);
        all.put("rooms", windows.size());
        all.put("sleeping", sleeping());
        all.put("bytesPerSecond", Math.round(bytes));
        all.put("ticksPerSecond", Math.round(ticks));
        all.put("lateMillis", percentiles(late));
        all.put("stepMillis", percentiles(step));
        all.put("loops", loops());
        all.put("perSecond", rates());
        all.put("list", list());
        return all;
    }

    private long sleeping() {
        return windows.keySet().stream().filter(room -> room.stats().isAsleep()).count();
    }

    /** One room; null: it is not there, or was not sampled yet. */
    public @Nullable Map<String, Object> room(Room room) {
        RoomWindow window = windows.get(room);
        if (window == null) {
            return null;
        }
        Map<String, Object> all = describe(room, window);
        all.put("inputsMillis", percentiles(window.of(Phase.INPUTS)));
        all.put("selectMillis", percentiles(window.of(Phase.SELECT)));
        all.put("encodeMillis", percentiles(window.of(Phase.ENCODE)));
        all.put("writeMillis", percentiles(window.of(Phase.WRITE)));
        all.put("mailbox", window.newest().mailboxDepth());
        all.put("inputsWaiting", window.newest().inputsWaiting());
        all.put("meters", meters(room));
        return all;
    }

    /** What the game of a room has counted since it was opened, and its pages: whoever looks makes rates of it. */
    private static List<Map<String, Object>> meters(Room room) {
        List<MeterInfo> declared = room.type().meters();
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            MeterInfo meter = declared.get(i);
            all.add(counted(meter.name(), meter.text(), room.stats().meters().get(i)));
        }
        long corrections = room.stats().corrections();
        if (corrections > 0) {
            all.add(counted("corrections", "predictions of pages that were wrong", corrections));
        }
        return all;
    }

    private static Map<String, Object> counted(String name, String text, long count) {
        return Map.of("name", name, "text", text, "count", count);
    }

    /** Of a room that was sampled; null: it was not. */
    @Nullable
    RoomWindow window(Room room) {
        return windows.get(room);
    }

    private List<Map<String, Object>> list() {
        List<Map.Entry<Room, RoomWindow>> sorted = new ArrayList<>(windows.entrySet());
        Map<Room, Long> steps = new HashMap<>();
        sorted.forEach(
                entry -> steps.put(entry.getKey(), entry.getValue().step().percentileMicros(99)));
        sorted.sort(Comparator.comparing((Map.Entry<Room, RoomWindow> entry) -> steps.get(entry.getKey()))
                .reversed());
        return sorted.stream()
                .limit(MOST_ROOMS)
                .map(entry -> describe(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, Object> describe(Room room, RoomWindow window) {
        Map<String, Object> all = new LinkedHashMap<>();
        int people = window.newest().playerCount() + window.newest().spectatorCount();
        all.put("id", room.id());
        all.put("type", room.type().name());
        all.put("state", state(room));
        all.put("players", window.newest().playerCount());
        all.put("bots", window.newest().bots());
        all.put("spectators", window.newest().spectatorCount());
        all.put("playerLimit", room.type().settings().capacity().players());
        all.put("tickRateHz", room.type().tickRateHz());
        all.put("snapshotRateHz", room.type().settings().rates().snapshotRateHz());
        all.put("ticksPerSecond", round(window.ticksPerSecond()));
        all.put("lateMillis", percentiles(window.late()));
        all.put("stepMillis", percentiles(window.step()));
        all.put("bytesPerSecond", Math.round(window.bytesPerSecond()));
        all.put("bytesPerPlayer", people == 0 ? 0 : Math.round(window.bytesPerSecond() / people));
        all.put("labels", room.listing().labels());
        return all;
    }

    private static String state(Room room) {
        if (room.places().isClosed()) {
            return "closing";
        }
        String doors = room.places().isLocked() ? "locked" : room.listing().isListed() ? "open" : "private";
        return room.stats().isAsleep() ? doors + ", sleeping" : doors;
    }

    private List<Map<String, Object>> loops() {
        Map<String, Long> busyBefore = new HashMap<>();
        before.loads.forEach(load -> busyBefore.put(load.name(), load.busyNanos()));
        List<Map<String, Object>> all = new ArrayList<>();
        long span = now.nanos - before.nanos;
        for (LoopLoad load : now.loads) {
            long busy = load.busyNanos() - busyBefore.getOrDefault(load.name(), 0L);
            all.add(Map.of(
                    "name", load.name(), "rooms", load.rooms(), "load", span == 0 ? 0.0 : round((double) busy / span)));
        }
        return all;
    }

    /** Counts that grew, per second. */
    private Map<String, Object> rates() {
        Map<String, Object> all = new LinkedHashMap<>();
        double seconds = (now.nanos - before.nanos) / NANOS_PER_SECOND;
        if (seconds > 0) {
            now.counts.forEach((name, count) -> {
                long grown = count - before.counts.getOrDefault(name, 0L);
                if (grown > 0) {
                    all.put(name, round(grown / seconds));
                }
            });
        }
        return all;
    }

    private static Map<String, Object> percentiles(TimeCounts times) {
        return Map.of("p50", millis(times, 50), "p99", millis(times, 99), "max", millis(times, 100));
    }

    private static double millis(TimeCounts times, int percent) {
        return round(times.percentileMicros(percent) / MICROS_PER_MILLI);
    }

    /** Three digits behind the point are all that anybody reads. */
    private static double round(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
