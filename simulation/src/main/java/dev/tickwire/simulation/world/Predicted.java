package dev.tickwire.simulation.world;

/** Which rows of a table clients predict, when they know the rules. */
public enum Predicted {
    /** None: between snapshots they hold still, and are drawn a little in the past. */
    NONE,
    /** The rows that belong to the client's player. */
    OWN,
    /** All: what moves by itself, without anybody's inputs. */
    ALL
}
