package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's copy of the state: the newest snapshot, kept up to date by applying the server's frames in order. One
 * thread at a time.
 */
public final class Replica {
    /**
     * How many layers there are: three for what is near and further away, one for the columns for owners, and one for
     * those for teams.
     */
    public static final int LAYERS = 5;

    /** The layer with the columns that only the owner of a row is sent. */
    public static final int OWNER_LAYER = 3;

    /** The layer with the columns that only the team of a row's owner is sent. */
    public static final int TEAM_LAYER = 4;

    /** The result of applying a frame. */
    public enum Outcome {
        /** The state is now that of the frame's tick. */
        APPLIED,
        /**
         * As {@link #APPLIED}, but the hash differs from the server's: ask for a resync, and report it: it is a bug.
         */
        DESYNC,
        /** The delta is against a state that is not held: ask for a resync, and wait for a keyframe. */
        BASELINE_UNKNOWN
    }

    private final Schema schema;
    private final HeldTexts texts;
    private final BlockDecoder decoder;
    private final StateHash hash;
    private final @Nullable Layer[] layers = new @Nullable Layer[LAYERS];
    private final Sight[] sights = new Sight[LAYERS];
    private @Nullable Snapshot merged;
    private @Nullable Snapshot spareMerged;
    private @Nullable Snapshot current;
    private @Nullable Snapshot previous;

    public Replica(Schema visible) {
        schema = visible;
        texts = new HeldTexts(visible);
        decoder = new BlockDecoder(visible, texts);
        hash = new StateHash(visible);
        for (int i = 0; i < LAYERS; i++) {
            sights[i] = Sight.ofEverything();
        }
    }

    /** The newest snapshot; null until the first. Good until the next but one {@link #apply}. */
    public @Nullable Snapshot snapshot() {
        return current;
    }

    /** The snapshot before the newest; null if there was none. Good until the next {@link #apply}. */
    public @Nullable Snapshot previous() {
        return previous;
    }

    /** Applies the snapshot of a frame that has one. */
    public Outcome apply(ServerFrameReader frame) throws MalformedFrameException {
        if (frame.blockCount() == 0) {
            throw new MalformedFrameException("a snapshot has no block");
        }
        if (!holdsBaselines(frame)) {
            return Outcome.BASELINE_UNKNOWN;
        }
        for (int block = 0; block < frame.blockCount(); block++) {
            decoder.readBaseline(frame.bytes(), frame.blockOffset(block), frame.blockEnd(block));
            layer(decoder.layer()).apply(decoder, frame, block);
        }
        Snapshot now = merge(frame.tick());
        previous = current;
        current = now;
        letGoOfTexts();
        return frame.hasStateHash() && frame.stateHash() != hash.ofVisible(now) ? Outcome.DESYNC : Outcome.APPLIED;
    }

    /** Whether every block can be applied; looked at before the first one is. */
    private boolean holdsBaselines(ServerFrameReader frame) throws MalformedFrameException {
        int seen = 0;
        boolean holds = true;
        for (int block = 0; block < frame.blockCount(); block++) {
            decoder.readBaseline(frame.bytes(), frame.blockOffset(block), frame.blockEnd(block));
            holds &= layer(decoder.layer()).holdsBaseline(decoder, frame.tick());
            if ((seen & 1 << decoder.layer()) != 0) {
                throw new MalformedFrameException("a snapshot has two blocks for one layer");
            }
            seen |= 1 << decoder.layer();
        }
        return holds;
    }

    private Layer layer(int index) throws MalformedFrameException {
        if (index >= LAYERS) {
            throw new MalformedFrameException("there is no layer " + index);
        }
        Layer layer = layers[index];
        if (layer == null) {
            layer = new Layer(schema);
            layers[index] = layer;
            sights[index] = layer.sight();
        }
        return layer;
    }

    private void letGoOfTexts() {
        if (texts.areMany()) {
            List<Snapshot> held = new ArrayList<>();
            for (Layer layer : layers) {
                if (layer != null) {
                    layer.addTo(held);
                }
            }
            for (Snapshot one : new @Nullable Snapshot[] {merged, spareMerged}) {
                if (one != null) {
                    held.add(one);
                }
            }
            texts.keep(held);
        }
    }

    /** All layers together; where only the first is in use, that layer itself. */
    private Snapshot merge(int tick) throws MalformedFrameException {
        boolean isFirstAlone = true;
        for (int i = 1; i < LAYERS; i++) {
            isFirstAlone &= layers[i] == null;
        }
        if (isFirstAlone) {
            return layer(0).current();
        }
        Snapshot next = spareMerged == null ? new Snapshot(schema) : spareMerged;
        spareMerged = merged;
        merged = next;
        next.merge(sights);
        next.setTexts(texts.byKey());
        next.setTick(tick);
        return next;
    }
}
