package dev.tickwire.proto.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes being written in protobuf's encoding, into an array that grows to what it needs and is used again. */
public final class ByteWriter {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int FIXED32 = 5;

    private static final int LONGEST_VARINT = 5;
    private static final int LONGEST_VARINT64 = 10;
    private static final VarHandle BIG_ENDIAN_INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int length;

    public ByteWriter(int initialCapacity) {
        bytes = new byte[initialCapacity];
    }

    /** The bytes written, from 0 to {@link #length}; another array after more is written. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    /** Takes back all that was written after the first {@code newLength} bytes. */
    public void truncate(int newLength) {
        length = newLength;
    }

    /** A copy of the bytes written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** A number without a sign. */
    public void varint(int value) {
        reserve(LONGEST_VARINT);
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void varint64(long value) {
        reserve(LONGEST_VARINT64);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** A number with a sign: the nearer to 0, the shorter. */
    public void zigzag(int value) {
        varint(zigzagged(value));
    }

    /** {@code tag} is eight times the number of the field, plus its wire type. */
    public void uint32Field(int tag, int value) {
        varint(tag);
        varint(value);
    }

    void uint64Field(int tag, long value) {
        varint(tag);
        varint64(value);
    }

    void sint32Field(int tag, int value) {
        varint(tag);
        zigzag(value);
    }

    /** A number that takes four bytes, whatever it is. */
    public void fixed32Field(int tag, int value) {
        varint(tag);
        reserve(4);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    /** A field of bytes, a string, a message or packed numbers, as another writer holds it. */
    public void bytesField(int tag, ByteWriter content) {
        bytesField(tag, content.bytes, content.length);
    }

    /** A field of bytes, a string, a message or packed numbers. */
    public void bytesField(int tag, byte[] content, int count) {
        varint(tag);
        varint(count);
        write(content, count);
    }

    /** A field of text, as UTF-8, without an array for it; it must have no half of a surrogate pair. */
    void textField(int tag, String text) {
        varint(tag);
        varint(utf8Length(text));
        reserve(3 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xC0 | (c >> 6));
                continuation(c);
            } else if (Character.isHighSurrogate(c)) {
                int codePoint = Character.toCodePoint(c, text.charAt(++i));
                bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
                continuation(codePoint >> 12);
                continuation(codePoint >> 6);
                continuation(codePoint);
            } else {
                bytes[length++] = (byte) (0xE0 | (c >> 12));
                continuation(c >> 6);
                continuation(c);
            }
        }
    }

    private void continuation(int bits) {
        bytes[length++] = (byte) (0x80 | (bits & 0x3F));
    }

    private static int utf8Length(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Two halves of a pair are four bytes together.
            boolean isTwo = c < 0x800 || Character.isSurrogate(c);
            count += c < 0x80 ? 1 : isTwo ? 2 : 3;
        }
        return count;
    }

    /** Appends what another writer holds. */
    public void append(ByteWriter other) {
        write(other.bytes, other.length);
    }

    /** Appends bytes that stand elsewhere. */
    public void append(byte[] others) {
        write(others, others.length);
    }

    /** Four bytes, the highest first. */
    void bigEndian32(int value) {
        reserve(4);
        BIG_ENDIAN_INTS.set(bytes, length, value);
        length += 4;
    }

    void rawByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    static int varintSize(int value) {
        return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }

    /** Small numbers of either sign as small numbers without one, as protobuf has it. */
    static int zigzagged(int value) {
        return value << 1 ^ value >> 31;
    }

    private void write(byte[] source, int count) {
        reserve(count);
        System.arraycopy(source, 0, bytes, length, count);
        length += count;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
