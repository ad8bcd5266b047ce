package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a client holds, under keys of its own, which the cells of its snapshots have. One thread at a time.
 *
 * <p>Keys that no snapshot has any more are let go once there are many; so the table is bounded by what is held.
 */
final class HeldTexts {
    private static final int FEW = 1024;

    private final Schema schema;
    private final Map<String, Integer> keys = new HashMap<>();
    private final List<Integer> ofBlock = new ArrayList<>();
    /** Snapshots share it: entries are added, and none is changed. */
    private @Nullable String[] byKey = new @Nullable String[FEW];

    private int firstFree = 1;
    private int most = FEW;

    HeldTexts(Schema visible) {
        schema = visible;
    }

    /** Starts with another block. */
    void begin() {
        ofBlock.clear();
    }

    /** The next text of the block. */
    void add(String text) throws MalformedFrameException {
        if (text.isEmpty() || ofBlock.size() == Snapshot.MOST_TEXTS) {
            throw new MalformedFrameException(text.isEmpty() ? "a block has an empty text" : "a block has many texts");
        }
        ofBlock.add(keyOf(text));
    }

    /** The key of the text that has a number in the block; 0: of none. */
    int key(int number) throws MalformedFrameException {
        if (number < 0 || number > ofBlock.size()) {
            throw new MalformedFrameException("a block has no text " + number);
        }
        return number == 0 ? 0 : ofBlock.get(number - 1);
    }

    @Nullable
    String[] byKey() {
        return byKey;
    }

    private int keyOf(String text) {
        Integer known = keys.get(text);
        if (known != null) {
            return known;
        }
        while (firstFree < byKey.length && byKey[firstFree] != null) {
            firstFree++;
        }
        if (firstFree == byKey.length) {
            byKey = Arrays.copyOf(byKey, 2 * byKey.length);
        }
        byKey[firstFree] = text;
        keys.put(text, firstFree);
        return firstFree;
    }

    /** Whether it is time to {@link #keep} only what is in use. */
    boolean areMany() {
        return keys.size() > most;
    }

    /** Lets go of all texts but those of these snapshots. */
    void keep(List<Snapshot> snapshots) {
        @Nullable String[] kept = new @Nullable String[byKey.length];
        for (Snapshot snapshot : snapshots) {
            for (int t = 0; t < snapshot.tableCount(); t++) {
                for (int c = 0; c < snapshot.table(t).columnCount(); c++) {
                    if (schema.tables().get(t).columns().get(c).isText()) {
                        keep(snapshot.table(t), c, kept);
                    }
                }
            }
        }
        byKey = kept;
        keys.values().removeIf(key -> kept[key] == null);
        firstFree = 1;
        most = Math.max(FEW, 2 * keys.size());
    }

    private void keep(Rows rows, int column, @Nullable String[] kept) {
        int[] raws = rows.column(column);
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            kept[raws[row]] = byKey[raws[row]];
        }
    }
}
