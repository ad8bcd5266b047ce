package dev.tickwire.benchmarks;

import dev.tickwire.proto.account.AccountLayout;
import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.codec.BlockEncoder;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.codec.ServerFrameReader;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What becomes of a room's world in a tick, once for all who see the same, and at a client. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SnapshotBenchmark {
    @Param({"50", "500"})
    public int players;

    private WalkersRoom room;
    private Snapshot target;
    private BlockEncoder encoder;
    private ByteAccount account;
    private StateHash hash;
    private ByteWriter frame;
    private byte[][] frames;
    private ServerFrameReader reader;
    private Replica replica;
    private int next;

    @Setup(Level.Trial)
    public void fill() {
        room = new WalkersRoom(players);
        target = new Snapshot(room.simulation.schema());
        encoder = new BlockEncoder(room.simulation.schema(), Codec.PLAIN);
        account = new ByteAccount(new AccountLayout(room.simulation.schema().visible()));
        hash = new StateHash(room.simulation.schema());
        frame = new ByteWriter(1 << 16);
        reader = new ServerFrameReader();
        replica = new Replica(room.simulation.schema().visible());
        frames = new byte[WalkersRoom.SNAPSHOTS][];
        for (int i = 0; i < frames.length; i++) {
            frame.clear();
            ServerFrameWriter.snapshot(room.snapshots[i].tick(), frame);
            encoder.encode(
                    i < 2 ? null : room.snapshots[i - 2],
                    i < 1 ? null : room.snapshots[i - 1],
                    room.snapshots[i],
                    frame);
            frames[i] = frame.toByteArray();
        }
    }

    /** The world's columns, copied. */
    @Benchmark
    public Snapshot capture() {
        room.simulation.capture(target);
        return target;
    }

    /** A block for all who were last sent the same. */
    @Benchmark
    public int encodeShared() {
        int i = 2 + next++ % (WalkersRoom.SNAPSHOTS - 2);
        frame.clear();
        encoder.encode(room.snapshots[i - 2], room.snapshots[i - 1], room.snapshots[i], frame);
        return frame.length();
    }

    /** The same, while somebody watches where the bytes go. */
    @Benchmark
    public int encodeSharedWatched() {
        encoder.keepAccount(account);
        int length = encodeShared();
        encoder.keepAccount(null);
        return length;
    }

    /** A block for somebody who knows nothing. */
    @Benchmark
    public int encodeKeyframe() {
        frame.clear();
        encoder.encode(null, null, room.snapshots[0], frame);
        return frame.length();
    }

    @Benchmark
    public int hash() {
        return hash.ofVisible(room.snapshots[next++ % WalkersRoom.SNAPSHOTS]);
    }

    /** A frame, read and applied by a Java client; every sixteenth is a keyframe. */
    @Benchmark
    public Replica.Outcome decode() throws MalformedFrameException {
        byte[] bytes = frames[next++ % frames.length];
        reader.read(bytes, 0, bytes.length);
        return replica.apply(reader);
    }

    /** The rules, for the scale of it all. */
    @Benchmark
    public int step() {
        room.simulation.step();
        return room.simulation.tick();
    }
}
