package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/** Shots in flight. */
final class Bullets extends Table {
    static final int DAMAGE = 20;

    final Column x = fixed("x", 0, Arena.SIZE, Arena.GRID);
    final Column y = fixed("y", 0, Arena.SIZE, Arena.GRID);
    final Column owner;
    final Column player = integer("player", 0, Arena.MOST_PLAYERS - 1);

    final Column vx =
            fixed("vx", -Arena.FASTEST, Arena.FASTEST, Arena.SPEED_GRID).ownerOnly();
    final Column vy =
            fixed("vy", -Arena.FASTEST, Arena.FASTEST, Arena.SPEED_GRID).ownerOnly();
    final Column ticksLeft = integer("ticksLeft", 0, 10_000).ownerOnly();
    /** How far the ships were behind, as the player who fired saw them: a shot hits them where that player saw them. */
    final Column viewAgo = integer("viewAgo", 0, 100_000).ownerOnly();

    Bullets(Ships ships) {
        super("bullets", 512);
        owner = reference("owner", ships);
        placedAt(x, y);
        ownedBy(player);
        predictOwn();
    }
}
