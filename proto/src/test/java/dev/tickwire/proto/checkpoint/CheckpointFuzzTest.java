package dev.tickwire.proto.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tickwire.proto.fixture.Allocated;
import dev.tickwire.proto.fixture.RandomGame;
import dev.tickwire.simulation.world.Simulation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever content a checkpoint has, with the right checksum: a simulation goes on from it and has the same checkpoint,
 * or it is refused with a sentence.
 */
class CheckpointFuzzTest {
    private static final int GAME = 5;
    private static final int SEEDS = 12;
    private static final int MOST_MEMORY = 4_000_000;

    private final Simulation simulation = new Simulation(new RandomGame(GAME), 20, 1);
    private @Nullable Checkpoint read;

    static Stream<byte[]> seeds() {
        return IntStream.range(0, SEEDS).mapToObj(seed -> {
            RandomMatch match = new RandomMatch(new RandomGame(GAME), seed);
            match.ticks(1 + 2 * seed);
            match.act();
            byte[] bytes = match.checkpoint().toBytes();
            return Arrays.copyOfRange(bytes, Checkpoint.HEADER_BYTES, bytes.length);
        });
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldGoOnOrRefuse(byte[] content) {
        byte[] bytes = sealed(content);
        Allocated.requireFew(content.length, MOST_MEMORY, () -> read(bytes));
        Checkpoint checkpoint = read;
        if (checkpoint == null) {
            return;
        }
        checkpoint.restore(simulation);
        byte[] again = Checkpoint.of(simulation, checkpoint.tickRateHz(), checkpoint.ticksPerSnapshot())
                .toBytes();
        if (!Arrays.equals(checkpoint.toBytes(), again)) {
            throw new AssertionError("another checkpoint than the simulation was restored from");
        }
    }

    private @Nullable String read(byte[] bytes) {
        try {
            read = Checkpoint.parse(bytes, simulation);
            return null;
        } catch (MalformedCheckpointException e) {
            read = null;
            return e.getMessage();
        }
    }

    /** With a checksum that is right. */
    private static byte[] sealed(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return ByteBuffer.allocate(Checkpoint.HEADER_BYTES + content.length)
                .putInt(Checkpoint.MAGIC)
                .putInt(Checkpoint.VERSION)
                .putInt((int) checksum.getValue())
                .put(content)
                .array();
    }
}
