package dev.tickwire.proto.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Numbers of a bit stream: what is written is read, in as many bits as it was said to take; and whatever bits there
 * are, they are numbers or refused. The first byte is the parameter.
 */
class BitStreamFuzzTest {
    private final RiceNumbers numbers = new RiceNumbers();
    private final BitWriter writer = new BitWriter();
    private final BitReader reader = new BitReader();
    private final ByteReader bytes = new ByteReader();

    static Stream<byte[]> seeds() {
        return IntStream.range(0, 16).mapToObj(seed -> {
            byte[] seeded = new byte[1 + 3 * seed];
            new Random(seed).nextBytes(seeded);
            seeded[0] = (byte) seed;
            return seeded;
        });
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldReadWhatIsWritten(byte[] input) throws MalformedFrameException {
        ByteBuffer in = ByteBuffer.wrap(input);
        int shift = in.hasRemaining() ? in.get() & 31 : 0;
        readWhatever(input, shift & 15);
        int count = in.remaining() / 4;
        numbers.begin(count);
        while (in.remaining() >= 4) {
            numbers.add(in.getInt() >>> shift);
        }
        writer.clear();
        numbers.write(writer);
        int bits = numbers.bits(0);
        ByteWriter written = writer.finish();
        require(written.length() == (bits + 7) / 8, "another length");
        bytes.reset(written.bytes(), 0, written.length());
        reader.reset(bytes);
        int parameter = count == 0 ? 0 : reader.bits(Rice.PARAMETER_BITS);
        for (int i = 0; i < count; i++) {
            require(reader.number(parameter) == numbers.get(i), "another number");
        }
        reader.end();
    }

    private void readWhatever(byte[] input, int parameter) {
        bytes.reset(input, 0, input.length);
        reader.reset(bytes);
        try {
            for (int i = 0; i <= 8 * input.length; i++) {
                reader.number(parameter);
            }
        } catch (MalformedFrameException e) {
            return;
        }
        throw new AssertionError("there are more numbers than bits");
    }

    private static void require(boolean isRight, String sentence) {
        if (!isRight) {
            throw new AssertionError("what was written is read as " + sentence);
        }
    }
}
