package dev.tickwire.benchmarks;

import dev.tickwire.proto.codec.BlockEncoder;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.interest.AreaOfInterest;
import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Outlook;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.View;
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

/** Choosing and encoding what players see, with the radii of the bench's crowd. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InterestBenchmark {
    private static final int PLAYERS_ENCODED = 16;
    private static final Radii RADII = new Radii(120, 180, 250, 1.1);

    @Param({"500"})
    public int players;

    private final Eye eye = new Eye();
    private final Sight[] was = new Sight[Radii.TIERS];
    private final View[] is = new View[Radii.TIERS];
    private final Sight[][] seen = new Sight[PLAYERS_ENCODED][3];
    private final ByteWriter frame = new ByteWriter(1 << 16);
    private BlockEncoder encoder;
    private WalkersRoom room;
    private AreaOfInterest area;
    private Outlook outlook;
    private int next;

    @Setup(Level.Trial)
    public void fill() {
        room = new WalkersRoom(players);
        area = new AreaOfInterest(room.simulation.schema(), room.simulation.placements(), RADII, Radii.TIERS);
        for (int tier = 0; tier < Radii.TIERS; tier++) {
            was[tier] = Sight.through(new View(room.simulation.schema()));
            is[tier] = new View(room.simulation.schema());
        }
        outlook = new Outlook(room.simulation.schema());
        encoder = new BlockEncoder(room.simulation.schema(), Codec.PLAIN);
        for (int i = 0; i < 3; i++) {
            area.look(room.snapshots[i]);
            for (int player = 0; player < PLAYERS_ENCODED; player++) {
                seen[player][i] = Sight.through(nearView(player));
                seen[player][i].look(room.snapshots[i]);
            }
        }
    }

    private View nearView(int player) {
        View[] fresh = new View[Radii.TIERS];
        for (int tier = 0; tier < Radii.TIERS; tier++) {
            fresh[tier] = new View(room.simulation.schema());
        }
        room.simulation.look(player, eye);
        area.select(eye, Radii.TIERS, new Outlook(room.simulation.schema()), was, fresh);
        return fresh[0];
    }

    /** Sorting the room by place, once per tick. */
    @Benchmark
    public void sortByPlace() {
        area.look(room.snapshots[next++ % WalkersRoom.SNAPSHOTS]);
    }

    /** One player's rows, all tiers due. */
    @Benchmark
    public View[] selectForOnePlayer() {
        room.simulation.look(next++ % players, eye);
        area.select(eye, Radii.TIERS, outlook, was, is);
        return is;
    }

    /** One player's block of what is near. */
    @Benchmark
    public int encodeForOnePlayer() {
        Sight[] sights = seen[next++ % PLAYERS_ENCODED];
        frame.clear();
        encoder.encode(0, sights[0], sights[1], sights[2], frame);
        return frame.length();
    }
}
