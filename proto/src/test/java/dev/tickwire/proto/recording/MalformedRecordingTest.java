package dev.tickwire.proto.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tickwire.proto.fixture.RecordedMatch;
import dev.tickwire.simulation.arena.Arena;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bad files are refused with a sentence, or read as far as they are whole. */
class MalformedRecordingTest {
    private static final int HEADER_BYTES = 16;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<Chunk> chunks = new RecordedMatch(new Arena(), 1)
            .join(0)
            .steps(30)
            .checkpoint()
            .steps(30)
            .turn()
            .steps(5)
            .checkpoint()
            .steps(1)
            .chunks();
    private final byte[] file = RecordedMatch.file(new RecordedMatch(new Arena(), 1).head(), chunks);

    private static void assertRefused(byte[] bytes, String sentence) {
        assertThatExceptionOfType(MalformedRecordingException.class)
                .isThrownBy(() -> Recording.parse(bytes))
                .withMessageContaining(sentence);
    }

    private static byte[] sealed(byte[] chunk) {
        ByteBuffer bytes = ByteBuffer.wrap(chunk);
        int packed = chunk.length - Chunk.HEADER_BYTES;
        bytes.putInt(24, Chunk.crc(chunk, Chunk.HEADER_BYTES, packed));
        bytes.putInt(28, Chunk.crc(chunk, 0, 28));
        return chunk;
    }

    private byte[] beginning() {
        int length = ByteBuffer.wrap(file).getInt(8);
        return Arrays.copyOf(file, HEADER_BYTES + length);
    }

    private byte[] with(byte[] chunk) {
        byte[] beginning = beginning();
        byte[] all = Arrays.copyOf(beginning, beginning.length + chunk.length);
        System.arraycopy(chunk, 0, all, beginning.length, chunk.length);
        return all;
    }

    @Test
    void shouldReadUpToTheLastWholeChunkWhereverAFileIsCut() throws MalformedRecordingException {
        int begin = beginning().length;
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            if (length < begin) {
                assertRefused(cut, "t");
                continue;
            }
            int whole = 0;
            int end = begin;
            while (whole < chunks.size() && end + chunks.get(whole).bytes().length <= length) {
                end += chunks.get(whole++).bytes().length;
            }
            Recording recording = Recording.parse(cut);
            assertThat(recording.chunks()).as("cut at %d", length).hasSize(whole);
            assertThat(recording.problems().isEmpty()).as("cut at %d", length).isEqualTo(end == length);
        }
    }

    @Test
    void shouldSayWhatIsDamagedWhereverABitIsFlipped() throws MalformedRecordingException {
        int begin = beginning().length;
        for (int at = 0; at < file.length; at++) {
            byte[] flipped = file.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            if (at < begin) {
                assertRefused(flipped, "t");
            } else {
                assertThat(Recording.parse(flipped).problems())
                        .as("byte %d, seed %d", at, seed)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void shouldGoOnAtTheNextStartAfterADamagedChunk() throws MalformedRecordingException {
        byte[] damaged = file.clone();
        int second = beginning().length + chunks.get(0).bytes().length;
        damaged[second + Chunk.HEADER_BYTES] ^= 1;
        Recording recording = Recording.parse(damaged);
        assertThat(recording.chunks()).hasSize(2);
        assertThat(recording.problems()).containsExactly("ticks 30 to 60 are damaged", "ticks 31 to 65 are missing");
    }

    @Test
    void shouldRefuseANewerVersion() {
        byte[] newer = file.clone();
        newer[7]++;
        assertRefused(newer, "It is of version 2, and this server reads recordings up to version 1: use a newer one.");
    }

    @Test
    void shouldRefuseWhatIsNoRecording() {
        assertRefused(new byte[100], "It is no recording of a room.");
    }

    @Test
    void shouldTakeNoMemoryForWhatAChunkCannotHold() throws MalformedRecordingException {
        byte[] greedy = chunks.get(0).bytes().clone();
        ByteBuffer.wrap(greedy).putInt(16, Chunk.MOST_BYTES);
        Recording recording = Recording.parse(with(sealed(greedy)));
        assertThat(recording.chunks()).isEmpty();
        assertThat(recording.problems()).containsExactly("a chunk makes no sense, from tick 0 on");
    }

    @Test
    void shouldRefuseAChunkThatEndsBeforeItBegins() throws MalformedRecordingException {
        byte[] backwards = chunks.get(1).bytes().clone();
        ByteBuffer.wrap(backwards).putInt(12, 7);
        assertThat(Recording.parse(with(sealed(backwards))).chunks()).isEmpty();
    }

    @Test
    void shouldRefuseAChunkThatUnpacksToLessThanItSays() throws MalformedRecordingException {
        byte[] greedy = chunks.get(0).bytes().clone();
        ByteBuffer.wrap(greedy).putInt(16, ByteBuffer.wrap(greedy).getInt(16) + 1);
        Chunk chunk = Recording.parse(with(sealed(greedy))).chunks().get(0);
        assertThatExceptionOfType(MalformedRecordingException.class)
                .isThrownBy(() -> new Entries(chunk))
                .withMessageContaining("cannot be unpacked");
    }

    @Test
    void shouldComeThroughAnyBytesInAChunk() throws MalformedRecordingException {
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            Entries entries = new Entries(Chunk.of(true, 0, 1, noise, noise.length));
            try {
                while (entries.next() != null) {
                    // The next one, please.
                }
            } catch (MalformedRecordingException e) {
                assertThat(e.sentence()).contains("make no sense");
            }
        }
    }
}
