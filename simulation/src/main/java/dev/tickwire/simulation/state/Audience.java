package dev.tickwire.simulation.state;

/** Who is told of a column, or of a part of a table. */
public enum Audience {
    /** All players who are told of the row. */
    EVERYBODY,
    /** The player whose row it is. */
    OWNER,
    /** The player whose row it is, and that player's team. */
    TEAM,
    /** No client: it never leaves the server. */
    NOBODY
}
