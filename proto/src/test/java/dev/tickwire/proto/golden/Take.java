package dev.tickwire.proto.golden;

import dev.tickwire.proto.fixture.PlainWorld;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import org.jspecify.annotations.Nullable;

/** One golden frame, and what the client holds after it. */
final class Take {
    final String file;
    final byte[] frame;

    /** Null: the frame has no snapshot. */
    final @Nullable PlainWorld world;

    private Take(String file, byte[] frame, @Nullable PlainWorld world) {
        this.file = file;
        this.frame = frame;
        this.world = world;
    }

    static Take of(String file, byte[] frame) {
        return new Take(file, frame, null);
    }

    static Take of(String file, byte[] frame, Schema schema, Snapshot snapshot) {
        return new Take(file, frame, PlainWorld.of(schema, snapshot));
    }
}
