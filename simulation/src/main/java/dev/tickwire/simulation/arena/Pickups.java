package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/** Things worth flying to: some rocks leave one behind. */
final class Pickups extends Table {
    static final int REPAIR = 0;
    static final int RAPID = 1;
    static final double RADIUS = 12;

    final Column x = fixed("x", 0, Arena.SIZE, Arena.GRID);
    final Column y = fixed("y", 0, Arena.SIZE, Arena.GRID);
    final Column kind = oneOf("kind", "repair", "rapid");

    final Column ticksLeft = integer("ticksLeft", 0, 100_000).hidden();

    Pickups() {
        super("pickups", 64);
        placedAt(x, y);
        predictAll();
    }
}
