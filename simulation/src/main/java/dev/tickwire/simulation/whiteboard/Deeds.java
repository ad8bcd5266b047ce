package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.world.Step;

/** Does the deeds of people, each exactly once: see {@link Hands}. */
final class Deeds {
    private final Whiteboard whiteboard;
    private final Hands hands;
    private final People people;
    private final Notes notes;
    private final Letters letters;

    Deeds(Whiteboard whiteboard) {
        this.whiteboard = whiteboard;
        hands = whiteboard.hands;
        people = whiteboard.people;
        notes = whiteboard.notes;
        letters = whiteboard.letters;
    }

    /** Does what a person asks for, if that is its next deed. */
    void take(Step step, int player) {
        int deed = hands.deed.raw(player);
        if (deed != people.done.raw(player) % Hands.LAST_DEED + 1) {
            return;
        }
        people.done.setRaw(player, deed);
        people.wrote.setRaw(player, 0);
        if (hands.kind.raw(player) == Hands.ADD) {
            // A client would guess its number, which everything that is said of it hangs on.
            if (!step.isPrediction()) {
                add(player);
            }
            return;
        }
        int note = notes.find(hands.note.raw(player));
        if (note != Notes.NONE) {
            change(step, player, note);
        }
    }

    private void add(int player) {
        if (notes.count() == Notes.MOST) {
            people.added.setRaw(player, 0);
            return;
        }
        int number = whiteboard.board.nextNumber(notes);
        int note = notes.add();
        notes.number.setRaw(note, number);
        notes.x.setRaw(note, hands.toX.raw(player));
        notes.y.setRaw(note, hands.toY.raw(player));
        notes.color.setRaw(note, hands.toColor.raw(player));
        notes.touchedBy.setRaw(note, player);
        notes.raise(note);
        people.added.setRaw(player, number);
    }

    private void change(Step step, int player, int note) {
        int kind = hands.kind.raw(player);
        if (kind == Hands.WRITE || kind == Hands.STRIKE) {
            // Letters are not predicted, and their count must not run ahead of them.
            if (!step.isPrediction()) {
                edit(kind, player, note);
            }
        } else if (kind == Hands.RECOLOR) {
            notes.color.setRaw(note, hands.toColor.raw(player));
        } else if (!notes.isKeptFrom(note, player)) {
            notes.touchedBy.setRaw(note, player);
            place(kind, player, note);
        }
    }

    private void place(int kind, int player, int note) {
        switch (kind) {
            case Hands.MOVE -> {
                notes.x.setRaw(note, hands.toX.raw(player));
                notes.y.setRaw(note, hands.toY.raw(player));
            }
            case Hands.RAISE -> notes.raise(note);
            default -> delete(note);
        }
    }

    private void delete(int note) {
        letters.clear(note);
        notes.remove(note);
    }

    private void edit(int kind, int player, int note) {
        if (kind == Hands.WRITE) {
            write(player, note);
        } else {
            strike(player, note);
        }
    }

    /**
     * Writes all letters or none. A client whose letters could not be written sees that, and asks again for what fits
     * the text as it is then.
     */
    private void write(int player, int note) {
        int count = countLetters(player);
        int place = placeAfter(note, hands.after.raw(player));
        if (count == 0 || place < 0 || notes.length.raw(note) + count > Letters.PER_NOTE) {
            return;
        }
        int number = letters.nextNumbers(note, count);
        for (int i = 0; i < count; i++) {
            letters.insert(note, place + i, number + i, hands.letters[i].raw(player));
        }
        people.wrote.setRaw(player, number);
    }

    /** The place after a letter; −1: there is no such letter. */
    private int placeAfter(int note, int number) {
        if (number == 0) {
            return 0;
        }
        int letter = letters.find(note, number);
        return letter == Letters.NONE ? -1 : letters.at.raw(letter) + 1;
    }

    private int countLetters(int player) {
        int count = 0;
        while (count < Hands.LETTERS && Letters.isLetter(hands.letters[count].raw(player))) {
            count++;
        }
        return count;
    }

    /** Strikes letters out; those that are gone already are as they should be. */
    private void strike(int player, int note) {
        for (int i = 0; i < Hands.LETTERS; i++) {
            int letter = letters.find(note, hands.letters[i].raw(player));
            if (letter != Letters.NONE) {
                letters.strike(note, letter);
            }
        }
    }
}
