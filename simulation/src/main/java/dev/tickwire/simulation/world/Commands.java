package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of commands: what a player tells the game to do once, such as a click on a button.
 *
 * <pre>{@code
 * final Commands place = commands(new Commands("place", 8));
 * final Column tile = place.integer("tile", 0, 65535);
 * ...
 * for (int c = place.first(); c >= 0; c = place.next(c)) {
 *     place.answer(c, build(place.player(c), tile.raw(c)));
 * }
 * }</pre>
 *
 * <p>Each command that a client sends is in exactly one step, in the order in which its player sent them, over all
 * kinds. Its values are legal ones of the columns: a step need check only what the rules say. Commands are no part of
 * the state. A client does not predict them: in a {@linkplain Step#isPrediction prediction} there are none.
 */
public non-sealed class Commands extends Columns {
    /** Name of the column with the numbers of the players who give the commands; it is never sent. */
    public static final String PLAYER_COLUMN = "player-number";

    /** Of these the game does not know. */
    private static final int OWN_COLUMNS = 2;

    private static final int NO = 1;

    private final int most;
    private final List<String> labels = new ArrayList<>();
    /** By player: how many there are in this tick. */
    private int[] counts = {};

    private @Nullable Column player;
    private @Nullable Column answer;

    /**
     * At most {@code most} of one player in one tick, 1 to 65536 divided by the players of the game. What a player
     * sends beyond that waits for the next tick, and so does whatever it sent after that.
     */
    public Commands(String name, int most) {
        super("commands", name, most);
        this.most = most;
    }

    /**
     * Says what these commands can be answered with, in place of true and false: up to {@value CommandType#MOST_LABELS}
     * labels. The first one is also the answer to a command that the step does not answer.
     */
    public final Commands answers(String... newLabels) {
        if (!labels.isEmpty() || newLabels.length == 0) {
            throw new IllegalArgumentException("commands " + name() + " need answers, and are given them once");
        }
        labels.addAll(List.of(newLabels));
        return this;
    }

    /** The first command of this step; −1: there is none. */
    public final int first() {
        return rows().next(0);
    }

    /** The command after this one; −1: it is the last. */
    public final int next(int command) {
        return rows().next(command + 1);
    }

    /** How many there are in this step. */
    public final int count() {
        return rows().count();
    }

    /** The number of the player who gives a command; that player is in the room. */
    public final int player(int command) {
        return own(player).raw(command);
    }

    /** Answers a command, which its player's page gets; a command that is not answered in its step is answered true. */
    public final void answer(int command, boolean done) {
        if (!labels.isEmpty()) {
            throw new IllegalStateException(
                    "commands " + name() + " are answered with one of " + String.join(", ", labels));
        }
        own(answer).setRaw(command, done ? 0 : NO);
    }

    /** Answers a command with one of the labels that {@link #answers} declared. */
    public final void answer(int command, String label) {
        int index = labels.indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException("commands " + name() + " have no answer " + label + ", but "
                    + (labels.isEmpty() ? "true and false" : String.join(", ", labels)));
        }
        own(answer).setRaw(command, index);
    }

    /** Answers a command with the label of that index, from 0. */
    public final void answer(int command, int index) {
        if (index < 0 || index >= labels.size()) {
            throw new IllegalArgumentException("commands " + name() + " have no answer number " + index);
        }
        own(answer).setRaw(command, index);
    }

    /** How many columns the game has declared. */
    final int valueColumns() {
        return columns().size() - OWN_COLUMNS;
    }

    final CommandType commandType() {
        return new CommandType(type(), labels);
    }

    @Override
    final TableType storedType() {
        return commandType().rows(counts.length);
    }

    /** Makes room for that many players. */
    final void admit(int players) {
        for (Column column : columns()) {
            World.require(column);
        }
        counts = new int[players];
        player = integer(PLAYER_COLUMN, 0, players).hidden();
        answer = integer("answer-number", 0, CommandType.MOST_LABELS).hidden();
        // Says so now if there would be too many.
        storedType();
    }

    /** Whether one more of a player fits into this tick. */
    final boolean takes(int number) {
        return counts[number] < most;
    }

    /** Adds a command of a player from whom one more {@link #takes fits}. */
    final int add(int number, int[] raws, int offset, String[] texts) {
        int row = rows().count();
        put(row, EntityId.FIRST_GENERATION);
        TextedTables.fill(this, valueColumns(), row, raws, offset, texts);
        own(player).setRaw(row, number);
        counts[number]++;
        return row;
    }

    /** Index of the answer to a command. */
    final int answerTo(int command) {
        return own(answer).raw(command);
    }

    /** Removes the commands of a player; the others stay in their order. */
    final void drop(int number) {
        if (counts[number] == 0) {
            return;
        }
        Rows rows = rows();
        int kept = 0;
        for (int row = 0; row < rows.limit(); row++) {
            if (player(row) != number) {
                move(rows, row, kept++);
            }
        }
        for (int row = rows.limit() - 1; row >= kept; row--) {
            rows.remove(row);
        }
        counts[number] = 0;
    }

    private static void move(Rows rows, int from, int to) {
        for (int column = 0; column < rows.columnCount(); column++) {
            rows.set(column, to, rows.column(column)[from]);
        }
    }

    @Override
    final void clear() {
        for (int row = first(); row >= 0; row = next(row)) {
            counts[player(row)] = 0;
        }
        super.clear();
    }

    @Override
    final void restore(Rows from) {
        clear();
        super.restore(from);
        for (int row = first(); row >= 0; row = next(row)) {
            counts[player(row)]++;
        }
    }
}
