package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Events;

/** Pilots take pickups. */
final class Finds extends Events {
    final Column x = fixed("x", 0, Arena.SIZE, Arena.GRID);
    final Column y = fixed("y", 0, Arena.SIZE, Arena.GRID);
    final Column kind = oneOf("kind", "repair", "rapid");
    final Column player = integer("player", 0, Arena.MOST_PLAYERS - 1);

    Finds() {
        super("finds", 64);
        placedAt(x, y);
    }

    void tell(Pickups pickups, int pickup, int finder) {
        int find = add();
        if (find >= 0) {
            x.set(find, pickups.x.get(pickup));
            y.set(find, pickups.y.get(pickup));
            kind.setRaw(find, pickups.kind.raw(pickup));
            player.setRaw(find, finder);
        }
    }
}
