package dev.tickwire.server.room;

import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.simulation.state.Snapshot;

/**
 * What of a room's snapshots goes to which player, of what is for everybody, and the bytes of it. Belongs to the room's
 * loop.
 */
sealed interface Blocks permits SharedBlocks, AreaBlocks {
    /** What blocks say. */
    enum Content {
        /** That everything is as it was. */
        NOTHING,
        /** What has changed. */
        CHANGES,
        /** Everything: they are against nothing. */
        KEYFRAME
    }

    /** Starts with the next snapshot, which is filled. */
    void begin(Snapshot now);

    /**
     * Appends the blocks that lead a player from what it was sent last to what it is to know now; {@link #sent} or
     * {@link #unsent} follows.
     */
    Content append(Player player, ByteWriter frame);

    /** What was appended last is sent. */
    void sent(Player player);

    /** What was appended last says nothing, and is not sent. */
    void unsent(Player player);

    /** Hash of what the player holds with the blocks that were sent last, but for what is in {@link PrivateBlocks}. */
    int stateHash(Player player);
}
