package dev.tickwire.simulation.state;

/** Hashes of snapshots, the same for the same state on any machine; PROTOCOL.md has the visible one in words. */
public final class StateHash {
    private static final int SEED = 0x54574B31;
    private static final int MULTIPLIER = 0x9E3779B1;

    private final int[] rowList;
    private final TablePart[] publicParts;
    private final TablePart[] ownerParts;
    private final TablePart[] teamParts;
    private final int[][] allColumns;
    private final int[] inputColumns;
    private int rowCount;

    /** For snapshots of one schema; keeps scratch space, so one per thread. */
    public StateHash(Schema schema) {
        publicParts = schema.partsFor(Audience.EVERYBODY).toArray(new TablePart[0]);
        ownerParts = schema.partsFor(Audience.OWNER).toArray(new TablePart[0]);
        teamParts = schema.partsFor(Audience.TEAM).toArray(new TablePart[0]);
        int most = schema.inputs().capacity();
        allColumns = new int[schema.tables().size()][];
        for (int t = 0; t < allColumns.length; t++) {
            TableType type = schema.tables().get(t);
            most = Math.max(most, type.capacity());
            allColumns[t] = upTo(type.columns().size());
        }
        inputColumns = upTo(schema.inputs().columns().size());
        rowList = new int[most];
    }

    /**
     * Hash of all that a client holds: first the columns for everybody, then those for owners, then those for teams.
     */
    public int ofVisible(Snapshot snapshot) {
        int hash = addParts(SEED, snapshot, publicParts);
        hash = addTexts(hash, snapshot);
        hash = addParts(hash, snapshot, ownerParts);
        return addParts(hash, snapshot, teamParts);
    }

    /** Hash of the columns for everybody, and the texts; {@link #addPrivate} adds the columns for others. */
    public int ofPublic(Snapshot snapshot) {
        return addTexts(addParts(SEED, snapshot, publicParts), snapshot);
    }

    /**
     * Adds the columns for owners or teams of the rows of a sight to a hash: call it first for {@link Audience#OWNER},
     * then for {@link Audience#TEAM}.
     */
    public int addPrivate(int seed, Audience audience, Sight sight) {
        int hash = seed;
        for (TablePart part : audience == Audience.OWNER ? ownerParts : teamParts) {
            rowCount = 0;
            for (int row = sight.next(part.table(), 0); row >= 0; row = sight.next(part.table(), row + 1)) {
                rowList[rowCount++] = row;
            }
            hash = addListed(hash, sight.snapshot().table(part.table()), part.columns());
        }
        return hash;
    }

    /**
     * Hash of the whole state, for each tick: all columns, hidden ones too, inputs, texts, generator and tick.
     * Allocates nothing.
     */
    public int ofAll(Snapshot snapshot) {
        int hash = SEED;
        for (int t = 0; t < allColumns.length; t++) {
            hash = addRows(hash, snapshot.table(t), allColumns[t]);
        }
        hash = addTexts(hash, snapshot);
        hash = addRows(hash, snapshot.inputs(), inputColumns);
        for (int word : snapshot.random()) {
            hash = mix(hash, word);
        }
        return mix(hash, snapshot.tick());
    }

    private int addParts(int seed, Snapshot snapshot, TablePart[] parts) {
        int hash = seed;
        for (TablePart part : parts) {
            hash = addRows(hash, snapshot.table(part.table()), part.columns());
        }
        return hash;
    }

    private static int addTexts(int seed, Snapshot snapshot) {
        int hash = seed;
        for (int key = 1; key < snapshot.textEnd(); key++) {
            String text = snapshot.text(key);
            if (text != null) {
                hash = mix(mix(hash, key), text.hashCode());
            }
        }
        return hash;
    }

    private int addRows(int seed, Rows rows, int[] columns) {
        rowCount = 0;
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            rowList[rowCount++] = row;
        }
        return addListed(seed, rows, columns);
    }

    private int addListed(int seed, Rows rows, int[] columns) {
        int hash = mix(seed, rowCount);
        for (int i = 0; i < rowCount; i++) {
            hash = mix(hash, rows.id(rowList[i]));
        }
        for (int c : columns) {
            int[] values = rows.column(c);
            for (int i = 0; i < rowCount; i++) {
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
