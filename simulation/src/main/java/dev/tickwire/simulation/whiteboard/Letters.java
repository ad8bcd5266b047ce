package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/**
 * The letters of the notes: a row per letter, which keeps its row while others come and go before it.
 *
 * <p>People who write in one note at a time know another text each, and the place of a letter is not the same in all of
 * them. So each letter has a number, and what they ask for names letters, not places.
 */
final class Letters extends Table {
    static final int PER_NOTE = 80;
    /**
     * Letters of a note are numbered 1 to this, and then from 1 again: what is said late of one that is gone must not
     * mean another.
     */
    static final int LAST_NUMBER = 1_000_000;

    static final int NONE = -1;

    /** Number of the note. */
    final Column note = integer("note", 1, Notes.LAST_NUMBER);

    final Column number = integer("number", 1, LAST_NUMBER);
    /** How many letters are before it. */
    final Column at = integer("at", 0, PER_NOTE - 1);
    /** Unicode code point. */
    final Column code = integer("code", 0, Character.MAX_CODE_POINT);

    private final Notes notes;

    Letters(Notes notes) {
        super("letters", Notes.MOST * PER_NOTE);
        this.notes = notes;
    }

    /** Row of the letter of a note that has a number; −1: there is none. */
    int find(int noteRow, int wanted) {
        for (int letter = firstOf(noteRow); letter >= 0; letter = nextOf(noteRow, letter)) {
            if (number.raw(letter) == wanted) {
                return letter;
            }
        }
        return NONE;
    }

    /** The first of {@code count} consecutive numbers that no letter of a note has. */
    int nextNumbers(int noteRow, int count) {
        int first = notes.lastLetter.raw(noteRow) + 1;
        int taken;
        do {
            if (first > LAST_NUMBER - count + 1) {
                first = 1;
            }
            taken = highestNumber(noteRow, first, first + count - 1);
            first = Math.max(first, taken + 1);
        } while (taken > 0);
        notes.lastLetter.setRaw(noteRow, first + count - 1);
        return first;
    }

    /** The highest number in a range that a letter of a note has; 0: none has one. */
    private int highestNumber(int noteRow, int from, int to) {
        int highest = 0;
        for (int letter = firstOf(noteRow); letter >= 0; letter = nextOf(noteRow, letter)) {
            if (number.raw(letter) >= from && number.raw(letter) <= to) {
                highest = Math.max(highest, number.raw(letter));
            }
        }
        return highest;
    }

    /** Puts a letter into the text of a note that has space for it. */
    void insert(int noteRow, int place, int newNumber, int codePoint) {
        for (int other = firstOf(noteRow); other >= 0; other = nextOf(noteRow, other)) {
            if (at.raw(other) >= place) {
                at.setRaw(other, at.raw(other) + 1);
            }
        }
        int letter = noteRow * PER_NOTE;
        while (isPresent(letter)) {
            letter++;
        }
        addAt(letter);
        note.setRaw(letter, notes.number.raw(noteRow));
        number.setRaw(letter, newNumber);
        at.setRaw(letter, place);
        code.setRaw(letter, codePoint);
        notes.length.setRaw(noteRow, notes.length.raw(noteRow) + 1);
    }

    /** Takes a letter out of the text of its note. */
    void strike(int noteRow, int letter) {
        int place = at.raw(letter);
        remove(letter);
        for (int other = firstOf(noteRow); other >= 0; other = nextOf(noteRow, other)) {
            if (at.raw(other) > place) {
                at.setRaw(other, at.raw(other) - 1);
            }
        }
        notes.length.setRaw(noteRow, notes.length.raw(noteRow) - 1);
    }

    /** Takes all letters of a note away. */
    void clear(int noteRow) {
        for (int letter = firstOf(noteRow); letter >= 0; letter = nextOf(noteRow, letter)) {
            remove(letter);
        }
        notes.length.setRaw(noteRow, 0);
    }

    private int firstOf(int noteRow) {
        return nextOf(noteRow, noteRow * PER_NOTE - 1);
    }

    private int nextOf(int noteRow, int letter) {
        int next = next(letter);
        return next < (noteRow + 1) * PER_NOTE ? next : NONE;
    }

    /** Whether a code point can be written: line breaks, and what is neither a control character nor half of a pair. */
    static boolean isLetter(int codePoint) {
        boolean isControl = codePoint < 32 || (codePoint >= 127 && codePoint < 160);
        boolean isHalf = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return codePoint == '\n' || !(isControl || isHalf);
    }
}
