package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.TablePart;
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

    private final RowDifferences[] all = new RowDifferences[MOST_TRIPLES + 1];
    private final int[] askers = new int[all.length];
    private final int table;
    private int count;
    private @Nullable Rows rows;
    private int serial;

    SharedDifferences(TablePart part) {
        table = part.table();
        for (int i = 0; i < all.length; i++) {
            all[i] = new RowDifferences(part);
        }
    }

    /** The differences from a baseline to what is seen now, and from its prediction, if there is one before it. */
    RowDifferences between(@Nullable Sight previous, Sight baseline, Sight now) {
        forgetUnless(now.rows(table));
        for (int i = 0; i < count; i++) {
            if (all[i].isAbout(previous, baseline, now)) {
                askers[i]++;
                if (askers[i] <= SHARED_FROM) {
                    all[i].begin(previous, baseline, now, askers[i] == SHARED_FROM);
                }
                return all[i];
            }
        }
        all[count].begin(previous, baseline, now, false);
        askers[count] = 1;
        RowDifferences own = all[count];
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
