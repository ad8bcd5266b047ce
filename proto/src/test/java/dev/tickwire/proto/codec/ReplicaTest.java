package dev.tickwire.proto.codec;

import static dev.tickwire.proto.codec.Replica.Outcome.APPLIED;
import static dev.tickwire.proto.codec.Replica.Outcome.BASELINE_UNKNOWN;
import static dev.tickwire.proto.codec.Replica.Outcome.DESYNC;
import static dev.tickwire.proto.fixture.Harbour.BUOYS;
import static dev.tickwire.proto.fixture.Harbour.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.fixture.Client;
import dev.tickwire.proto.fixture.PlainWorld;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.fixture.TestWorld;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.ServerFrame;
import org.junit.jupiter.api.Test;

class ReplicaTest {
    private final TestWorld world = new TestWorld(SCHEMA).enter(BUOYS, 0);
    private final Sender sender = new Sender(SCHEMA);
    private final Client client = new Client(SCHEMA);

    @Test
    void shouldHoldNothingBeforeTheFirstSnapshot() {
        assertThat(new Replica(SCHEMA.visible()).snapshot()).isNull();
    }

    @Test
    void shouldRefuseADeltaBeforeAnyKeyframe() throws MalformedFrameException {
        sender.send(world.at(1));
        assertThat(client.receive(sender.send(world.at(2)))).isEqualTo(BASELINE_UNKNOWN);
    }

    @Test
    void shouldRefuseADeltaWhenOneWasMissed() throws MalformedFrameException {
        client.receive(sender.send(world.at(1)));
        sender.send(world.at(2));
        assertThat(client.receive(sender.send(world.at(3)))).isEqualTo(BASELINE_UNKNOWN);
        assertThat(client.world().tick).isEqualTo(1);
    }

    @Test
    void shouldRefuseADeltaWhosePreviousSnapshotItNeverHad() throws MalformedFrameException {
        client.receive(sender.send(world.at(1)));
        client.receive(sender.send(world.at(2)));
        Client late = new Client(SCHEMA);
        late.receive(new Sender(SCHEMA).send(world.at(2)));
        byte[] third = sender.send(world.at(3));
        assertThat(late.receive(third)).isEqualTo(BASELINE_UNKNOWN);
        assertThat(client.receive(third)).isEqualTo(APPLIED);
    }

    @Test
    void shouldNotLookBackBeyondAKeyframe() throws MalformedFrameException {
        client.receive(sender.send(world.at(1)));
        client.receive(sender.send(world.at(2)));
        sender.forget();
        client.receive(sender.send(world.at(3)));
        ByteWriter frame = new ByteWriter(16);
        ServerFrameWriter.snapshot(4, frame);
        new BlockEncoder(SCHEMA, Codec.PLAIN).encode(world.at(2), world.at(3), world.at(4), frame);
        assertThat(client.receive(frame.toByteArray())).isEqualTo(BASELINE_UNKNOWN);
    }

    @Test
    void shouldGoOnFromAKeyframeAfterAMissedDelta() throws MalformedFrameException {
        client.receive(sender.send(world.at(1)));
        sender.send(world.at(2));
        client.receive(sender.send(world.at(3)));
        sender.forget();
        world.set(BUOYS, "colour", 0, 2);
        assertThat(client.receive(sender.send(world.at(4)))).isEqualTo(APPLIED);
        assertThat(client.receive(sender.send(world.at(5)))).isEqualTo(APPLIED);
        assertThat(client.receive(sender.send(world.at(6)))).isEqualTo(APPLIED);
        assertThat(client.world()).isEqualTo(PlainWorld.of(SCHEMA, world.at(6)));
    }

    @Test
    void shouldForgetEverythingOnAKeyframe() throws MalformedFrameException {
        world.enter(BUOYS, 9).text(3, "Grace");
        client.receive(sender.send(world.at(1)));
        world.leave(BUOYS, 9).text(3, null);
        sender.forget();
        assertThat(client.receive(sender.send(world.at(2)))).isEqualTo(APPLIED);
        assertThat(client.world()).isEqualTo(PlainWorld.of(SCHEMA, world.at(2)));
    }

    @Test
    void shouldReportADesyncWhenTheHashDiffers() throws MalformedFrameException, InvalidProtocolBufferException {
        ServerFrame frame = ServerFrame.parseFrom(sender.send(world.at(1)));
        byte[] lying =
                frame.toBuilder().setStateHash(frame.getStateHash() ^ 1).build().toByteArray();
        assertThat(client.receive(lying)).isEqualTo(DESYNC);
        assertThat(client.world()).isEqualTo(PlainWorld.of(SCHEMA, world.at(1)));
    }

    @Test
    void shouldNotCheckAHashThatIsNotSent() throws MalformedFrameException {
        assertThat(client.receive(sender.sendBare(world.at(1)))).isEqualTo(APPLIED);
    }

    @Test
    void shouldAgreeThatAnEmptyTextIsNone() throws MalformedFrameException {
        world.text(1, "");
        assertThat(client.receive(sender.send(world.at(1)))).isEqualTo(APPLIED);
    }

    @Test
    void shouldRefuseASnapshotWithoutABlock() {
        byte[] frame = ServerFrame.newBuilder().setTick(3).build().toByteArray();
        assertThatThrownBy(() -> client.receive(frame))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("a snapshot has no block");
    }
}
