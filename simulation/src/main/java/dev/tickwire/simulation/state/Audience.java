package dev.tickwire.simulation.state;

/** Who may see a column, or a part of a table. */
public enum Audience {
    /** All players who see the row. */
    EVERYBODY,
    /** The player to whom the row belongs. */
    OWNER,
    /** The player to whom the row belongs, and that player's team. */
    TEAM,
    /** No client: it never leaves the server. */
    NOBODY
}
