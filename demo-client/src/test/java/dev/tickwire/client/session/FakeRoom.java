package dev.tickwire.client.session;

import dev.tickwire.proto.codec.BlockEncoder;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.EventEncoder;
import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Tunable;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.state.View;
import dev.tickwire.simulation.world.Simulation;
import java.util.stream.LongStream;

/** A room without a server: an arena whose frames tests carry to a client by hand. */
public final class FakeRoom {
    public static final int PLAYER = 3;
    /** Given instead of a margin: the frame has none. */
    public static final int NO_MARGIN = Integer.MIN_VALUE;

    private final Simulation simulation = new Simulation(new Arena(), 20, 7);
    private final BlockEncoder encoder = new BlockEncoder(simulation.schema(), Codec.PACKED);
    private final StateHash hash = new StateHash(simulation.schema());
    private final EventEncoder events = new EventEncoder(simulation.schema());
    private final EventLog log = new EventLog(simulation.schema(), 64);
    private Snapshot previous;
    private Snapshot baseline;

    public FakeRoom() {
        simulation.join(PLAYER, "Bot 1");
    }

    public Simulation simulation() {
        return simulation;
    }

    public Schema visible() {
        return simulation.schema().visible();
    }

    public Welcome.Builder welcome() {
        return Welcome.newBuilder()
                .setProtocolVersion(1)
                .setSchema(SchemaMessages.toMessage(visible()))
                .setSchemaHash(visible().hash())
                .setRoom("room-1")
                .setRoomType("arena")
                .setPlayer(PLAYER)
                .setTickRateHz(20)
                .setTicksPerSnapshot(1)
                .setCodec(Codec.PACKED)
                .addAllTunables(simulation.tunables().stream()
                        .map(tunable -> Tunable.newBuilder()
                                .setName(tunable.name())
                                .setValue(tunable.get())
                                .build())
                        .toList());
    }

    public byte[] welcomeFrame() {
        return ServerFrameWriter.welcome(welcome().build());
    }

    /** Makes the next snapshot a keyframe. */
    public void forgetBaseline() {
        previous = null;
        baseline = null;
    }

    /** Steps, and sends nothing. */
    public void skip() {
        simulation.step();
    }

    /** Steps, and gives the frame for it. */
    public byte[] step() {
        return step(-1, NO_MARGIN, 0);
    }

    /**
     * Steps, and gives the frame for it.
     *
     * @param ackAgo as in the frame; −1: no input was taken
     * @param marginMillis of one more input, or {@link #NO_MARGIN}
     * @param hashError added to the right hash
     */
    public byte[] step(int ackAgo, int marginMillis, int hashError) {
        simulation.step();
        long before = log.end();
        simulation.appendEvents(log);
        Snapshot now = capture();
        ByteWriter out = new ByteWriter(256);
        ServerFrameWriter.snapshot(now.tick(), out);
        if (ackAgo >= 0) {
            ServerFrameWriter.inputAck(ackAgo, out);
        }
        if (marginMillis != NO_MARGIN) {
            ServerFrameWriter.inputMargin(marginMillis, 0, out);
        }
        ServerFrameWriter.stateHash(hashWithoutPrivate(now) + hashError, out);
        encoder.encode(previous, baseline, now, out);
        long[] numbers = LongStream.range(before, log.end()).toArray();
        events.encode(log, numbers, numbers.length, now.tick(), out);
        previous = baseline;
        baseline = now;
        return out.toByteArray();
    }

    /** Hash of the state of a client that gets no columns that are for owners only. */
    private int hashWithoutPrivate(Snapshot now) {
        Sight nothing = Sight.through(new View(simulation.schema()));
        nothing.look(now);
        return hash.ofPublic(now) + hash.ofPrivate(Audience.OWNER, nothing);
    }

    /** The newest state, with hidden columns. */
    public Snapshot capture() {
        Snapshot snapshot = new Snapshot(simulation.schema());
        simulation.capture(snapshot);
        return snapshot;
    }
}
