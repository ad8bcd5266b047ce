package dev.tickwire.simulation.world;

/**
 * The values of a player's row in a table, apart from any world: what it comes with from elsewhere, or what is kept of
 * it.
 *
 * <p>It is not copied on its way: whoever has it changes no array.
 */
public final class PlayerRow {
    private final int table;
    private final int[] raws;
    private final String[] texts;

    /**
     * A row for the table of that index in the schema.
     *
     * @param raws a legal raw value for each column that holds no text, in order; of a column of cells, for each cell
     * @param texts a text for each column that does
     */
    public PlayerRow(int table, int[] raws, String[] texts) {
        this.table = table;
        this.raws = raws;
        this.texts = texts;
    }

    /** Index of the table in the schema. */
    public int table() {
        return table;
    }

    /** A raw value for each column that holds no text, in order; of a column of cells, for each cell. */
    public int[] raws() {
        return raws;
    }

    /** A text for each column that holds one. */
    public String[] texts() {
        return texts;
    }
}
