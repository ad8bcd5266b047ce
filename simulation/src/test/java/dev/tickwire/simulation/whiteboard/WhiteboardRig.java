package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Simulation;
import java.util.List;

/** A whiteboard, and people whose hands a test moves. */
final class WhiteboardRig {
    final Whiteboard whiteboard = new Whiteboard();
    final Simulation simulation = new Simulation(whiteboard, 30, 1);
    final Notes notes = whiteboard.notes;
    final People people = whiteboard.people;

    private final List<ColumnType> columns =
            simulation.schema().visible().inputs().columns();
    private final int[][] raws = new int[Whiteboard.MOST_PLAYERS][columns.size()];
    private final int[] deeds = new int[Whiteboard.MOST_PLAYERS];

    void join(int player) {
        simulation.join(player, "Person " + player);
        raws[player] = new int[columns.size()];
        deeds[player] = 0;
        set(player, whiteboard.hands.kind, 0);
    }

    void leave(int player) {
        simulation.leave(player);
    }

    /** Sets one column of what a person does, from the next step on. */
    void set(int player, Column column, double value) {
        int index = index(column.type().name());
        ColumnType type = columns.get(index);
        raws[player][index] = (int) Math.floor((value - type.origin()) / type.unit() + 0.5);
        simulation.setInput(player, raws[player], 0, 0);
    }

    private int index(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }

    void step() {
        simulation.step();
    }

    void point(int player, double x, double y) {
        set(player, whiteboard.hands.pointing, 1);
        set(player, whiteboard.hands.x, x);
        set(player, whiteboard.hands.y, y);
    }

    void hold(int player, int number, double x, double y) {
        set(player, whiteboard.hands.holds, number);
        set(player, whiteboard.hands.holdX, x);
        set(player, whiteboard.hands.holdY, y);
        step();
    }

    /** Does the next deed of a person. */
    void deed(int player, int kind, int number) {
        deeds[player] = deeds[player] % Hands.LAST_DEED + 1;
        set(player, whiteboard.hands.note, number);
        set(player, whiteboard.hands.kind, kind);
        set(player, whiteboard.hands.deed, deeds[player]);
        step();
    }

    /** Adds a note. */
    int add(int player, double x, double y) {
        set(player, whiteboard.hands.toX, x);
        set(player, whiteboard.hands.toY, y);
        deed(player, Hands.ADD, 0);
        return people.added.raw(player);
    }

    /**
     * Writes up to eight letters.
     *
     * @param after number of the letter before them; 0: none
     * @return number of the first; 0: they were not written
     */
    int write(int player, int number, int after, String letters) {
        sayLetters(player, letters.codePoints().toArray());
        set(player, whiteboard.hands.after, after);
        deed(player, Hands.WRITE, number);
        return people.wrote.raw(player);
    }

    /** Strikes up to eight letters out. */
    void strike(int player, int number, int... letters) {
        sayLetters(player, letters);
        deed(player, Hands.STRIKE, number);
    }

    /** Says up to eight letters from the next step on. */
    void sayLetters(int player, int... letters) {
        for (int i = 0; i < Hands.LETTERS; i++) {
            set(player, whiteboard.hands.letters[i], i < letters.length ? letters[i] : 0);
        }
    }

    /** Row of a note. */
    int row(int number) {
        return notes.find(number);
    }

    /** What a note says, from the rows of letters alone. */
    String text(int number) {
        int[] codes = new int[Letters.PER_NOTE];
        int count = 0;
        Letters letters = whiteboard.letters;
        for (int letter = letters.first(); letter >= 0; letter = letters.next(letter)) {
            if (letters.note.raw(letter) == number) {
                codes[letters.at.raw(letter)] = letters.code.raw(letter);
                count++;
            }
        }
        return new String(codes, 0, count);
    }
}
