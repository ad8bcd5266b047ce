package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/** What is written on the notes: a row per letter, in the order of the notes' rows and of the text. */
final class Letters extends Table {
    static final int PER_NOTE = 80;

    /** Number of the note. */
    final Column note = integer("note", 1, Notes.LAST_NUMBER);

    final Column at = integer("at", 0, PER_NOTE - 1);
    /** Unicode code point. */
    final Column code = integer("code", 0, Character.MAX_CODE_POINT);

    private final Notes notes;

    Letters(Notes notes) {
        super("letters", Notes.MOST * PER_NOTE);
        this.notes = notes;
    }

    /** Writes a letter into the text or at its end. */
    void put(int noteRow, int place, int codePoint) {
        int letter = noteRow * PER_NOTE + place;
        if (!isPresent(letter)) {
            addAt(letter);
            note.setRaw(letter, notes.number.raw(noteRow));
            at.setRaw(letter, place);
            notes.length.setRaw(noteRow, place + 1);
        }
        code.setRaw(letter, codePoint);
    }

    /** Cuts off what is beyond a length. */
    void cut(int noteRow, int length) {
        for (int place = notes.length.raw(noteRow) - 1; place >= length; place--) {
            remove(noteRow * PER_NOTE + place);
            notes.length.setRaw(noteRow, place);
        }
    }

    /** Whether a code point can be written: line breaks, and what is neither a control character nor half of a pair. */
    static boolean isLetter(int codePoint) {
        boolean isControl = codePoint < 32 || (codePoint >= 127 && codePoint < 160);
        boolean isHalf = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return codePoint == '\n' || !(isControl || isHalf);
    }
}
