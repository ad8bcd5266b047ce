package dev.tickwire.simulation.state;

import java.util.ArrayList;
import java.util.List;

/**
 * One kind of commands.
 *
 * @param values what a command says; its capacity is the most commands of one player in one tick
 * @param labels what a command can be answered with, from 0; none: true, then false. The first one is also the answer
 *     to a command that rules do not answer
 */
public record CommandType(TableType values, List<String> labels) {
    /** Most labels that answers can have. */
    public static final int MOST_LABELS = 64;

    public CommandType {
        labels = List.copyOf(labels);
        if (labels.size() > MOST_LABELS) {
            throw new IllegalArgumentException(
                    "commands " + values.name() + " have " + labels.size() + " answers, over " + MOST_LABELS);
        }
        for (String label : labels) {
            Names.check("answer to commands " + values.name(), label);
        }
        String twice = Names.firstTwice(labels);
        if (twice != null) {
            throw new IllegalArgumentException("commands " + values.name() + " have the answer " + twice + " twice");
        }
    }

    public String name() {
        return values.name();
    }

    /** The columns that are no texts, in their order. */
    public List<ColumnType> numbers() {
        return columns(false);
    }

    /** The columns that are texts, in their order. */
    public List<ColumnType> texts() {
        return columns(true);
    }

    private List<ColumnType> columns(boolean ofTexts) {
        List<ColumnType> found = new ArrayList<>();
        for (ColumnType column : values.columns()) {
            if (column.isText() == ofTexts) {
                found.add(column);
            }
        }
        return found;
    }

    /** How many answers there are. */
    public int answers() {
        return labels.isEmpty() ? 2 : labels.size();
    }

    /** The rows that a world with that many players needs for one tick. */
    public TableType rows(int players) {
        if (players * (long) values.capacity() > EntityId.SLOTS_PER_TABLE) {
            throw new IllegalArgumentException("commands " + name() + ": " + values.capacity()
                    + " in a tick for each of " + players + " players are over " + EntityId.SLOTS_PER_TABLE);
        }
        return new TableType(name(), players * values.capacity(), values.columns());
    }
}
