package dev.tickwire.simulation.interest;

/**
 * Where a table's entities are.
 *
 * @param x index of the column of x; −1: entities are nowhere, and everybody sees them
 * @param y index of the column of y
 * @param relevant index of a flag column: a row whose flag is set is seen by everybody; −1: there is none
 */
public record Placement(int x, int y, int relevant) {
    /** For entities that are nowhere. */
    public static final Placement NOWHERE = new Placement(-1, -1, -1);

    public boolean isSomewhere() {
        return x >= 0;
    }
}
