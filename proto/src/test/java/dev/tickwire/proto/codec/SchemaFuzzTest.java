package dev.tickwire.proto.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.fixture.Crew;
import dev.tickwire.proto.fixture.Harbour;
import dev.tickwire.proto.fixture.RandomWorld;
import dev.tickwire.proto.wire.Schema;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server says its tables are: it is a schema that says the same, or refused with a sentence. */
class SchemaFuzzTest {
    private static final int RANDOM_SCHEMAS = 10;

    static Stream<byte[]> seeds() {
        return Stream.concat(
                        Stream.of(Harbour.SCHEMA, Crew.SCHEMA),
                        IntStream.range(0, RANDOM_SCHEMAS)
                                .mapToObj(seed -> new RandomWorld(new Random(seed), true).schema()))
                .map(schema -> SchemaMessages.toMessage(schema.visible()).toByteArray());
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldBeASchemaOrRefused(byte[] bytes) throws MalformedFrameException {
        Schema message;
        dev.tickwire.simulation.state.Schema schema;
        try {
            message = Schema.parseFrom(bytes);
            schema = SchemaMessages.fromMessage(message);
        } catch (InvalidProtocolBufferException e) {
            return;
        } catch (MalformedFrameException e) {
            if (e.getMessage().isBlank()) {
                throw new AssertionError("refused without a sentence", e);
            }
            return;
        }
        dev.tickwire.simulation.state.Schema again = SchemaMessages.fromMessage(SchemaMessages.toMessage(schema));
        if (!again.equals(schema) || again.hash() != schema.hash()) {
            throw new AssertionError(schema + " is written and read as " + again);
        }
        SchemaMessages.knowsAllKinds(message);
    }
}
