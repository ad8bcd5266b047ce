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
    /** Number of the note whose text the person writes; 0: none. */
    final Column edits = integer("edits", 0, Notes.LAST_NUMBER);

    /** Number of the deed that was done last; 0: none yet. */
    final Column done = integer("done", 0, Hands.LAST_DEED).ownerOnly();
    /** Number of the note that the person added last; 0: none yet, or there was no space for it. */
    final Column added = integer("added", 0, Notes.LAST_NUMBER).ownerOnly();

    /** Number of the first letter that the last deed wrote, and those after it follow; 0: it wrote none. */
    final Column wrote = integer("wrote", 0, Letters.LAST_NUMBER).ownerOnly();

    final Column drawing = flag("drawing").ownerOnly();
    final Column penX = fixed("penX", 0, Whiteboard.WIDTH, Whiteboard.GRID).ownerOnly();
    final Column penY = fixed("penY", 0, Whiteboard.HEIGHT, Whiteboard.GRID).ownerOnly();
    /** Where the ink ends: half-way between the last two places of the pen. */
    final Column inkX = fixed("inkX", 0, Whiteboard.WIDTH, Whiteboard.GRID).ownerOnly();

    final Column inkY = fixed("inkY", 0, Whiteboard.HEIGHT, Whiteboard.GRID).ownerOnly();

    People() {
        super("people", Whiteboard.MOST_PLAYERS);
        predictOwn();
    }
}
