package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Sight;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one table differ between snapshots, for all players who were last sent the same ones. One thread at a
 * time.
 *
 * <p>Most players are sent each snapshot, others each second or fourth: few triples of snapshots are those of many
 * players, and for these it is found how all rows differ. Some that were skipped, or are sent less, have triples that
 * hardly anybody shares: for them it is found only how the rows differ that they see.
 */
final class SharedDifferences {
    /** Beyond these nothing is shared. */
    private static final int MOST_TRIPLES = 32;
    /** How many players find what differs of their own rows, until it pays to find it for all. */
    private static final int SHARED_FROM = 8;

    private final int table;
    private final ColumnLayout layout;
    /** As many as were needed so far: most rooms need a few. */
    private final List<RowDifferences> all = new ArrayList<>();

    private final int[] askers = new int[MOST_TRIPLES + 1];
    private int count;
    private @Nullable Rows rows;
    private int serial;

    SharedDifferences(int table, ColumnLayout layout) {
        this.table = table;
        this.layout = layout;
    }

    /** The differences from a baseline to what is seen now, and from its prediction, if there is one before it. */
    RowDifferences between(@Nullable Sight previous, Sight baseline, Sight now) {
        forgetUnless(now.rows(table));
        for (int i = 0; i < count; i++) {
            RowDifferences known = all.get(i);
            if (known.isAbout(previous, baseline, now)) {
                askers[i]++;
                if (askers[i] <= SHARED_FROM) {
                    known.begin(previous, baseline, now, askers[i] == SHARED_FROM);
                }
                return known;
            }
        }
        if (count == all.size()) {
            all.add(new RowDifferences(table, layout));
        }
        RowDifferences own = all.get(count);
        own.begin(previous, baseline, now, false);
        askers[count] = 1;
        count = Math.min(count + 1, MOST_TRIPLES);
        return own;
    }

    private void forgetUnless(Rows now) {
        if (rows != now || serial != now.serial()) {
            rows = now;
            serial = now.serial();
            count = 0;
        }
    }
}
