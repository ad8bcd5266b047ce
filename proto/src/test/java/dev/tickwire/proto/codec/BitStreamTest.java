package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BitStreamTest {
    private static final int[] EXTREMES = {
        0, 1, 15, 16, 17, 15 << 15, 16 << 15, Integer.MAX_VALUE, Integer.MIN_VALUE, -1
    };

    private final BitWriter writer = new BitWriter();
    private final BitReader reader = new BitReader();

    @Test
    void shouldWriteTheHighestBitFirst() {
        writer.bits(1, 1);
        writer.bits(0b0110, 4);
        writer.bits(0b1_0000_0001, 9);
        assertThat(writer.finish().toByteArray()).containsExactly(0b10110100, 0b00000100);
    }

    @Test
    void shouldWriteNumbersAsTheDocumentSays() {
        writer.number(9, 2);
        writer.number(16, 0);
        assertThat(bitsOf(writer)).isEqualTo("110" + "01" + "1".repeat(16) + "0".repeat(27) + "10000" + "000");
    }

    @Test
    void shouldReadWhatWasWritten() throws MalformedFrameException {
        for (int seed = 0; seed < 200; seed++) {
            writer.clear();
            write(new Random(seed));
            start();
            read(new Random(seed), seed);
            reader.end();
        }
    }

    @Test
    void shouldTakeAsManyBitsAsItSays() {
        for (int number : EXTREMES) {
            for (int parameter = 0; parameter < Rice.PARAMETERS; parameter++) {
                writer.clear();
                writer.number(number, parameter);
                int bits = Rice.bits(number, parameter);
                assertThat(writer.finish().length())
                        .as("%d with %d", number, parameter)
                        .isEqualTo((bits + 7) / 8);
            }
        }
    }

    @Test
    void shouldTakeTheParameterThatIsShortestOrNearlySo() {
        Random random = new Random(1);
        int taken = 0;
        int least = 0;
        for (int round = 0; round < 500; round++) {
            int count = 1 + random.nextInt(20);
            int zeros = random.nextInt(20);
            int size = random.nextInt(32);
            RiceNumbers numbers = new RiceNumbers();
            numbers.begin(count + zeros);
            int[] total = new int[Rice.PARAMETERS];
            for (int i = 0; i < count; i++) {
                int number = random.nextInt() >>> size;
                numbers.add(number);
                for (int k = 0; k < total.length; k++) {
                    total[k] += Rice.bits(number, k);
                }
            }
            int counted = random.nextInt(zeros + 1);
            for (int i = counted; i < zeros; i++) {
                numbers.add(0);
            }
            int fewest = Integer.MAX_VALUE;
            for (int k = 0; k < total.length; k++) {
                fewest = Math.min(fewest, total[k] + zeros * Rice.bits(0, k));
            }
            assertThat(numbers.bits(counted))
                    .as("round %d", round)
                    .isBetween(Rice.PARAMETER_BITS + fewest, Rice.PARAMETER_BITS + fewest * 3 / 2);
            taken += numbers.bits(counted);
            least += Rice.PARAMETER_BITS + fewest;
        }
        assertThat(taken).isLessThan(least + least / 100);
    }

    @Test
    void shouldRefuseToReadBeyondTheEnd() throws MalformedFrameException {
        writer.bits(0xFF, 8);
        start();
        assertThatThrownBy(() -> reader.bits(9)).isInstanceOf(MalformedFrameException.class);
        assertThatThrownBy(() -> reader.number(0)).isInstanceOf(MalformedFrameException.class);
        assertThat(reader.bits(8)).isEqualTo(0xFF);
        assertThat(reader.bits(0)).isZero();
        assertThatThrownBy(() -> reader.bits(1)).isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void shouldRefuseWhatIsLeftOver() throws MalformedFrameException {
        writer.bits(0b0010_0000, 8);
        start();
        reader.bits(2);
        assertThatThrownBy(reader::end).isInstanceOf(MalformedFrameException.class);
        start();
        reader.bits(3);
        reader.end();
        writer.clear();
        writer.bits(0, 16);
        start();
        reader.bits(8);
        assertThatThrownBy(reader::end).isInstanceOf(MalformedFrameException.class);
    }

    private void start() {
        ByteWriter bytes = writer.finish();
        ByteReader stretch = new ByteReader();
        stretch.reset(bytes.bytes(), 0, bytes.length());
        reader.reset(stretch);
    }

    private void write(Random random) {
        for (int i = random.nextInt(100); i > 0; i--) {
            if (random.nextBoolean()) {
                int count = random.nextInt(26);
                writer.bits(random.nextInt() & ((1 << count) - 1), count);
            } else {
                writer.number(anyNumber(random), random.nextInt(Rice.PARAMETERS));
            }
        }
    }

    private void read(Random random, int seed) throws MalformedFrameException {
        for (int i = random.nextInt(100); i > 0; i--) {
            if (random.nextBoolean()) {
                int count = random.nextInt(26);
                int wanted = random.nextInt() & ((1 << count) - 1);
                assertThat(reader.bits(count)).as("seed %d", seed).isEqualTo(wanted);
            } else {
                int wanted = anyNumber(random);
                assertThat(reader.number(random.nextInt(Rice.PARAMETERS)))
                        .as("seed %d", seed)
                        .isEqualTo(wanted);
            }
        }
    }

    private static int anyNumber(Random random) {
        return random.nextInt(4) == 0
                ? EXTREMES[random.nextInt(EXTREMES.length)]
                : random.nextInt() >>> random.nextInt(32);
    }

    private static String bitsOf(BitWriter writer) {
        StringBuilder bits = new StringBuilder();
        for (byte eight : writer.finish().toByteArray()) {
            bits.append(Integer.toBinaryString((eight & 0xFF) | 0x100).substring(1));
        }
        return bits.toString();
    }
}
