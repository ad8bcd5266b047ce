package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/**
 * The input of a person: where the pointer is and what it holds, and one deed at a time.
 *
 * <p>What lasts (pointing, drawing, dragging) is what the newest input says. What is to be done exactly once is a deed:
 * it has the number after that of the person's last one, and is repeated until {@link People#done} says that number. So
 * a deed is neither lost with a late input nor done twice with one that holds.
 */
final class Hands extends Table {
    static final int ADD = 0;
    static final int MOVE = 1;
    static final int WRITE = 2;
    static final int RECOLOR = 3;
    static final int RAISE = 4;
    static final int DELETE = 5;
    static final int STRIKE = 6;
    static final int LETTERS = 8;
    /** Deeds are numbered 1 to this, and then from 1 again. */
    static final int LAST_DEED = 7;

    final Column x = fixed("x", 0, Whiteboard.WIDTH, Whiteboard.GRID);
    final Column y = fixed("y", 0, Whiteboard.HEIGHT, Whiteboard.GRID);
    final Column pointing = flag("pointing");
    final Column pen = flag("pen");
    final Column eraser = flag("eraser");
    final Column color = oneOf("color", Whiteboard.COLORS);
    /** Number of the note that is dragged, and where it is to be; 0: none. */
    final Column holds = integer("holds", 0, Notes.LAST_NUMBER);

    final Column holdX = fixed("holdX", 0, Whiteboard.WIDTH, Whiteboard.GRID);
    final Column holdY = fixed("holdY", 0, Whiteboard.HEIGHT, Whiteboard.GRID);
    /** Number of the note whose text is being written; 0: none. */
    final Column edits = integer("edits", 0, Notes.LAST_NUMBER);

    final Column deed = integer("deed", 0, LAST_DEED);
    final Column kind = oneOf("kind", "add", "move", "write", "recolor", "raise", "delete", "strike");
    final Column note = integer("note", 0, Notes.LAST_NUMBER);
    final Column toX = fixed("toX", 0, Whiteboard.WIDTH, Whiteboard.GRID);
    final Column toY = fixed("toY", 0, Whiteboard.HEIGHT, Whiteboard.GRID);
    final Column toColor = oneOf("toColor", Whiteboard.COLORS);
    /** Number of the letter after which letters are to be written; 0: they are the first. */
    final Column after = integer("after", 0, Letters.LAST_NUMBER);
    /** The letters to write, or the numbers of those to strike out; 0: none. */
    final Column[] letters = new Column[LETTERS];

    Hands() {
        super("hands", Whiteboard.MOST_PLAYERS);
        for (int i = 0; i < LETTERS; i++) {
            letters[i] = integer("letter" + i, 0, Character.MAX_CODE_POINT);
        }
    }
}
