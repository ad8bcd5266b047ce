package dev.tickwire.server.console;

import dev.tickwire.server.metrics.BytesReading;
import dev.tickwire.server.metrics.BytesWatch;
import dev.tickwire.server.room.Room;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the bytes of one room go, or those of one of its players, while somebody looks: those of the last seconds.
 * Belongs to one thread.
 */
final class BytesView implements AutoCloseable {
    private static final long SPAN_NANOS = 2_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Room room;
    private final int player;
    private BytesWatch watch;
    private BytesReading before;
    private long beforeNanos;
    private List<Map<String, Object>> lines = List.of();

    /**
     * Begins to count.
     *
     * @param player its number; {@link BytesWatch#EVERYBODY}: all
     */
    BytesView(Room room, int player, long nowNanos) {
        this.room = room;
        this.player = player;
        watch = room.control().watchBytes(player);
        before = watch.read();
        beforeNanos = nowNanos;
    }

    /** Takes what was sent since, when that is enough to say anything; asks again where the room refused. */
    void refresh(long nowNanos) {
        if (nowNanos - beforeNanos < SPAN_NANOS) {
            return;
        }
        if (watch.isClosed()) {
            watch = room.control().watchBytes(player);
            lines = List.of();
            before = watch.read();
            beforeNanos = nowNanos;
            return;
        }
        BytesReading now = watch.read();
        lines = describe(now.since(before), (nowNanos - beforeNanos) / NANOS_PER_SECOND);
        before = now;
        beforeNanos = nowNanos;
    }

    /** Whether the room does not count for it: as many watch as may. */
    boolean isRefused() {
        return watch.isClosed();
    }

    /** What they are for, the most first; together they are all bytes of snapshots. */
    List<Map<String, Object>> lines() {
        return lines;
    }

    @Override
    public void close() {
        watch.close();
    }

    private static List<Map<String, Object>> describe(BytesReading sent, double seconds) {
        List<Map<String, Object>> all = new ArrayList<>();
        double bits = (double) sent.bytes() * Byte.SIZE;
        for (BytesReading.Line line : sent.lines()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("kind", line.row().kind().name().toLowerCase(Locale.ROOT));
            one.put("name", line.row().name());
            one.put("column", line.row().column());
            one.put("audience", line.row().audience().name().toLowerCase(Locale.ROOT));
            one.put("bytesPerSecond", Math.round(line.bits() / seconds / Byte.SIZE));
            one.put("share", Math.round(line.bits() / bits * 1e4) / 1e4);
            all.add(one);
        }
        return all;
    }
}
