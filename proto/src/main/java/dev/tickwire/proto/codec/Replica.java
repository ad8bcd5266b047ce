package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import org.jspecify.annotations.Nullable;

/** What a client holds of a world: the newest snapshot, kept up by applying the server's frames in order. One thread at a time. */
public final class Replica {
    /** What applying a frame came to. */
    public enum Outcome {
        /** The state is now that of the frame's tick. */
        APPLIED,
        /** As {@link #APPLIED}, but the hash differs from the server's: ask for a resync, and tell somebody. */
        DESYNC,
        /** The delta is against a state that is not held: ask for a resync, and wait for a keyframe. */
        BASELINE_UNKNOWN
    }

    private final BlockDecoder decoder;
    private final StateHash hash;
    private Snapshot current;
    private Snapshot previous;
    private Snapshot spare;
    private boolean hasCurrent;
    private boolean hasPrevious;

    public Replica(Schema visible) {
        decoder = new BlockDecoder(visible);
        hash = new StateHash(visible);
        current = new Snapshot(visible);
        previous = new Snapshot(visible);
        spare = new Snapshot(visible);
    }

    /** The newest snapshot; null until the first. Good until the next {@link #apply}. */
    public @Nullable Snapshot snapshot() {
        return hasCurrent ? current : null;
    }

    /** Applies the snapshot of a frame that has one. */
    public Outcome apply(ServerFrameReader frame) throws MalformedFrameException {
        if (!frame.hasBlock()) {
            throw new MalformedFrameException("a snapshot has no block");
        }
        decoder.readBaseline(frame.bytes(), frame.blockOffset(), frame.blockEnd());
        boolean keyframe = decoder.baselineAgo() == 0;
        int baselineTick = frame.tick() - decoder.baselineAgo();
        boolean linear = decoder.previousAgo() > 0;
        if (!keyframe
                && (!hasCurrent
                        || current.tick() != baselineTick
                        || (linear && (!hasPrevious || previous.tick() != baselineTick - decoder.previousAgo())))) {
            return Outcome.BASELINE_UNKNOWN;
        }
        if (keyframe) {
            spare.clear();
        } else {
            spare.copyFrom(current);
        }
        decoder.apply(
                frame.bytes(), frame.blockOffset(), frame.blockEnd(), !keyframe && linear ? previous : null, spare);
        spare.setTick(frame.tick());
        hasPrevious = !keyframe;
        hasCurrent = true;
        Snapshot oldest = previous;
        previous = current;
        current = spare;
        spare = oldest;
        return frame.hasStateHash() && frame.stateHash() != hash.ofVisible(current) ? Outcome.DESYNC : Outcome.APPLIED;
    }
}
