package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Events;

/** Shots strike ships and rocks, and ships strike rocks hard. */
final class Hits extends Events {
    final Column x = fixed("x", 0, Arena.SIZE, Arena.GRID);
    final Column y = fixed("y", 0, Arena.SIZE, Arena.GRID);

    /** None: a rock was shot. */
    final Column ship;

    /** 0: a rock, or a shield. */
    final Column damage = integer("damage", 0, Ships.FULL_HULL);

    /** The player who fired, or nobody. */
    final Column by = integer("by", Arena.NOBODY, Arena.MOST_PLAYERS - 1);

    Hits(Ships ships) {
        super("hits", 512);
        ship = reference("ship", ships);
        placedAt(x, y);
    }

    void tell(double atX, double atY, int shipId, int hullLost, int player) {
        int hit = add();
        if (hit >= 0) {
            x.set(hit, atX);
            y.set(hit, atY);
            ship.setRaw(hit, shipId);
            damage.setRaw(hit, hullLost);
            by.setRaw(hit, player);
        }
    }
}
