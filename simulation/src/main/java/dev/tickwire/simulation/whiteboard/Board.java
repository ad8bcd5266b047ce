package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/** One row, with what belongs to no note. */
final class Board extends Table {
    private static final int ROW = 0;

    private final Column lastNumber =
            integer("lastNumber", 0, Notes.LAST_NUMBER).hidden();

    Board() {
        super("board", 1);
    }

    /** The next number that no note has. */
    int nextNumber(Notes notes) {
        int number = lastNumber.raw(ROW);
        do {
            number = number % Notes.LAST_NUMBER + 1;
        } while (notes.find(number) != Notes.NONE);
        lastNumber.setRaw(ROW, number);
        return number;
    }
}
