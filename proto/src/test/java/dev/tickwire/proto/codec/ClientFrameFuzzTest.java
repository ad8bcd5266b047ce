package dev.tickwire.proto.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tickwire.proto.fixture.Allocated;
import dev.tickwire.proto.fixture.ClientFrames;
import dev.tickwire.proto.fixture.Golden;
import dev.tickwire.proto.wire.ClientFrame;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that a client may send: read as protobuf reads them, or refused with a sentence. */
class ClientFrameFuzzTest {
    private static final int MOST_MEMORY = 100_000;

    private final ClientFrameReader reader = new ClientFrameReader();

    static Stream<byte[]> seeds() throws IOException {
        return Golden.clientFrames().stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldReadWhatProtobufReads(byte[] bytes) {
        String refusal = Allocated.requireFew(bytes.length, MOST_MEMORY, () -> read(bytes));
        ClientFrame expected = ClientFrames.parsed(bytes);
        if (refusal == null) {
            require(Objects.equals(ClientFrames.parsed(ClientFrames.held(reader).toByteArray()), expected), "another");
        } else {
            require(expected == null || ClientFrames.LIMITS.contains(refusal), refusal);
        }
    }

    private @Nullable String read(byte[] bytes) {
        try {
            reader.read(bytes, 0, bytes.length);
            return null;
        } catch (MalformedFrameException e) {
            return e.getMessage();
        }
    }

    private static void require(boolean isRight, String sentence) {
        if (!isRight) {
            throw new AssertionError("protobuf reads something else: " + sentence);
        }
    }
}
