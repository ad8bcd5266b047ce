package dev.tickwire.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrameParserTest {
    private static final int LIMIT = 1 << 20;

    private final List<String> heard = new ArrayList<>();
    private final FrameParser parser = new FrameParser(new Heard(), LIMIT);

    @Test
    void shouldTakeMessagesOfAllLengthsInPiecesOfAnySize() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536, 100_000, 3}) {
            byte[] payload = new byte[length];
            Arrays.fill(payload, (byte) length);
            all.writeBytes(frame(0x82, payload));
            expected.add("message " + Arrays.hashCode(payload));
        }
        byte[] bytes = all.toByteArray();
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(random.nextInt(10) == 0 ? 40_000 : 20));
            parser.take(bytes, at, end);
            at = end;
        }
        assertThat(heard).as("seed " + seed).isEqualTo(expected);
    }

    @Test
    void shouldPutFragmentsTogetherWithPingsBetweenThem() {
        take(frame(0x02, new byte[] {1, 2}), frame(0x89, new byte[] {9}), frame(0x80, new byte[] {3}));
        assertThat(heard).containsExactly("ping [9]", "message " + Arrays.hashCode(new byte[] {1, 2, 3}));
    }

    @Test
    void shouldTakeNothingMoreAfterTheClose() {
        byte[] why = "xxtoo slow".getBytes(StandardCharsets.UTF_8);
        why[0] = 4014 >> 8;
        why[1] = (byte) 4014;
        take(frame(0x88, why), frame(0x82, new byte[] {1}));
        take(frame(0x82, new byte[] {1}));
        assertThat(heard).containsExactly("close 4014 too slow");
    }

    @Test
    void shouldSayThatACloseHadNoCode() {
        take(frame(0x88, new byte[0]));
        assertThat(heard).containsExactly("close 1005 ");
    }

    @Test
    void shouldRefuseWhatIsNoFrame() {
        refuse(new byte[] {(byte) 0xC2, 0});
        refuse(new byte[] {(byte) 0x82, (byte) 0x80, 0, 0, 0, 0});
        refuse(new byte[] {(byte) 0x89, 126, 0, 126});
        refuse(new byte[] {0x09, 0});
        refuse(new byte[] {(byte) 0x83, 0});
        refuse(frame(0x80, new byte[] {1}));
        refuse(frame(0x81, new byte[] {1}));
        refuse(frame(0x02, new byte[] {1}), frame(0x82, new byte[] {1}));
    }

    @Test
    void shouldRefuseWhatIsTooLargeBeforeAllOfItHasCome() {
        refuse(new byte[] {(byte) 0x82, 127, 0, 0, 0, 0, 0, 0x20, 0, 0});
        refuse(new byte[] {(byte) 0x82, 127, (byte) 0xFF, 0, 0, 0, 0, 0, 0, 0});
        refuse(frame(0x02, new byte[LIMIT - 1]), frame(0x00, new byte[2]));
    }

    private void refuse(byte[]... frames) {
        List<String> said = new ArrayList<>();
        FrameParser fresh = new FrameParser(new Heard(said), LIMIT);
        for (byte[] frame : frames) {
            fresh.take(frame, 0, frame.length);
        }
        fresh.take(frame(0x82, new byte[0]), 0, 2);
        assertThat(said).singleElement().asString().startsWith("malformed The server");
    }

    private void take(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        parser.take(all.toByteArray(), 0, all.size());
    }

    private static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int length = payload.length;
        int digits = length < 126 ? 0 : length < 1 << 16 ? 2 : 8;
        out.write(digits == 0 ? length : digits == 2 ? 126 : 127);
        for (int i = digits - 1; i >= 0; i--) {
            out.write((int) ((long) length >>> (8 * i)));
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private final class Heard implements FrameParser.Sink {
        private final List<String> to;

        Heard() {
            this(heard);
        }

        Heard(List<String> to) {
            this.to = to;
        }

        @Override
        public void onMessage(byte[] bytes, int offset, int end) {
            to.add("message " + Arrays.hashCode(Arrays.copyOfRange(bytes, offset, end)));
        }

        @Override
        public void onPing(byte[] payload) {
            to.add("ping " + Arrays.toString(payload));
        }

        @Override
        public void onClose(int code, String sentence) {
            to.add("close " + code + " " + sentence);
        }

        @Override
        public void onMalformed(String sentence) {
            to.add("malformed " + sentence);
        }
    }
}
