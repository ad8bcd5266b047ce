package dev.tickwire.server.seats;

/** What somebody is in a room. */
public enum Role {
    /** Has a number, inputs, and what belongs to it. */
    PLAYER,
    /** Sees everything that is for everybody, and is nothing to the game. */
    SPECTATOR
}
