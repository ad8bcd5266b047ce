package dev.tickwire.simulation.interest;

/**
 * Which columns of a table say where its entities are, and from how far these are seen.
 *
 * @param x index of the column of x; −1: entities have no place, and everybody sees them
 * @param y index of the column of y
 * @param radiusColumn index of a column with the radius of each entity; −1: all have the same
 * @param radius of each entity, where there is no such column; 0: it is a point
 * @param relevant index of a flag column: everybody sees the rows whose flag is set; −1: there is none
 * @param reach entities are seen from this many times as far as the room type says
 */
public record Placement(int x, int y, int radiusColumn, double radius, int relevant, double reach) {
    /** For entities that have no place. */
    public static final Placement NOWHERE = new Placement(-1, -1, -1, 0, -1, 1);

    /** For entities that have a place, and are points. */
    public static Placement at(int x, int y) {
        return new Placement(x, y, -1, 0, -1, 1);
    }

    public boolean isSomewhere() {
        return x >= 0;
    }

    /** The same, from other columns. */
    public Placement withPlace(int newX, int newY, int newRadiusColumn, double newRadius) {
        return new Placement(newX, newY, newRadiusColumn, newRadius, relevant, reach);
    }

    /** The same, with a flag column for what everybody sees. */
    public Placement withRelevant(int column) {
        return new Placement(x, y, radiusColumn, radius, column, reach);
    }

    /** The same, seen from this many times as far. */
    public Placement withReach(double factor) {
        return new Placement(x, y, radiusColumn, radius, relevant, factor);
    }
}
