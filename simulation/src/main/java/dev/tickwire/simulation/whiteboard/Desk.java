package dev.tickwire.simulation.whiteboard;

/**
 * Adds, moves, recolours, raises and deletes notes, as people tell it. What is told of a note that is gone is answered
 * false.
 */
final class Desk {
    private static final int NONE = -1;

    private final Whiteboard whiteboard;
    private final Notes notes;

    Desk(Whiteboard whiteboard) {
        this.whiteboard = whiteboard;
        notes = whiteboard.notes;
    }

    void step() {
        var add = whiteboard.add;
        for (int c = add.first(); c >= 0; c = add.next(c)) {
            add.answer(c, add(c, add.player(c)));
        }
        var move = whiteboard.move;
        for (int c = move.first(); c >= 0; c = move.next(c)) {
            move.answer(c, move(c, touched(whiteboard.moved.rowOf(c), move.player(c))));
        }
        var recolor = whiteboard.recolor;
        for (int c = recolor.first(); c >= 0; c = recolor.next(c)) {
            recolor.answer(c, recolor(c, whiteboard.recolored.rowOf(c)));
        }
        var raise = whiteboard.raise;
        for (int c = raise.first(); c >= 0; c = raise.next(c)) {
            raise.answer(c, raise(touched(whiteboard.raised.rowOf(c), raise.player(c))));
        }
        var delete = whiteboard.delete;
        for (int c = delete.first(); c >= 0; c = delete.next(c)) {
            delete.answer(c, delete(touched(whiteboard.deleted.rowOf(c), delete.player(c))));
        }
    }

    private boolean add(int command, int player) {
        int note = notes.add();
        if (note < 0) {
            return false;
        }
        notes.x.setRaw(note, whiteboard.addX.raw(command));
        notes.y.setRaw(note, whiteboard.addY.raw(command));
        notes.color.setRaw(note, whiteboard.addColor.raw(command));
        notes.touchedBy.setRaw(note, player);
        notes.raise(note);
        whiteboard.people.added.setRaw(player, notes.id(note));
        return true;
    }

    /** The note, which the player has touched now; −1: it is gone, or another player holds it. */
    private int touched(int note, int player) {
        if (note < 0 || notes.isKeptFrom(note, player)) {
            return NONE;
        }
        notes.touchedBy.setRaw(note, player);
        return note;
    }

    private boolean move(int command, int note) {
        if (note >= 0) {
            notes.x.setRaw(note, whiteboard.moveX.raw(command));
            notes.y.setRaw(note, whiteboard.moveY.raw(command));
        }
        return note >= 0;
    }

    private boolean recolor(int command, int note) {
        if (note >= 0) {
            notes.color.setRaw(note, whiteboard.newColor.raw(command));
        }
        return note >= 0;
    }

    private boolean raise(int note) {
        if (note >= 0) {
            notes.raise(note);
        }
        return note >= 0;
    }

    private boolean delete(int note) {
        if (note >= 0) {
            whiteboard.letters.clear(note);
            notes.remove(note);
        }
        return note >= 0;
    }
}
