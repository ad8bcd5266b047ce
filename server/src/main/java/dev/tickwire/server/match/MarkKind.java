package dev.tickwire.server.match;

/** For what the last seconds of a room are to be kept. */
public enum MarkKind {
    /** The coming step threw an exception. */
    FAILURE,
    /** The server found something wrong: a client that held something else, or rules that were taken back. */
    FINDING,
    /** Somebody who runs the server asked for it. */
    REQUEST,
    /** A player, or somebody who watches, said that something is wrong. */
    REPORT
}
