package dev.tickwire.server.broadcast;

import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What of a room's snapshots goes to which player, of what is for everybody, and the bytes of it. Belongs to the room's
 * loop.
 */
sealed interface Blocks permits SharedBlocks, AreaBlocks {
    /** The room has other settings, from the next snapshot on. */
    void adapt(RoomType to);

    /** What blocks say. */
    enum Content {
        /** That everything is as it was. */
        NOTHING,
        /** What has changed. */
        CHANGES,
        /** Everything: they are against nothing. */
        KEYFRAME
    }

    /**
     * Starts with the next snapshot, which is filled.
     *
     * @param account to which is added what the bits are for that are appended; null: nobody watches
     */
    void begin(Snapshot now, @Nullable ByteAccount account);

    /**
     * Appends the blocks that lead a recipient from what it was sent last to what it is to know now;
     * {@link Recipient#sent} or {@link Recipient#unsent} follows.
     */
    Content append(Recipient to, ByteWriter frame);

    /** Tick of the snapshot that the oldest part is of that a recipient was sent last. */
    int oldestTick(Recipient to);

    /** Whether the hash of a snapshot is the same for all recipients, so that it costs work once only. */
    boolean sharesHashes();

    /** Hash of what the recipient holds with what it was sent last, without what is in {@link PrivateBlocks}. */
    int stateHash(Recipient to);

    /** What a recipient holds with what it was sent last, without what is in {@link PrivateBlocks}: not a copy. */
    Sight[] shown(Recipient to);
}
