package dev.tickwire.proto.recording;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Some entries of a journal, compressed, with what they are about before them: so a recording can be read from the
 * middle on, and a chunk that is damaged can be left out. Immutable.
 */
public final class Chunk {
    static final int HEADER_BYTES = 32;
    /** More entries than this are in no chunk; a checkpoint is one entry. */
    static final int MOST_BYTES = 256 << 20;

    private static final int MAGIC = 0x54574348;
    private static final int HASHED_HEADER_BYTES = HEADER_BYTES - Integer.BYTES;
    private static final int GUESSED_RATIO = 4;
    /** Deflate cannot make more bytes than this of one: a chunk that claims more takes memory for nothing. */
    private static final int MOST_RATIO = 1032;

    private final byte[] bytes;
    private final boolean isStart;
    private final int firstTick;
    private final int lastTick;
    private final int length;

    private Chunk(byte[] bytes, boolean isStart, int firstTick, int lastTick, int length) {
        this.bytes = bytes;
        this.isStart = isStart;
        this.firstTick = firstTick;
        this.lastTick = lastTick;
        this.length = length;
    }

    /**
     * Compresses entries.
     *
     * @param isStart whether they begin with a checkpoint or the start of the match: reading can begin here
     * @param firstTick steps that were done before the first of them
     * @param lastTick steps that were done after the last of them
     * @param entries {@code length} bytes from 0 on
     */
    public static Chunk of(boolean isStart, int firstTick, int lastTick, byte[] entries, int length) {
        byte[] packed = deflate(entries, length);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + packed.length)
                .putInt(MAGIC)
                .putInt(isStart ? 1 : 0)
                .putInt(firstTick)
                .putInt(lastTick)
                .putInt(length)
                .putInt(packed.length)
                .putInt(crc(packed, 0, packed.length));
        bytes.putInt(crc(bytes.array(), 0, HASHED_HEADER_BYTES)).put(packed);
        return new Chunk(bytes.array(), isStart, firstTick, lastTick, length);
    }

    /** Whether there is the header of a chunk at a place, which may be beyond the end. */
    static boolean isAt(byte[] file, int offset) {
        if (offset > file.length - HEADER_BYTES) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(file, offset, HEADER_BYTES);
        return header.getInt() == MAGIC
                && header.getInt(offset + HASHED_HEADER_BYTES) == crc(file, offset, HASHED_HEADER_BYTES);
    }

    /** How many bytes the chunk takes whose header is at a place. */
    static int sizeAt(byte[] file, int offset) {
        return HEADER_BYTES + Math.max(0, ByteBuffer.wrap(file).getInt(offset + 20));
    }

    /** The chunk whose header is at a place. */
    static Chunk at(byte[] file, int offset) throws MalformedRecordingException {
        ByteBuffer header = ByteBuffer.wrap(file, offset + Integer.BYTES, HEADER_BYTES - Integer.BYTES);
        boolean isStart = header.getInt() != 0;
        int firstTick = header.getInt();
        int lastTick = header.getInt();
        int length = header.getInt();
        int packed = header.getInt();
        int crc = header.getInt();
        int begin = offset + HEADER_BYTES;
        if (packed < 0 || packed > file.length - begin) {
            throw new MalformedRecordingException("it is cut short in ticks " + firstTick + " to " + lastTick);
        }
        boolean isTooMuch = length < 0 || length > MOST_BYTES || length > (long) MOST_RATIO * packed;
        if (isTooMuch || firstTick < 0 || lastTick < firstTick) {
            throw new MalformedRecordingException("a chunk makes no sense, from tick " + firstTick + " on");
        }
        if (crc(file, begin, packed) != crc) {
            throw new MalformedRecordingException("ticks " + firstTick + " to " + lastTick + " are damaged");
        }
        byte[] bytes = new byte[HEADER_BYTES + packed];
        System.arraycopy(file, offset, bytes, 0, bytes.length);
        return new Chunk(bytes, isStart, firstTick, lastTick, length);
    }

    /** Whether reading can begin with it. */
    public boolean isStart() {
        return isStart;
    }

    /** Steps that were done before the first of its entries. */
    public int firstTick() {
        return firstTick;
    }

    /** Steps that were done after the last of its entries. */
    public int lastTick() {
        return lastTick;
    }

    /** As it stands in a file; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Its entries, as they were before they were compressed. */
    public byte[] entries() throws MalformedRecordingException {
        byte[] entries = new byte[length];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
            int read = 0;
            while (read < length && !inflater.needsInput() && !inflater.finished()) {
                read += inflater.inflate(entries, read, length - read);
            }
            if (read < length) {
                throw new MalformedRecordingException("ticks " + firstTick + " to " + lastTick + " cannot be unpacked");
            }
            return entries;
        } catch (DataFormatException e) {
            throw new MalformedRecordingException("ticks " + firstTick + " to " + lastTick + " cannot be unpacked");
        } finally {
            inflater.end();
        }
    }

    private static byte[] deflate(byte[] entries, int length) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(entries, 0, length);
            deflater.finish();
            byte[] packed = new byte[length / GUESSED_RATIO + HEADER_BYTES];
            int size = 0;
            while (!deflater.finished()) {
                size += deflater.deflate(packed, size, packed.length - size);
                packed = size == packed.length ? Arrays.copyOf(packed, 2 * size) : packed;
            }
            return Arrays.copyOf(packed, size);
        } finally {
            deflater.end();
        }
    }

    static int crc(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
