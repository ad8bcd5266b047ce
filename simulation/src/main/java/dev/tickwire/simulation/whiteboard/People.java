package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/** A person per player, at the player's number: where it points, and how far its pen has come. */
final class People extends Table {
    final Column player = integer("player", 0, Whiteboard.MOST_PLAYERS - 1);
    final Column name = text("name");
    final Column x = fixed("x", 0, Whiteboard.WIDTH, Whiteboard.GRID);
    final Column y = fixed("y", 0, Whiteboard.HEIGHT, Whiteboard.GRID);
    final Column pointing = flag("pointing");
    /** The note whose text the person writes. */
    final Column edits;
    /** The note that the person added last. */
    final Column added;

    final Column drawing = flag("drawing").ownerOnly();
    final Column penX = fixed("penX", 0, Whiteboard.WIDTH, Whiteboard.GRID).ownerOnly();
    final Column penY = fixed("penY", 0, Whiteboard.HEIGHT, Whiteboard.GRID).ownerOnly();
    /** Where the ink ends: half-way between the last two places of the pen. */
    final Column inkX = fixed("inkX", 0, Whiteboard.WIDTH, Whiteboard.GRID).ownerOnly();

    final Column inkY = fixed("inkY", 0, Whiteboard.HEIGHT, Whiteboard.GRID).ownerOnly();

    People(Notes notes) {
        super("people", Whiteboard.MOST_PLAYERS);
        edits = reference("edits", notes);
        added = reference("added", notes).ownerOnly();
        predictOwn();
    }
}
