package dev.tickwire.simulation.whiteboard;

/** Writes on notes and strikes out, as people tell it. */
final class Texts {
    /** Texts of commands have no line breaks: this stands for one. */
    static final char LINE_BREAK = '\u21b5';

    private final Whiteboard whiteboard;
    private final Notes notes;
    private final Letters letters;

    Texts(Whiteboard whiteboard) {
        this.whiteboard = whiteboard;
        notes = whiteboard.notes;
        letters = whiteboard.letters;
    }

    void step() {
        // First what makes space.
        var strike = whiteboard.strike;
        for (int c = strike.first(); c >= 0; c = strike.next(c)) {
            strike.answer(c, strike(c, whiteboard.struckNote.rowOf(c)));
        }
        var write = whiteboard.write;
        for (int c = write.first(); c >= 0; c = write.next(c)) {
            write.answer(c, write(c, write.player(c), whiteboard.writtenNote.rowOf(c)));
        }
    }

    private boolean strike(int command, int note) {
        if (note < 0) {
            return false;
        }
        int first = whiteboard.struckFirst.raw(command);
        for (int i = 0; i < whiteboard.struckCount.raw(command); i++) {
            int letter = letters.find(note, first + i);
            if (letter != Letters.NONE) {
                letters.strike(note, letter);
            }
        }
        return true;
    }

    /** A page whose letters could not be written is told so, and asks again for what fits the text as it is then. */
    private boolean write(int command, int player, int note) {
        if (note < 0) {
            return false;
        }
        String text = whiteboard.writtenText.text(command);
        int count = text.codePointCount(0, text.length());
        int first = whiteboard.writtenFirst.raw(command);
        int place = placeAfter(note, whiteboard.writtenAfter.raw(command));
        if (place < 0
                || notes.length.raw(note) + count > Letters.PER_NOTE
                || !letters.areFree(note, player, first, count)) {
            return false;
        }
        for (int i = 0, at = 0; i < count; i++) {
            int code = text.codePointAt(at);
            at += Character.charCount(code);
            letters.insert(note, place + i, first + i, code == LINE_BREAK ? '\n' : code);
        }
        return true;
    }

    /** The place after a letter; −1: there is no such letter. */
    private int placeAfter(int note, int number) {
        if (number == 0) {
            return 0;
        }
        int letter = letters.find(note, number);
        return letter == Letters.NONE ? -1 : letters.at.raw(letter) + 1;
    }
}
