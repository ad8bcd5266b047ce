package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/** The drawing: short curves from {@code (ax, ay)} to {@code (bx, by)}, bent towards {@code (cx, cy)}. */
final class Ink extends Table {
    final Column ax = fixed("ax", 0, Whiteboard.WIDTH, Whiteboard.GRID);
    final Column ay = fixed("ay", 0, Whiteboard.HEIGHT, Whiteboard.GRID);
    final Column cx = fixed("cx", 0, Whiteboard.WIDTH, Whiteboard.GRID);
    final Column cy = fixed("cy", 0, Whiteboard.HEIGHT, Whiteboard.GRID);
    final Column bx = fixed("bx", 0, Whiteboard.WIDTH, Whiteboard.GRID);
    final Column by = fixed("by", 0, Whiteboard.HEIGHT, Whiteboard.GRID);
    final Column color = oneOf("color", Whiteboard.COLORS);
    /** Number of the player who drew it; −1: that player has left. */
    final Column player = integer("player", Whiteboard.NOBODY, Whiteboard.MOST_PLAYERS - 1);

    Ink() {
        super("ink", 3000);
        ownedBy(player);
        predictOwn();
    }
}
