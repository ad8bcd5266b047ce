package dev.tickwire.server.console;

import dev.tickwire.proto.codec.CoarserColumns;
import dev.tickwire.proto.codec.CoarserColumns.Saving;
import dev.tickwire.server.room.Room;
import dev.tickwire.simulation.state.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What coarser steps would save in one room, while somebody looks. The room's loop is asked for copies of its last
 * snapshots now and then; they are encoded again by the thread of the console, to which this belongs.
 */
final class CoarserView {
    /** Columns that are told, those with the largest shares. */
    static final int MOST_COLUMNS = 8;

    private static final int SNAPSHOTS = 4;
    private static final long LEAST_PERIOD_NANOS = 10_000_000_000L;
    /** It takes one hundredth of the thread at most. */
    private static final int PERIOD_OF_WORK = 100;

    private final Room room;
    private final List<Snapshot> copies = new ArrayList<>();
    private @Nullable CompletableFuture<Integer> asked;
    private @Nullable Long nextNanos;
    private List<Map<String, Object>> columns = List.of();

    CoarserView(Room room) {
        this.room = room;
        for (int i = 0; i < SNAPSHOTS; i++) {
            copies.add(new Snapshot(room.type().schema()));
        }
    }

    /** Takes what came, and asks again when it is time to. */
    void refresh(long nowNanos) {
        if (asked != null && asked.isDone()) {
            long begin = System.nanoTime();
            take(asked);
            asked = null;
            long work = System.nanoTime() - begin;
            nextNanos = nowNanos + Math.max(LEAST_PERIOD_NANOS, PERIOD_OF_WORK * work);
        } else if (asked == null && (nextNanos == null || nowNanos - nextNanos >= 0)) {
            asked = room.control().recent(copies);
        }
    }

    /** Columns that can be coarser, the largest first; empty: nothing is known, or nothing changes. */
    List<Map<String, Object>> columns() {
        return columns;
    }

    private void take(CompletableFuture<Integer> answer) {
        if (answer.isCompletedExceptionally()) {
            return;
        }
        columns =
                CoarserColumns.savings(
                                room.type().schema(),
                                room.type().settings().flow().codec(),
                                copies.subList(0, answer.join()))
                        .stream()
                        .filter(saving -> saving.share() > 0)
                        .sorted(Comparator.comparingDouble(Saving::share).reversed())
                        .limit(MOST_COLUMNS)
                        .map(CoarserView::describe)
                        .toList();
    }

    private static Map<String, Object> describe(Saving saving) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", saving.table());
        one.put("column", saving.column());
        one.put("audience", saving.audience().name().toLowerCase(Locale.ROOT));
        one.put("isPredicted", saving.isPredicted());
        one.put("share", round(saving.share()));
        one.put("saved", saving.saved().stream().map(CoarserView::round).toList());
        return one;
    }

    private static double round(double share) {
        return Math.round(share * 1e4) / 1e4;
    }
}
