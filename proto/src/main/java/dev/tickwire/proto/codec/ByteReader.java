package dev.tickwire.proto.codec;

/** A stretch of bytes being read in protobuf's encoding; points at another stretch again and again. */
final class ByteReader {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int position;
    private int end;

    /** Reads from {@code offset} (included) to {@code end} (excluded). */
    void reset(byte[] source, int offset, int newEnd) {
        bytes = source;
        position = offset;
        end = newEnd;
    }

    void resetToNothing() {
        reset(NOTHING, 0, 0);
    }

    boolean hasMore() {
        return position < end;
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }

    byte[] source() {
        return bytes;
    }

    /** A varint's low 32 bits; ten bytes at most, as protobuf has it. */
    int varint() throws MalformedFrameException {
        int result = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte b = rawByte();
            if (shift < 32) {
                result |= (b & 0x7F) << shift;
            }
            if (b >= 0) {
                return result;
            }
        }
        throw new MalformedFrameException("a number is longer than ten bytes");
    }

    int zigzag() throws MalformedFrameException {
        return unzigzagged(varint());
    }

    static int unzigzagged(int raw) {
        return raw >>> 1 ^ -(raw & 1);
    }

    /** A varint that counts something: not negative. */
    int count() throws MalformedFrameException {
        int result = varint();
        if (result < 0) {
            throw new MalformedFrameException("a number is out of range");
        }
        return result;
    }

    int fixed32() throws MalformedFrameException {
        need(4);
        int result = (bytes[position] & 0xFF)
                | (bytes[position + 1] & 0xFF) << 8
                | (bytes[position + 2] & 0xFF) << 16
                | (bytes[position + 3] & 0xFF) << 24;
        position += 4;
        return result;
    }

    byte rawByte() throws MalformedFrameException {
        need(1);
        return bytes[position++];
    }

    /** Skips a length-delimited field's content and returns its length; it starts at {@link #position} before it is skipped. */
    int skipDelimited() throws MalformedFrameException {
        int length = count();
        need(length);
        position += length;
        return length;
    }

    /** Points {@code content} at a length-delimited field's content, and goes past it. */
    void delimited(ByteReader content) throws MalformedFrameException {
        int length = skipDelimited();
        content.reset(bytes, position - length, position);
    }

    /** Goes past the content of a field that this version does not know. */
    void skip(int tag) throws MalformedFrameException {
        switch (tag & 7) {
            case ByteWriter.VARINT -> varint();
            case ByteWriter.LENGTH_DELIMITED -> skipDelimited();
            case ByteWriter.FIXED32 -> fixed32();
            case 1 -> {
                need(8);
                position += 8;
            }
            default -> throw new MalformedFrameException("a field has a wire type that does not exist");
        }
    }

    private void need(int count) throws MalformedFrameException {
        if (end - position < count) {
            throw new MalformedFrameException("the message ends too early");
        }
    }
}
