package dev.tickwire.simulation.whiteboard;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Commands;
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

    void join(int player) {
        simulation.join(player, "Person " + player);
        raws[player] = new int[columns.size()];
    }

    void leave(int player) {
        simulation.leave(player);
    }

    /** Sets one column of what a person does, from the next step on. */
    void set(int player, Column column, double value) {
        int index = index(column.type().name());
        ColumnType type = columns.get(index);
        raws[player][index] = type.rawOf(value);
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

    void hold(int player, int note, double x, double y) {
        set(player, whiteboard.hands.holds, note);
        set(player, whiteboard.hands.holdX, x);
        set(player, whiteboard.hands.holdY, y);
        step();
    }

    /** Gives a command, and returns whether it was done. */
    boolean command(int player, Commands kind, double... values) {
        return command(player, kind, "", values);
    }

    private boolean command(int player, Commands kind, String text, double... values) {
        List<CommandType> kinds = simulation.schema().commands();
        int index = 0;
        while (!kinds.get(index).name().equals(kind.name())) {
            index++;
        }
        int[] given = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            given[i] = kinds.get(index).values().columns().get(i).rawOf(values[i]);
        }
        int row = simulation.command(player, index, given, 0, new String[] {text});
        step();
        return simulation.commandAnswer(index, row) == 0;
    }

    /** Adds a note, and returns its id; 0: there was no space. */
    int add(int player, double x, double y) {
        return command(player, whiteboard.add, x, y, 0) ? people.added.raw(player) : 0;
    }

    /** Number of a player's letter; the first is 1. */
    static int number(int player, int letter) {
        return player * Letters.NUMBERS_EACH + letter;
    }

    /** Writes letters with the numbers from {@code first} on behind {@code after}; 0: at the beginning. */
    boolean write(int player, int note, int after, int first, String letters) {
        return command(player, whiteboard.write, letters, note, after, first);
    }

    boolean strike(int player, int note, int first, int count) {
        return command(player, whiteboard.strike, note, first, count);
    }

    /** Row of a note. */
    int row(int note) {
        return notes.rowOf(note);
    }

    /** What a note says, from the rows of letters alone. */
    String text(int note) {
        int[] codes = new int[Letters.PER_NOTE];
        int count = 0;
        Letters letters = whiteboard.letters;
        for (int letter = letters.first(); letter >= 0; letter = letters.next(letter)) {
            if (letters.note.raw(letter) == note) {
                codes[letters.at.raw(letter)] = letters.code.raw(letter);
                count++;
            }
        }
        return new String(codes, 0, count);
    }
}
