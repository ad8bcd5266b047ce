package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/**
 * The input of a person: where the pointer is, and what it holds. What is to be done once is a command of the
 * {@link Whiteboard}.
 */
final class Hands extends Table {
    final Column x = fixed("x", 0, Whiteboard.WIDTH, Whiteboard.GRID);
    final Column y = fixed("y", 0, Whiteboard.HEIGHT, Whiteboard.GRID);
    final Column pointing = flag("pointing");
    final Column pen = flag("pen");
    final Column eraser = flag("eraser");
    final Column color = oneOf("color", Whiteboard.COLORS);
    /** Id of the note that is dragged, and where it is to be; 0: none. */
    final Column holds = integer("holds", 0, EntityId.LARGEST);

    final Column holdX = fixed("holdX", 0, Whiteboard.WIDTH, Whiteboard.GRID);
    final Column holdY = fixed("holdY", 0, Whiteboard.HEIGHT, Whiteboard.GRID);
    /** Id of the note whose text is being written; 0: none. */
    final Column edits = integer("edits", 0, EntityId.LARGEST);

    Hands() {
        super("hands", Whiteboard.MOST_PLAYERS);
    }
}
