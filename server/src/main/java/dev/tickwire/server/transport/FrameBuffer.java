package dev.tickwire.server.transport;

import java.nio.ByteBuffer;

/**
 * Where a connection's frames are put together: header and payload in one buffer, which the next frame uses again. It
 * grows when a second frame within a while does not fit, so that it stays small for the odd keyframe, and shrinks when
 * it was far too large for a while. Not thread-safe.
 */
final class FrameBuffer {
    /** So many frames are a while. */
    static final int FRAMES_BEFORE_SHRINKING = 128;

    private static final int FIRST_BYTES = 512;
    private static final int LONGEST_HEADER = 10;
    private static final int FINAL = 0x80;
    private static final int SHORT_LENGTH = 125;
    private static final int MEDIUM_LENGTH = 65_535;
    private static final int MEDIUM_MARK = 126;
    private static final int LONG_MARK = 127;

    private ByteBuffer kept = ByteBuffer.allocateDirect(FIRST_BYTES);
    /** Since the last one that did not; no more than that counts. */
    private int framesThatFit = FRAMES_BEFORE_SHRINKING;

    private int frames;
    private int mostBytes;

    /** A whole frame: {@code length} bytes from {@code offset}; good until the next call. */
    ByteBuffer put(int opCode, byte[] bytes, int offset, int length) {
        ByteBuffer frame = bufferFor(LONGEST_HEADER + length);
        frame.clear();
        putHeader(opCode, length, frame);
        return frame.put(bytes, offset, length).flip();
    }

    /** Bytes that are kept from frame to frame. */
    int keptBytes() {
        return kept.capacity();
    }

    private static void putHeader(int opCode, int length, ByteBuffer out) {
        out.put((byte) (FINAL | opCode));
        if (length <= SHORT_LENGTH) {
            out.put((byte) length);
        } else if (length <= MEDIUM_LENGTH) {
            out.put((byte) MEDIUM_MARK).putShort((short) length);
        } else {
            out.put((byte) LONG_MARK).putLong(length);
        }
    }

    private ByteBuffer bufferFor(int bytes) {
        mostBytes = Math.max(mostBytes, bytes);
        if (++frames == FRAMES_BEFORE_SHRINKING) {
            shrink();
        }
        if (bytes <= kept.capacity()) {
            framesThatFit = Math.min(framesThatFit + 1, FRAMES_BEFORE_SHRINKING);
            return kept;
        }
        boolean isOdd = framesThatFit >= FRAMES_BEFORE_SHRINKING;
        framesThatFit = 0;
        if (isOdd) {
            return ByteBuffer.allocate(bytes);
        }
        keep(Math.max(bytes, 2 * kept.capacity()));
        return kept;
    }

    private void shrink() {
        int enough = Math.max(FIRST_BYTES, 2 * mostBytes);
        if (2 * enough <= kept.capacity()) {
            keep(enough);
        }
        frames = 0;
        mostBytes = 0;
    }

    private void keep(int bytes) {
        kept = ByteBuffer.allocateDirect(bytes);
        frames = 0;
        mostBytes = 0;
    }
}
