package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameBufferTest {
    private static final int BINARY = 2;
    private static final int LARGE = 100_000;
    private static final int SMALLEST = 512;

    private final FrameBuffer buffer = new FrameBuffer();

    @Test
    void shouldStaySmallForTheOddLargeFrame() {
        for (int i = 0; i < 10; i++) {
            put(LARGE);
            putShort(FrameBuffer.FRAMES_BEFORE_SHRINKING);
        }

        assertThat(buffer.keptBytes()).isEqualTo(SMALLEST);
    }

    @Test
    void shouldGrowForTheSecondInAWhileAndShrinkOnceSuchFramesNoLongerCome() {
        put(LARGE);
        putShort(FrameBuffer.FRAMES_BEFORE_SHRINKING - 1);
        put(LARGE);
        assertThat(buffer.keptBytes()).isGreaterThan(LARGE);

        for (int i = 0; i < 2 * FrameBuffer.FRAMES_BEFORE_SHRINKING; i++) {
            put(1_000);
        }

        assertThat(buffer.keptBytes()).isBetween(1_000, 4_000);
    }

    @Test
    void shouldBeAsSmallAsAtFirstForSmallFrames() {
        put(LARGE);
        put(LARGE);

        for (int i = 0; i < 2 * FrameBuffer.FRAMES_BEFORE_SHRINKING; i++) {
            put(20);
        }

        assertThat(buffer.keptBytes()).isEqualTo(SMALLEST);
    }

    /** Nothing is allocated for a frame that is like those before it. */
    @Test
    void shouldUseOneBufferForAsLongAsFramesAreOfLikeSizes() {
        long seed = 3;
        Random random = new Random(seed);
        put(2_000);
        put(2_000);
        for (int i = 0; i < FrameBuffer.FRAMES_BEFORE_SHRINKING; i++) {
            put(500 + random.nextInt(1_500));
        }
        ByteBuffer used = put(1_000);

        for (int i = 0; i < 100 * FrameBuffer.FRAMES_BEFORE_SHRINKING; i++) {
            assertThat(put(500 + random.nextInt(1_500))).as("seed %d", seed).isSameAs(used);
        }
    }

    /** As with interest: most frames are short, and some that come between them are longer. */
    @Test
    void shouldUseOneBufferWhereLongerFramesComeBetweenShortOnes() {
        put(700);
        put(100);
        ByteBuffer used = put(700);

        for (int i = 0; i < 100 * FrameBuffer.FRAMES_BEFORE_SHRINKING; i++) {
            assertThat(put(i % 50 == 0 ? 700 : 300)).isSameAs(used);
        }
    }

    private void putShort(int frames) {
        for (int i = 0; i < frames; i++) {
            put(100);
        }
    }

    private ByteBuffer put(int length) {
        ByteBuffer frame = buffer.put(BINARY, new byte[length], 0, length);
        assertThat(frame.remaining()).isBetween(length + 2, length + 10);
        return frame;
    }
}
