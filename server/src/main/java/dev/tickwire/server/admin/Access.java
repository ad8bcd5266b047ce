package dev.tickwire.server.admin;

/** What a token of the config lets its owner do; each includes those before it. */
public enum Access {
    /** Sees everything, and changes nothing. */
    VIEW,
    /** Changes settings of rooms that run, and acts on rooms and players. */
    OPERATE
}
