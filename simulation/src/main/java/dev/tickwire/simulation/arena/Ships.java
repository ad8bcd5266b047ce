package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/**
 * A ship per player, at the player's number, for as long as the player is there; with no hull left it waits to come
 * back.
 */
final class Ships extends Table {
    static final double RADIUS = 14;
    static final int FULL_HULL = 100;

    final Column x = fixed("x", 0, Arena.SIZE, Arena.GRID);
    final Column y = fixed("y", 0, Arena.SIZE, Arena.GRID);
    final Column heading = angle("heading", 10);
    final Column hull = integer("hull", 0, FULL_HULL);
    final Column score = integer("score", 0, 1_000_000);
    final Column player = integer("player", 0, Arena.MOST_PLAYERS - 1);
    final Column name = text("name");
    final Column thrusting = flag("thrusting");
    final Column shielded = flag("shielded");

    final Column vx =
            fixed("vx", -Arena.FASTEST, Arena.FASTEST, Arena.SPEED_GRID).ownerOnly();
    final Column vy =
            fixed("vy", -Arena.FASTEST, Arena.FASTEST, Arena.SPEED_GRID).ownerOnly();
    final Column cooldownTicks = integer("cooldownTicks", 0, 10_000).ownerOnly();
    final Column shieldTicks = integer("shieldTicks", 0, 10_000).ownerOnly();
    final Column rapidTicks = integer("rapidTicks", 0, 10_000).ownerOnly();
    final Column respawnTicks = integer("respawnTicks", 0, 10_000).hidden();

    Ships(int mostPlayers) {
        super("ships", mostPlayers);
        placedAt(x, y);
        predictOwn();
        rewindable();
    }

    boolean isFlying(int ship) {
        return hull.raw(ship) > 0;
    }

    /** The player of a ship; {@link Arena#NOBODY} for −1. */
    int playerOf(int ship) {
        return ship < 0 ? Arena.NOBODY : player.raw(ship);
    }
}
