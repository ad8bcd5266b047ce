package dev.tickwire.proto.recording;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.wire.RecordingHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a recording has: what it is of, and chunks with the journal, in order. It begins with a start.
 *
 * <p>As bytes: {@value #MAGIC}, {@link #VERSION}, the length of the head and its CRC-32, 4 bytes each and the highest
 * first; then the head, a {@code RecordingHead} of recording.proto, and the chunks.
 *
 * @param problems what of it could not be read, in sentences without a full stop; empty: all could
 */
public record Recording(RecordingHead head, List<Chunk> chunks, List<String> problems) {
    /** The version that this code writes, and the newest that it reads. */
    public static final int VERSION = 1;

    /** The first four bytes: "TWRC". */
    static final int MAGIC = 0x54575243;

    private static final int HEADER_BYTES = 16;
    private static final int LENGTH_AT = 8;
    private static final int CRC_AT = 12;

    public Recording {
        chunks = List.copyOf(chunks);
        problems = List.copyOf(problems);
    }

    /** The bytes that a file begins with; chunks follow. */
    public static byte[] beginning(RecordingHead head) {
        byte[] content = head.toByteArray();
        return ByteBuffer.allocate(HEADER_BYTES + content.length)
                .putInt(MAGIC)
                .putInt(VERSION)
                .putInt(content.length)
                .putInt(Chunk.crc(content, 0, content.length))
                .put(content)
                .array();
    }

    /**
     * Reads a file, and trusts nothing in it. What was cut short by a crash ends with its last whole chunk; of what is
     * damaged in between, reading goes on at the next start.
     */
    public static Recording parse(byte[] file) throws MalformedRecordingException {
        int length = headLength(file);
        if (length > file.length - HEADER_BYTES) {
            throw damaged();
        }
        return withChunks(
                head(ByteBuffer.wrap(file), Arrays.copyOfRange(file, HEADER_BYTES, HEADER_BYTES + length)),
                file,
                HEADER_BYTES + length);
    }

    /** Reads what a file is of, and no more of it; trusts nothing in it. */
    public static RecordingHead head(InputStream file) throws IOException, MalformedRecordingException {
        byte[] header = file.readNBytes(HEADER_BYTES);
        byte[] content = file.readNBytes(headLength(header));
        return head(ByteBuffer.wrap(header), content);
    }

    private static int headLength(byte[] file) throws MalformedRecordingException {
        ByteBuffer header = ByteBuffer.wrap(file);
        if (file.length < HEADER_BYTES || header.getInt() != MAGIC) {
            throw new MalformedRecordingException("It is no recording of a room.");
        }
        int version = header.getInt();
        if (version > VERSION || version < 1) {
            throw new MalformedRecordingException("It is of version " + version
                    + ", and this server reads recordings up to version " + VERSION + ": use a newer one.");
        }
        int length = header.getInt();
        if (length < 0) {
            throw damaged();
        }
        return length;
    }

    private static RecordingHead head(ByteBuffer header, byte[] content) throws MalformedRecordingException {
        boolean isWhole = header.getInt(LENGTH_AT) == content.length
                && header.getInt(CRC_AT) == Chunk.crc(content, 0, content.length);
        if (!isWhole) {
            throw damaged();
        }
        try {
            return RecordingHead.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedRecordingException("Its beginning makes no sense: it cannot be said what it is of.");
        }
    }

    private static MalformedRecordingException damaged() {
        return new MalformedRecordingException("Its beginning is damaged: it cannot be said what it is of.");
    }

    private static Recording withChunks(RecordingHead head, byte[] file, int begin) {
        List<Chunk> chunks = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        boolean isWhole = false;
        int offset = begin;
        while (offset < file.length) {
            if (!Chunk.isAt(file, offset)) {
                int next = next(file, offset);
                problems.add((next - offset) + " bytes are damaged or cut short");
                isWhole = false;
                offset = next;
                continue;
            }
            try {
                Chunk chunk = Chunk.at(file, offset);
                isWhole |= chunk.isStart();
                if (isWhole) {
                    noteHole(chunks, chunk, problems);
                    chunks.add(chunk);
                }
            } catch (MalformedRecordingException e) {
                problems.add(e.sentence());
                isWhole = false;
            }
            offset = (int) Math.min((long) offset + Chunk.sizeAt(file, offset), file.length);
        }
        return new Recording(head, chunks, problems);
    }

    /** A room goes on where its recorder could not keep up: with a start, some ticks later. */
    private static void noteHole(List<Chunk> chunks, Chunk next, List<String> problems) {
        int last = chunks.isEmpty()
                ? next.firstTick()
                : chunks.get(chunks.size() - 1).lastTick();
        if (next.firstTick() > last) {
            problems.add("ticks " + (last + 1) + " to " + next.firstTick() + " are missing");
        }
    }

    /** Where the next chunk begins, or the end. */
    private static int next(byte[] file, int offset) {
        int next = offset + 1;
        while (next < file.length && !Chunk.isAt(file, next)) {
            next++;
        }
        return next;
    }

    /** Ticks that can be played: from the first to the last. */
    public int firstTick() {
        return chunks.isEmpty() ? 0 : chunks.get(0).firstTick();
    }

    /** The last tick that can be played. */
    public int lastTick() {
        return chunks.isEmpty() ? 0 : chunks.get(chunks.size() - 1).lastTick();
    }

    /** Which chunk to begin with, to come to a tick: the newest start before it, or the first. */
    public int startBefore(int tick) {
        int start = 0;
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).isStart() && chunks.get(i).firstTick() <= tick) {
                start = i;
            }
        }
        return start;
    }
}
