package dev.tickwire.proto.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tickwire.proto.fixture.Client;
import dev.tickwire.proto.fixture.Crew;
import dev.tickwire.proto.fixture.Harbour;
import dev.tickwire.proto.fixture.ScriptedWorld;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens in a world, the client holds what the server has, by the hash that goes with each frame. */
class BlockRoundTripFuzzTest {
    private static final int SCRIPTS = 24;
    private static final List<Schema> SCHEMAS = List.of(Harbour.SCHEMA, Crew.SCHEMA);

    private final List<Sender> senders = Stream.of(Codec.PLAIN, Codec.PACKED)
            .flatMap(codec -> SCHEMAS.stream().map(schema -> new Sender(schema, codec)))
            .toList();

    static Stream<byte[]> seeds() {
        return IntStream.range(0, SCRIPTS).mapToObj(seed -> {
            byte[] script = new byte[20 + 10 * seed];
            new Random(seed).nextBytes(script);
            script[0] = (byte) seed;
            return script;
        });
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldGiveTheClientWhatTheServerHas(byte[] script) throws MalformedFrameException {
        if (script.length == 0) {
            return;
        }
        Schema schema = SCHEMAS.get(script[0] & 1);
        Sender sender = senders.get(script[0] & 3);
        sender.forget();
        ScriptedWorld world = new ScriptedWorld(schema);
        Client client = new Client(schema);
        world.follow(script, 1);
        while (world.hasMore()) {
            Snapshot now = world.untilSnapshot();
            int memory = world.next();
            if (memory > 240) {
                sender.forget();
            } else if (memory > 200) {
                sender.forgetPrevious();
            }
            Replica.Outcome outcome = client.receive(sender.send(now, world.own(), world.team()));
            if (outcome != Replica.Outcome.APPLIED) {
                throw new AssertionError("the client holds something else: " + outcome);
            }
        }
    }
}
