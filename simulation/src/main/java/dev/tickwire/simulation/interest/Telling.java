package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.TableType;

/**
 * Which player is told what is for the owner of a row: who has the same key as the row.
 *
 * @param row index of the integer column with the keys of rows; {@link TableType#OWNED_BY_ROW}: their numbers
 * @param players index of the table that has the keys of players, at their numbers; {@link #INPUTS}: the inputs have;
 *     {@link #NUMBERS}: their numbers are their keys, which makes it the owner in the usual sense
 * @param player index of the integer column with the keys of players; 0 where these are their numbers
 */
public record Telling(int row, int players, int player) {
    public static final int NUMBERS = -1;
    public static final int INPUTS = -2;

    /** Of rows that belong to the player whose number is in a column, or is that of the row. */
    public static Telling ownedBy(int column) {
        return new Telling(column, NUMBERS, 0);
    }
}
