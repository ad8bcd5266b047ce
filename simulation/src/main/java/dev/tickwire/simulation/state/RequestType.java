package dev.tickwire.simulation.state;

import java.util.List;

/**
 * One kind of requests.
 *
 * @param values what a request says; its capacity is the most of them in one tick
 * @param answer what comes back; its capacity is the most answers that one tick takes
 */
public record RequestType(TableType values, TableType answer) {
    public RequestType {
        requireFor(values, "requests ");
        requireFor(answer, "the answer to requests ");
    }

    private static void requireFor(TableType type, String what) {
        for (ColumnType column : type.columns()) {
            if (column.kind() == ColumnType.Kind.REFERENCE) {
                throw new IllegalArgumentException("column " + column.name() + " of " + what + type.name()
                        + " may not be a reference: outside of the room it means nothing");
            }
        }
    }

    public String name() {
        return values.name();
    }

    /** What the game declares of a request. */
    public List<ColumnType> columns() {
        return values.part(Audience.EVERYBODY).columns();
    }

    /** What the game declares of an answer. */
    public List<ColumnType> answerColumns() {
        return answer.part(Audience.EVERYBODY).columns();
    }
}
