package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;

/**
 * Space in which the deltas of tables are decoded, one at a time: one for all tables, so that a short schema with many
 * large ones costs no more than its largest.
 */
final class DecoderSpace {
    final int[] survivors;
    final int[] entered;
    final int[] partialRanks;
    int[] numbers;
    int[] cellRanks = {};

    DecoderSpace(Schema visible) {
        int most = 0;
        for (TableType table : visible.tables()) {
            most = Math.max(most, table.capacity());
        }
        survivors = new int[most];
        entered = new int[most];
        partialRanks = new int[most];
        numbers = new int[most];
    }
}
