package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Events;

/** Ships are destroyed; everybody hears of it, wherever it is. */
final class Kills extends Events {
    final Column x = fixed("x", 0, Arena.SIZE, Arena.GRID);
    final Column y = fixed("y", 0, Arena.SIZE, Arena.GRID);
    final Column player = integer("player", 0, Arena.MOST_PLAYERS - 1);
    final Column name = text("name");

    /** The player who fired, or nobody. */
    final Column by = integer("by", Arena.NOBODY, Arena.MOST_PLAYERS - 1);

    final Column byName = text("byName");

    Kills() {
        super("kills", Arena.MOST_PLAYERS);
    }

    /**
     * Adds the event that a ship was destroyed.
     *
     * @param killer row of the ship that fired; −1: none, or it is gone
     */
    void tell(Ships ships, int ship, int killer) {
        int kill = add();
        if (kill >= 0) {
            x.set(kill, ships.x.get(ship));
            y.set(kill, ships.y.get(ship));
            player.setRaw(kill, ships.player.raw(ship));
            name.setRaw(kill, ships.name.raw(ship));
            by.setRaw(kill, ships.playerOf(killer));
            byName.setRaw(kill, killer < 0 ? 0 : ships.name.raw(killer));
        }
    }
}
