package dev.tickwire.proto.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.fixture.PlainAccount;
import dev.tickwire.proto.fixture.PlainDecoder;
import dev.tickwire.proto.fixture.RandomWorld;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.simulation.state.View;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens in whatever tables: an encoder's account has each bit that it wrote once, and says the same as a
 * reader that knows nothing of the encoder.
 */
class ByteAccountPropertyTest {
    private static final int WORLDS = 100;
    private static final int STEPS = 25;

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldSayOfEachBitWhatAReaderFindsItToBe(Codec codec) throws InvalidProtocolBufferException {
        for (int seed = 0; seed < WORLDS; seed++) {
            new Run(seed, codec).go();
        }
    }

    private static final class Run {
        private final String where;
        private final Random random;
        private final RandomWorld world;
        private final View own;
        private final View team;
        private final Sender sender;
        private final ByteAccount account;
        private final PlainAccount read;
        private final PlainDecoder decoder;

        Run(int seed, Codec codec) {
            where = "seed " + seed + " " + codec + " step ";
            random = new Random(seed);
            world = new RandomWorld(random, seed % 2 == 1);
            own = new View(world.schema());
            team = new View(world.schema());
            sender = new Sender(world.schema(), codec);
            account = new ByteAccount(new AccountLayout(world.schema().visible()));
            sender.keepAccount(account);
            read = new PlainAccount(account.layout());
            decoder = new PlainDecoder(SchemaMessages.toMessage(world.schema().visible()), read);
        }

        void go() throws InvalidProtocolBufferException {
            for (int step = 0; step < STEPS; step++) {
                world.advance();
                world.choose(own);
                world.choose(team);
                if (random.nextInt(15) == 0) {
                    sender.forget();
                } else if (random.nextInt(5) == 0) {
                    sender.forgetPrevious();
                }
                ServerFrame frame = ServerFrame.parseFrom(sender.send(world.snapshot(), own, team));
                decoder.apply(frame);
                assertThat(account.total())
                        .as(where + step)
                        .isEqualTo(8L
                                * frame.getBlocksList().stream()
                                        .mapToInt(block -> CodedOutputStream.computeMessageSize(7, block))
                                        .sum());
                for (int row = 0; row < account.layout().size(); row++) {
                    assertThat(account.bits(row))
                            .as("%s%d %s", where, step, account.layout().row(row))
                            .isEqualTo(read.account().bits(row));
                }
                account.clear();
                read.account().clear();
            }
        }
    }
}
