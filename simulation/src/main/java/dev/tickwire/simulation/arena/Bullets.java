package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/** Shots in flight. */
final class Bullets extends Table {
    static final int DAMAGE = 20;

    final Column x = fixed("x", 0, Arena.SIZE, Arena.GRID);
    final Column y = fixed("y", 0, Arena.SIZE, Arena.GRID);
    final Column owner;

    final Column vx =
            fixed("vx", -Arena.FASTEST, Arena.FASTEST, Arena.SPEED_GRID).hidden();
    final Column vy =
            fixed("vy", -Arena.FASTEST, Arena.FASTEST, Arena.SPEED_GRID).hidden();
    final Column ticksLeft = integer("ticksLeft", 0, 10_000).hidden();

    Bullets(Ships ships) {
        super("bullets", 512);
        owner = reference("owner", ships);
        placedAt(x, y);
    }
}
