package dev.tickwire.proto.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A stretch of bytes being read in protobuf's encoding; points at another stretch again and again.
 *
 * <p>Takes and refuses what protobuf's own parsers do: a known field number with another wire type is an unknown field,
 * which {@link #skip} goes past.
 */
final class ByteReader {
    /** How deep groups may be within one another, as in protobuf's parsers. */
    private static final int DEEPEST_GROUP = 100;

    private static final int START_GROUP = 3;
    private static final int END_GROUP = 4;
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

    /** The number and wire type of the field that follows. */
    int tag() throws MalformedFrameException {
        int tag = varint();
        if (tag >>> 3 == 0) {
            throw new MalformedFrameException("a field has the number 0");
        }
        return tag;
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

    /** Whether any of a varint's 64 bits is set. */
    boolean bool() throws MalformedFrameException {
        return varint64() != 0;
    }

    /** A varint's 64 bits. */
    long varint64() throws MalformedFrameException {
        int from = position;
        varint();
        long result = 0;
        for (int i = from; i < position; i++) {
            result |= (bytes[i] & 0x7FL) << (7 * (i - from));
        }
        return result;
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

    /**
     * Skips a length-delimited field's content and returns its length; it starts at {@link #position} before it is
     * skipped.
     */
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

    /** The content of a field of text. */
    String text() throws MalformedFrameException {
        int length = skipDelimited();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, position - length, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFrameException("a text is not UTF-8");
        }
    }

    /** Goes past the content of a field that this version does not know. */
    void skip(int tag) throws MalformedFrameException {
        skip(tag, 0);
    }

    private void skip(int tag, int depth) throws MalformedFrameException {
        switch (tag & 7) {
            case ByteWriter.VARINT -> varint();
            case ByteWriter.LENGTH_DELIMITED -> skipDelimited();
            case ByteWriter.FIXED32 -> advance(4);
            case ByteWriter.FIXED64 -> advance(8);
            case START_GROUP -> skipGroup(tag >>> 3, depth + 1);
            case END_GROUP -> throw new MalformedFrameException("a group ends that has not begun");
            default -> throw new MalformedFrameException("a field has a wire type that does not exist");
        }
    }

    private void skipGroup(int number, int depth) throws MalformedFrameException {
        if (depth > DEEPEST_GROUP) {
            throw new MalformedFrameException("groups are more than " + DEEPEST_GROUP + " deep");
        }
        int tag = tag();
        while (tag != (number << 3 | END_GROUP)) {
            skip(tag, depth);
            tag = tag();
        }
    }

    private void advance(int count) throws MalformedFrameException {
        need(count);
        position += count;
    }

    private void need(int count) throws MalformedFrameException {
        if (end - position < count) {
            throw new MalformedFrameException("the message ends too early");
        }
    }
}
