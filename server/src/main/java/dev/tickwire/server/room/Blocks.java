package dev.tickwire.server.room;

import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.simulation.state.Snapshot;

/** What of a room's snapshots goes to which player, of what is for everybody, and the bytes of it. Belongs to the room's loop. */
sealed interface Blocks permits SharedBlocks, AreaBlocks {
    /** Starts with the next snapshot, which is filled. */
    void begin(Snapshot now);

    /**
     * Appends the blocks that lead a player from what it was sent last to what it is to know now.
     *
     * @return whether they are against nothing: a keyframe
     */
    boolean append(Player player, ByteWriter frame);

    /** Hash of what the player holds with the blocks that were appended last, but for what is in {@link PrivateBlocks}. */
    int stateHash(Player player);
}
