package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.world.Step;

/** What people do once: see {@link Hands}. */
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
        if (kind == Hands.WRITE) {
            // Letters are not predicted, and their count must not run ahead of them.
            if (!step.isPrediction()) {
                write(player, note);
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
        letters.cut(note, 0);
        notes.remove(note);
    }

    private void write(int player, int note) {
        int at = Math.min(hands.at.raw(player), notes.length.raw(note));
        for (int i = 0; i < Hands.LETTERS && at < Letters.PER_NOTE; i++) {
            int code = hands.letters[i].raw(player);
            if (!Letters.isLetter(code)) {
                break;
            }
            letters.put(note, at, code);
            at++;
        }
        letters.cut(note, Math.max(at, hands.length.raw(player)));
    }
}
