package dev.tickwire.simulation.kit;

import java.util.function.Consumer;

/** What a player does: it holds from the next tick on until it is set again, as on a server. */
public final class MatchInput {
    private final Values values;
    private final Consumer<int[]> sender;

    /** @param sender is given all raw values whenever one of them is set */
    MatchInput(Values values, Consumer<int[]> sender) {
        this.values = values;
        this.sender = sender;
    }

    /** Sets a column of numbers; one that the column does not take is an exception. */
    public MatchInput set(String column, double value) {
        values.set(column, value);
        return send();
    }

    /** Sets a flag. */
    public MatchInput set(String column, boolean flag) {
        values.set(column, flag);
        return send();
    }

    /** Sets a column of {@code oneOf} to a label. */
    public MatchInput set(String column, String label) {
        values.set(column, label);
        return send();
    }

    /** Lets go of everything: all columns are 0, or the nearest legal value. */
    public MatchInput rest() {
        values.rest();
        return send();
    }

    private MatchInput send() {
        sender.accept(values.raws());
        return this;
    }
}
