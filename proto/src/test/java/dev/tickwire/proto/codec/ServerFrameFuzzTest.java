package dev.tickwire.proto.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tickwire.proto.fixture.Allocated;
import dev.tickwire.proto.fixture.Frames;
import dev.tickwire.proto.fixture.Scene;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames that a client may be sent, after two good ones: each changes what the client holds, or is refused with a
 * sentence. What it holds afterwards can be written and read again.
 */
class ServerFrameFuzzTest {
    private static final int SEEDS_PER_SCENE = 12;
    private static final int MOST_MEMORY = 1_000_000;
    private static final List<Scene> SCENES = Scene.all(SEEDS_PER_SCENE);

    private final ServerFrameReader reader = new ServerFrameReader();
    private final ByteWriter out = new ByteWriter(64);
    private final List<Rewriter> rewriters = Stream.of(Codec.PLAIN, Codec.PACKED)
            .flatMap(codec -> SCENES.stream().map(scene -> new Rewriter(scene.schema(), codec)))
            .toList();
    private Replica replica = new Replica(SCENES.get(0).schema());

    static Stream<byte[]> seeds() {
        return IntStream.range(0, SCENES.size())
                .boxed()
                .flatMap(scene -> SCENES.get(scene).next().stream()
                        .map(frame -> Frames.joined(scene + 4 * (frame.length & 1), List.of(frame))));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldHoldOrRefuseWhatever(byte[] bytes) throws MalformedFrameException {
        if (bytes.length == 0) {
            return;
        }
        Scene scene = SCENES.get(bytes[0] & 3);
        if (Allocated.requireFew(bytes.length, MOST_MEMORY, () -> read(scene, bytes)) == null) {
            requireThatItCanBeWritten(rewriters.get(bytes[0] & 7));
        }
    }

    private @Nullable String read(Scene scene, byte[] bytes) {
        try {
            receive(scene, bytes);
            return null;
        } catch (MalformedFrameException e) {
            return e.getMessage();
        }
    }

    private void receive(Scene scene, byte[] bytes) throws MalformedFrameException {
        replica = new Replica(scene.schema());
        FrameEvents events = new FrameEvents(scene.schema());
        for (byte[] frame : scene.begin()) {
            receive(frame, 0, frame.length, events);
        }
        for (int from = Frames.start(bytes, 1); from >= 0; ) {
            int end = Frames.end(bytes, from);
            receive(bytes, from, end, events);
            from = Frames.start(bytes, end);
        }
    }

    private void receive(byte[] bytes, int from, int end, FrameEvents events) throws MalformedFrameException {
        reader.read(bytes, from, end);
        events.read(reader);
        for (int event = 0; event < events.count(); event++) {
            if (events.tick(event) < 1 || events.kind(event) < 0) {
                throw new AssertionError("an event of no tick or of no kind");
            }
        }
        if (reader.hasSnapshot()) {
            replica.apply(reader);
        }
    }

    private void requireThatItCanBeWritten(Rewriter rewriter) throws MalformedFrameException {
        Snapshot held = replica.snapshot();
        if (held == null) {
            return;
        }
        out.clear();
        ServerFrameWriter.snapshot(held.tick(), out);
        ServerFrameWriter.stateHash(rewriter.hash.ofPublic(held), out);
        rewriter.encoder.encode(null, null, held, out);
        reader.read(out.bytes(), 0, out.length());
        Replica.Outcome outcome = rewriter.other.apply(reader);
        if (outcome != Replica.Outcome.APPLIED) {
            throw new AssertionError("what was read is written as something else: " + outcome);
        }
    }

    /** Writes a state of a scene, and reads it. */
    private record Rewriter(BlockEncoder encoder, StateHash hash, Replica other) {
        Rewriter(Schema schema, Codec codec) {
            this(new BlockEncoder(schema, codec), new StateHash(schema), new Replica(schema));
        }
    }
}
