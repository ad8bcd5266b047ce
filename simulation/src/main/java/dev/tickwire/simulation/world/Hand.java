package dev.tickwire.simulation.world;

import dev.tickwire.simulation.math.Rng;
import java.util.Arrays;
import java.util.List;

/**
 * What a {@link Brain} says that its player does: the input of the coming step, and commands.
 *
 * <pre>{@code
 * hand.set(game.turn, -1).set(game.fire, true);
 * hand.set(game.card, 7).send(game.play);
 * }</pre>
 *
 * <p>Values become those of their columns: rounded to the grid, and the nearest end of the range beyond it. Inputs hold
 * until they are set again. It is good only during {@link Brain#play}.
 */
public final class Hand {
    /** Takes the commands of a bot; the arrays are used again. */
    public interface Sender {
        /** Gives the coming step a command; false: no more of its kind fits into it. */
        boolean send(int kind, int[] raws, String[] texts);
    }

    private final Table inputs;
    private final List<Commands> kinds;
    private final Sender sender;
    private final Rng random;
    private final int[] input;
    /** By kind of commands: the values of its columns, those of texts left out, and the texts. */
    private final int[][] raws;

    private final String[][] texts;
    private boolean isOpen;

    Hand(World world, long seed, Sender sender) {
        inputs = world.inputTable();
        this.sender = sender;
        kinds = world.commands().kinds();
        random = new Rng(seed);
        input = new int[world.inputColumns()];
        raws = new int[kinds.size()][];
        texts = new String[kinds.size()][];
        for (int kind = 0; kind < kinds.size(); kind++) {
            int all = kinds.get(kind).valueColumns();
            int ofTexts = textsBefore(kinds.get(kind), all);
            raws[kind] = new int[all - ofTexts];
            texts[kind] = new String[ofTexts];
            restCommand(kind);
        }
        rest();
    }

    /** Random numbers of this bot alone, which are none of the world's. */
    public Rng random() {
        return random;
    }

    /** Sets a number of the input, or of the command that is sent next. One that is not a number is an exception. */
    public Hand set(Column column, double value) {
        return setRaw(column, column.rawOf(value));
    }

    /** Sets a flag. */
    public Hand set(Column column, boolean flag) {
        return setRaw(column, flag ? 1 : 0);
    }

    /** Sets a raw int, or the nearest legal one: the index of a label, the id of an entity. */
    public Hand setRaw(Column column, int raw) {
        if (column.isText()) {
            throw new IllegalArgumentException("column " + column.type().name() + " holds texts: set it with a String");
        }
        int nearest = Math.max(column.type().rawMin(), Math.min(column.type().rawMax(), raw));
        if (column.columns() == inputs) {
            input[column.index()] = nearest;
        } else {
            int kind = kindOf(column);
            raws[kind][column.index() - textsBefore(kinds.get(kind), column.index())] = nearest;
        }
        return this;
    }

    /** Sets a text of the command that is sent next; what is longer than the column takes is cut. */
    public Hand set(Column column, String text) {
        if (!column.isText()) {
            throw new IllegalArgumentException("column " + column.type().name() + " holds no texts");
        }
        int kind = kindOf(column);
        texts[kind][textsBefore(kinds.get(kind), column.index())] = text;
        return this;
    }

    /**
     * Sends a command of a kind, with what was set of it since the last one; the rest of it is 0, or the nearest legal
     * value. A bot is told no answer: it looks at what came of it.
     *
     * @return false if no more of its kind fit into this step: it is gone
     */
    public boolean send(Commands kind) {
        if (!isOpen) {
            throw new IllegalStateException("a hand sends " + kind.name() + " only while its brain plays");
        }
        int index = kinds.indexOf(kind);
        if (index < 0) {
            throw new IllegalArgumentException("commands " + kind.name() + " are not of this game");
        }
        boolean isSent = sender.send(index, raws[index], texts[index]);
        restCommand(index);
        return isSent;
    }

    /** Lets go of everything: all inputs are 0, or the nearest legal value. */
    public Hand rest() {
        for (int column = 0; column < input.length; column++) {
            input[column] = inputs.columns().get(column).type().restingRaw();
        }
        return this;
    }

    void open() {
        isOpen = true;
    }

    void close() {
        isOpen = false;
    }

    /** A raw value for each column of the inputs: the same array every time. */
    int[] input() {
        return input;
    }

    private int kindOf(Column column) {
        for (int kind = 0; kind < kinds.size(); kind++) {
            if (kinds.get(kind) == column.columns()) {
                return kind;
            }
        }
        throw new IllegalArgumentException("column " + column.type().name() + " of "
                + column.columns().name() + " is no input and no command: a brain changes nothing else");
    }

    private void restCommand(int kind) {
        int number = 0;
        for (int i = 0; i < kinds.get(kind).valueColumns(); i++) {
            Column column = kinds.get(kind).columns().get(i);
            if (!column.isText()) {
                raws[kind][number++] = column.type().restingRaw();
            }
        }
        Arrays.fill(texts[kind], "");
    }

    private static int textsBefore(Commands kind, int end) {
        int count = 0;
        for (int i = 0; i < end; i++) {
            if (kind.columns().get(i).isText()) {
                count++;
            }
        }
        return count;
    }
}
