package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/**
 * Notes on the board. A client predicts the notes that its player touched last. The player who holds a note keeps
 * others from moving it.
 */
final class Notes extends Table {
    static final int MOST = 100;
    static final int HIGHEST = 1_000_000;

    /** The middle of the note. */
    final Column x = fixed("x", 0, Whiteboard.WIDTH, Whiteboard.GRID);

    final Column y = fixed("y", 0, Whiteboard.HEIGHT, Whiteboard.GRID);
    /** Higher ones lie on lower ones. */
    final Column height = integer("height", 0, HIGHEST);

    final Column color = oneOf("color", Whiteboard.COLORS);
    /** How many letters it has. */
    final Column length = integer("length", 0, Letters.PER_NOTE);
    /** Number of the player who touched it last; −1: that player has left. */
    final Column touchedBy = integer("touchedBy", Whiteboard.NOBODY, Whiteboard.MOST_PLAYERS - 1);

    final Column held = flag("held");

    Notes() {
        super("notes", MOST);
        ownedBy(touchedBy);
        predictOwn();
    }

    boolean isHeldBy(int note, int player) {
        return held.is(note) && touchedBy.raw(note) == player;
    }

    /** Whether somebody else holds it. */
    boolean isKeptFrom(int note, int player) {
        return held.is(note) && touchedBy.raw(note) != player;
    }

    /** Lays it on top of all others. */
    void raise(int note) {
        int highest = -1;
        for (int other = first(); other >= 0; other = next(other)) {
            if (other != note) {
                highest = Math.max(highest, height.raw(other));
            }
        }
        if (height.raw(note) <= highest) {
            height.setRaw(note, highest + 1);
        }
    }
}
