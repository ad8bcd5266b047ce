package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.EntityId;
import org.jspecify.annotations.Nullable;

/**
 * The answers to one kind of {@link Requests}. Each request is answered exactly once, in a later step, whatever becomes
 * of it; an answer lasts for that step, and is no part of the state.
 */
public final class Answers extends Columns {
    private @Nullable Column request;
    private @Nullable Column outcome;

    Answers(String name, int most) {
        super("answers to requests", name, most);
    }

    /** The first answer of this step; −1: there is none. */
    public int first() {
        return rows().next(0);
    }

    /** The answer after this one; −1: it is the last. */
    public int next(int answer) {
        return rows().next(answer + 1);
    }

    /** How many there are in this step. */
    public int count() {
        return rows().count();
    }

    /** The {@linkplain Requests#id number} of the request that this is the answer to. */
    public int request(int answer) {
        return own(request).raw(answer);
    }

    /** What became of the request. */
    public Outcome outcome(int answer) {
        return Outcome.of(own(outcome).raw(answer));
    }

    /**
     * Whether the request failed, and its columns hold no answer but raw 0 or the nearest legal values;
     * {@link #outcome} says why.
     */
    public boolean failed(int answer) {
        return own(outcome).raw(answer) != Outcome.ANSWERED.index();
    }

    void admit() {
        for (Column column : columns()) {
            World.require(column);
        }
        request = integer("request-number", 0, Requests.MOST).hidden();
        outcome = oneOf("outcome", Outcome.names()).hidden();
    }

    boolean isFull() {
        return rows().count() == capacity();
    }

    /**
     * Adds an answer: {@code raws} and {@code texts} for the game's columns, each in their order, if it has not failed.
     */
    void add(int number, Outcome result, int[] raws, String[] texts) {
        int row = rows().count();
        put(row, EntityId.FIRST_GENERATION);
        own(request).setRaw(row, number);
        own(outcome).setRaw(row, result.index());
        if (result == Outcome.ANSWERED) {
            TextedTables.fill(this, own(request).index(), row, raws, 0, texts);
        }
    }

    private Column own(@Nullable Column column) {
        if (column == null) {
            throw new IllegalStateException(
                    "requests " + name() + " are in no world: give them to requests(...) in the game");
        }
        return column;
    }
}
