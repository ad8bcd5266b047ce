package dev.tickwire.proto.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A stretch of bits being read, the highest of each byte first; points at another stretch again and again. */
final class BitReader {
    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int position;
    private int end;

    /** Reads the bytes that are left in a reader. */
    void reset(ByteReader source) {
        bytes = source.source();
        position = source.position() * 8;
        end = source.end() * 8;
    }

    /** The next 0 to 25 bits. */
    int bits(int count) throws MalformedFrameException {
        int result = window() >>> 1 >>> (31 - count);
        advance(count);
        return result;
    }

    /** The next number, Rice-coded: all 32 bits of it, to be read as unsigned. */
    int number(int parameter) throws MalformedFrameException {
        int quotient = Integer.numberOfLeadingZeros(~window());
        if (quotient >= Rice.ESCAPE) {
            advance(Rice.ESCAPE);
            return bits(16) << 16 | bits(16);
        }
        advance(quotient + 1);
        return quotient << parameter | bits(parameter);
    }

    /** Refuses what is more than the zeros that fill up the last byte. */
    void end() throws MalformedFrameException {
        int rest = end - position;
        if (rest >= 8 || bits(rest) != 0) {
            throw new MalformedFrameException("a table has more bits than its rows need");
        }
    }

    /** At least 25 bits from here on, from the highest bit down; what is beyond the end of the array is 0. */
    private int window() {
        int at = position >> 3;
        int word = 0;
        if (at + 4 <= bytes.length) {
            word = (int) BIG_ENDIAN.get(bytes, at);
        } else {
            for (int i = at; i < bytes.length; i++) {
                word |= (bytes[i] & 0xFF) << (24 - 8 * (i - at));
            }
        }
        return word << (position & 7);
    }

    private void advance(int count) throws MalformedFrameException {
        if (end - position < count) {
            throw new MalformedFrameException("the message ends too early");
        }
        position += count;
    }
}
