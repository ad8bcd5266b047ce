package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Events;

/** Rocks are shot to pieces. */
final class Breakups extends Events {
    final Column x = fixed("x", 0, Arena.SIZE, Arena.GRID);
    final Column y = fixed("y", 0, Arena.SIZE, Arena.GRID);
    final Column size = oneOf("size", "small", "medium", "large");

    /** The player who fired, or nobody. */
    final Column by = integer("by", Arena.NOBODY, Arena.MOST_PLAYERS - 1);

    Breakups() {
        super("breakups", 256);
        placedAt(x, y);
    }

    void tell(double atX, double atY, int rockSize, int player) {
        int breakup = add();
        if (breakup >= 0) {
            x.set(breakup, atX);
            y.set(breakup, atY);
            size.setRaw(breakup, rockSize);
            by.setRaw(breakup, player);
        }
    }
}
