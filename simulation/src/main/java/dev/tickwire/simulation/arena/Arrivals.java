package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Events;

/** Ships come, or come back. */
final class Arrivals extends Events {
    final Column x = fixed("x", 0, Arena.SIZE, Arena.GRID);
    final Column y = fixed("y", 0, Arena.SIZE, Arena.GRID);
    final Column player = integer("player", 0, Arena.MOST_PLAYERS - 1);

    Arrivals() {
        super("arrivals", Arena.MOST_PLAYERS);
        placedAt(x, y);
    }

    void tell(Ships ships, int ship) {
        int arrival = add();
        if (arrival >= 0) {
            x.set(arrival, ships.x.get(ship));
            y.set(arrival, ships.y.get(ship));
            player.setRaw(arrival, ships.player.raw(ship));
        }
    }
}
