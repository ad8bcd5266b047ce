package dev.tickwire.server.values;

import dev.tickwire.simulation.state.ColumnType;

/** Says what is wrong with values that came from elsewhere, without what they say. */
public final class NonsenseException extends Exception {
    private static final long serialVersionUID = 1;

    NonsenseException(ColumnType column, String range) {
        super(column.name() + " must be " + range);
    }
}
