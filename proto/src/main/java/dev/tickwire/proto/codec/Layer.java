package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import java.util.List;

/** A part of a client's state, with a rate and a baseline of its own. */
final class Layer {
    private final Sight sight = Sight.ofEverything();
    private Snapshot current;
    private Snapshot previous;
    private Snapshot spare;
    private boolean hasCurrent;
    private boolean hasPrevious;

    Layer(Schema visible) {
        current = new Snapshot(visible);
        previous = new Snapshot(visible);
        spare = new Snapshot(visible);
    }

    /** The newest state; means nothing before the first keyframe. */
    Snapshot current() {
        return current;
    }

    /** The newest state of this layer, as a sight. */
    Sight sight() {
        return sight;
    }

    /** Adds all snapshots that may still be read. */
    void addTo(List<Snapshot> snapshots) {
        snapshots.addAll(List.of(current, previous, spare));
    }

    /** Whether the layer holds what the block that {@code decoder} has begun to read is a delta against. */
    boolean holdsBaseline(BlockDecoder decoder, int tick) {
        if (decoder.baselineAgo() == 0) {
            return true;
        }
        int baselineTick = tick - decoder.baselineAgo();
        boolean linear = decoder.previousAgo() > 0;
        return hasCurrent
                && current.tick() == baselineTick
                && (!linear || (hasPrevious && previous.tick() == baselineTick - decoder.previousAgo()));
    }

    /** Applies that block. */
    void apply(BlockDecoder decoder, ServerFrameReader frame, int block) throws MalformedFrameException {
        boolean keyframe = decoder.baselineAgo() == 0;
        if (keyframe) {
            spare.clear();
        } else {
            spare.copyFrom(current);
        }
        decoder.apply(
                frame.bytes(),
                frame.blockOffset(block),
                frame.blockEnd(block),
                !keyframe && decoder.previousAgo() > 0 ? previous : null,
                spare);
        spare.setTick(frame.tick());
        hasPrevious = !keyframe;
        hasCurrent = true;
        Snapshot oldest = previous;
        previous = current;
        current = spare;
        spare = oldest;
        sight.look(current);
    }
}
