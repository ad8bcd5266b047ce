package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.fixture.Client;
import dev.tickwire.proto.fixture.PlainDecoder;
import dev.tickwire.proto.fixture.PlainWorld;
import dev.tickwire.proto.fixture.RandomWorld;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.state.View;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens in whatever tables: the client holds what the server has, and the bytes are plain protobuf. */
class BlockCodecPropertyTest {
    private static final int WORLDS = 300;
    private static final int STEPS = 40;

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldGiveTheClientWhatTheServerHasWhateverIsSkipped(Codec codec) throws MalformedFrameException {
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            RandomWorld world = new RandomWorld(random);
            Sender sender = new Sender(world.schema(), codec);
            Client client = new Client(world.schema());
            StateHash hash = new StateHash(world.schema());
            for (int step = 0; step < STEPS; step++) {
                world.advance();
                forgetNowAndThen(sender, random);
                if (random.nextInt(4) > 0) {
                    Snapshot now = world.snapshot();
                    String where = "seed " + seed + " step " + step;
                    assertThat(client.receive(sender.send(now))).as(where).isEqualTo(Replica.Outcome.APPLIED);
                    PlainWorld held = client.world();
                    assertThat(held).as(where).isEqualTo(PlainWorld.of(world.schema(), now));
                    assertThat(held.hash()).as(where).isEqualTo(hash.ofVisible(now));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldWriteWhatTheDocumentSays(Codec codec) throws InvalidProtocolBufferException {
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            RandomWorld world = new RandomWorld(random);
            Sender sender = new Sender(world.schema(), codec);
            PlainDecoder decoder =
                    new PlainDecoder(SchemaMessages.toMessage(world.schema().visible()));
            for (int step = 0; step < STEPS; step++) {
                world.advance();
                forgetNowAndThen(sender, random);
                if (random.nextInt(4) > 0) {
                    Snapshot now = world.snapshot();
                    ServerFrame frame = ServerFrame.parseFrom(sender.send(now));
                    assertThat(decoder.apply(frame))
                            .as("seed %d step %d", seed, step)
                            .isEqualTo(PlainWorld.of(world.schema(), now));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldWriteTheBytesThatProtobufWouldWrite(Codec codec) throws InvalidProtocolBufferException {
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            RandomWorld world = new RandomWorld(random);
            Sender sender = new Sender(world.schema(), codec);
            for (int step = 0; step < STEPS; step++) {
                world.advance();
                byte[] bytes =
                        sender.send(world.snapshot(), random.nextInt(3), random.nextInt(200) - 100, random.nextInt(2));
                assertThat(ServerFrame.parseFrom(bytes).toByteArray())
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldTellOwnersAndTeamsOfTheirRowsWhateverTheseAre(Codec codec)
            throws MalformedFrameException, InvalidProtocolBufferException {
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            RandomWorld world = new RandomWorld(random, true);
            View own = new View(world.schema());
            View team = new View(world.schema());
            Sender sender = new Sender(world.schema(), codec);
            Client client = new Client(world.schema());
            PlainDecoder decoder =
                    new PlainDecoder(SchemaMessages.toMessage(world.schema().visible()));
            for (int step = 0; step < STEPS; step++) {
                world.advance();
                if (random.nextInt(3) == 0) {
                    world.choose(own);
                    world.choose(team);
                }
                forgetNowAndThen(sender, random);
                String where = "seed " + seed + " step " + step;
                Snapshot now = world.snapshot();
                byte[] bytes = sender.send(now, own, team);
                PlainWorld told = PlainWorld.of(world.schema(), now, own, team);
                assertThat(client.receive(bytes)).as(where).isEqualTo(Replica.Outcome.APPLIED);
                assertThat(client.world()).as(where).isEqualTo(told);
                ServerFrame frame = ServerFrame.parseFrom(bytes);
                assertThat(decoder.apply(frame)).as(where).isEqualTo(told);
                assertThat(told.hash()).as(where).isEqualTo(frame.getStateHash());
            }
        }
    }

    private static void forgetNowAndThen(Sender sender, Random random) {
        if (random.nextInt(15) == 0) {
            sender.forget();
        } else if (random.nextInt(5) == 0) {
            sender.forgetPrevious();
        }
    }
}
