package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.SnapshotHistory;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.world.Simulation;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loop thread makes no garbage once it is warm: stepping, capturing, encoding, hashing, reading inputs. */
class AllocationTest {
    private static final int PLAYERS = 30;
    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 500;
    /** On a busy machine the compiler is done later; steady is what comes then. */
    private static final int WINDOWS = 20;

    /** Measuring itself, and the JIT compiler's odd box, are not per tick. */
    private static final long NOISE_BYTES = 4_096;

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldAllocateNothingInSteadyState(Codec codec) {
        Room room = new Room(codec);
        for (int i = 0; i < WARM_UP; i++) {
            room.tick();
        }
        long least = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS && least >= NOISE_BYTES; window++) {
            long before = allocatedBytes();
            for (int i = 0; i < MEASURED; i++) {
                room.tick();
            }
            least = Math.min(least, allocatedBytes() - before);
        }
        assertThat(least).isLessThan(NOISE_BYTES);
        assertThat(room.bytesSent).isGreaterThan(WARM_UP * 100L);
        assertThat(room.eventsSent).isGreaterThan(WARM_UP);
        assertThat(room.wholeHash).isNotZero();
    }

    @Test
    void shouldAllocateNothingWhenReadingInputs() throws MalformedFrameException {
        ByteWriter frame = new ByteWriter(64);
        ClientFrameWriter writer = new ClientFrameWriter();
        int[] raws = {-1, 1, 0};
        ClientFrameReader reader = new ClientFrameReader();
        long before = 0;
        for (int i = -WARM_UP; i < MEASURED; i++) {
            if (i == 0) {
                before = allocatedBytes();
            }
            frame.clear();
            writer.input(i + WARM_UP, raws, frame);
            writer.input(i + WARM_UP + 1, raws, frame);
            writer.ack(i + WARM_UP, frame);
            reader.read(frame.bytes(), 0, frame.length());
        }
        assertThat(allocatedBytes() - before).isLessThan(NOISE_BYTES);
        assertThat(reader.inputCount()).isEqualTo(2);
    }

    @Test
    void shouldSeeAnAllocation() {
        long before = allocatedBytes();
        int[] garbage = new int[10_000];
        assertThat(allocatedBytes() - before).isGreaterThan(NOISE_BYTES);
        assertThat(garbage).hasSize(10_000);
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** What a room does in a tick, but for the sockets. */
    private static final class Room {
        private final Simulation simulation = new Simulation(new Arena(), 20, 3);
        private final SnapshotHistory history = new SnapshotHistory(simulation.schema(), 8);
        private final BlockEncoder encoder;
        private final EventLog log = new EventLog(simulation.schema(), 256);
        private final EventEncoder events = new EventEncoder(simulation.schema());
        private final long[] numbers = new long[256];
        private final StateHash hash = new StateHash(simulation.schema());
        private final ByteWriter frame = new ByteWriter(4096);
        private final Random random = new Random(3);
        private final int[] input = new int[3];
        private long bytesSent;
        private long eventsSent;
        private long told;
        private int wholeHash;

        Room(Codec codec) {
            encoder = new BlockEncoder(simulation.schema(), codec);
            for (int player = 0; player < PLAYERS; player++) {
                simulation.join(player, "Pilot " + player);
            }
        }

        private void encodeEvents(int tick) {
            int count = 0;
            for (long event = told; event < log.end(); event++) {
                numbers[count++] = event;
            }
            events.encode(log, numbers, count, tick, frame);
            eventsSent += count;
        }

        void tick() {
            for (int player = 0; player < PLAYERS; player++) {
                input[0] = random.nextInt(3) - 1;
                input[1] = random.nextInt(2);
                input[2] = random.nextInt(2);
                simulation.setInput(player, input, 0, 0);
            }
            told = log.end();
            simulation.step();
            simulation.appendEvents(log);
            Snapshot now = history.claim(simulation.tick());
            simulation.capture(now);
            frame.clear();
            ServerFrameWriter.snapshot(now.tick(), frame);
            ServerFrameWriter.inputAck(1, frame);
            ServerFrameWriter.inputMargin(20, 1, frame);
            ServerFrameWriter.stateHash(hash.ofVisible(now), frame);
            wholeHash ^= hash.ofAll(now);
            encoder.encode(history.find(now.tick() - 2), history.find(now.tick() - 1), now, frame);
            encodeEvents(now.tick());
            bytesSent += frame.length();
        }
    }
}
