package dev.tickwire.simulation.interest;

/**
 * Which columns of a table say where its entities are.
 *
 * @param x index of the column of x; −1: entities have no place, and everybody sees them
 * @param y index of the column of y
 * @param relevant index of a flag column: everybody sees the rows whose flag is set; −1: there is none
 */
public record Placement(int x, int y, int relevant) {
    /** For entities that have no place. */
    public static final Placement NOWHERE = new Placement(-1, -1, -1);

    public boolean isSomewhere() {
        return x >= 0;
    }
}
