package dev.tickwire.server.address;

/** Something that the server keeps for a client that is gone. */
public interface Kept {
    /** Something newer is kept in its place. Any thread may say so; it must not wait. */
    void makeWay();
}
