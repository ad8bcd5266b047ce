package dev.tickwire.simulation.state;

/** Hashes of snapshots, the same for the same state on any machine; PROTOCOL.md has the visible one in words. */
public final class StateHash {
    private static final int SEED = 0x54574B31;
    private static final int MULTIPLIER = 0x9E3779B1;

    private final int[] rowList;
    private final int[][] visibleColumns;
    private final int[][] allColumns;

    /** For snapshots of one schema; keeps scratch space, so one per thread. */
    public StateHash(Schema schema) {
        int most = schema.inputs().capacity();
        int tables = schema.tables().size();
        visibleColumns = new int[tables][];
        allColumns = new int[tables][];
        for (int t = 0; t < tables; t++) {
            TableType type = schema.tables().get(t);
            most = Math.max(most, type.capacity());
            visibleColumns[t] = type.visibleColumns();
            allColumns[t] = upTo(type.columns().size());
        }
        rowList = new int[most];
    }

    /** Hash of what clients hold: the visible columns and the texts. */
    public int ofVisible(Snapshot snapshot) {
        return addTables(SEED, snapshot, visibleColumns);
    }

    /** Hash of everything, with hidden columns, held inputs, the generator and the tick. */
    public int ofAll(Snapshot snapshot) {
        int hash = addTables(SEED, snapshot, allColumns);
        hash = addRows(hash, snapshot.inputs(), upTo(snapshot.inputs().columnCount()));
        for (int word : snapshot.random()) {
            hash = mix(hash, word);
        }
        return mix(hash, snapshot.tick());
    }

    private int addTables(int seed, Snapshot snapshot, int[][] columns) {
        int hash = seed;
        for (int t = 0; t < columns.length; t++) {
            hash = addRows(hash, snapshot.table(t), columns[t]);
        }
        for (int key = 1; key < snapshot.textLimit(); key++) {
            String text = snapshot.text(key);
            if (text != null) {
                hash = mix(mix(hash, key), text.hashCode());
            }
        }
        return hash;
    }

    private int addRows(int seed, Rows rows, int[] columns) {
        int hash = mix(seed, rows.count());
        int n = 0;
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            rowList[n++] = row;
            hash = mix(hash, rows.id(row));
        }
        for (int c : columns) {
            int[] values = rows.column(c);
            for (int i = 0; i < n; i++) {
                hash = mix(hash, values[rowList[i]]);
            }
        }
        return hash;
    }

    private static int mix(int hash, int value) {
        int h = (hash ^ value) * MULTIPLIER;
        return h ^ h >>> 15;
    }

    private static int[] upTo(int count) {
        int[] indexes = new int[count];
        for (int i = 0; i < count; i++) {
            indexes[i] = i;
        }
        return indexes;
    }
}
