package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/** Rocks that drift, block, and break in two when shot. */
final class Asteroids extends Table {
    static final int SMALL = 0;
    static final int MEDIUM = 1;
    static final int LARGE = 2;
    static final double LARGEST_RADIUS = 60;

    final Column x = fixed("x", 0, Arena.SIZE, Arena.GRID);
    final Column y = fixed("y", 0, Arena.SIZE, Arena.GRID);
    final Column size = oneOf("size", "small", "medium", "large");
    /**
     * For everybody, so that clients can predict where rocks are: it changes only at walls, and costs next to nothing.
     */
    final Column vx = fixed("vx", -Arena.FASTEST, Arena.FASTEST, Arena.SPEED_GRID);

    final Column vy = fixed("vy", -Arena.FASTEST, Arena.FASTEST, Arena.SPEED_GRID);

    final Column hull = integer("hull", 0, 1_000).hidden();

    Asteroids() {
        super("asteroids", 256);
        placedAt(x, y);
        predictAll();
    }

    double radius(int asteroid) {
        return switch (size.raw(asteroid)) {
            case SMALL -> 18;
            case MEDIUM -> 34;
            default -> LARGEST_RADIUS;
        };
    }
}
