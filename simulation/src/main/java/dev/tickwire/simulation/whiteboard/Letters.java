package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/**
 * The letters of the notes: a row per letter, which keeps its row while others come and go before it.
 *
 * <p>People who write in one note at a time know another text each, and the place of a letter is not the same in all of
 * them. So each letter has a number, and what they ask for names letters, not places. The page that writes a letter
 * numbers it, so that it can go on behind it at once.
 */
final class Letters extends Table {
    static final int PER_NOTE = 80;
    /** Player {@code p} numbers letters from {@code p × NUMBERS_EACH + 1} to {@code (p + 1) × NUMBERS_EACH − 1}. */
    static final int NUMBERS_EACH = 1 << 20;

    static final int LAST_NUMBER = Whiteboard.MOST_PLAYERS * NUMBERS_EACH - 1;

    static final int NONE = -1;

    final Column note;
    final Column number = integer("number", 1, LAST_NUMBER);
    /** How many letters are before it. */
    final Column at = integer("at", 0, PER_NOTE - 1);
    /** Unicode code point. */
    final Column code = integer("code", 0, Character.MAX_CODE_POINT);

    private final Notes notes;

    Letters(Notes notes) {
        super("letters", Notes.MOST * PER_NOTE);
        this.notes = notes;
        note = reference("note", notes);
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

    /** Whether a player may give all of these consecutive numbers, and no letter of the note has one. */
    boolean areFree(int noteRow, int player, int firstNumber, int count) {
        int lastNumber = firstNumber + count - 1;
        if (firstNumber / NUMBERS_EACH != player || lastNumber / NUMBERS_EACH != player) {
            return false;
        }
        for (int letter = firstOf(noteRow); letter >= 0; letter = nextOf(noteRow, letter)) {
            if (number.raw(letter) >= firstNumber && number.raw(letter) <= lastNumber) {
                return false;
            }
        }
        return true;
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
        note.setRaw(letter, notes.id(noteRow));
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
}
