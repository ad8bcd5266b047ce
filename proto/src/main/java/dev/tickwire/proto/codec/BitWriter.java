package dev.tickwire.proto.codec;

/** Bits being written, the highest of each byte first, into an array that is used again. */
final class BitWriter {
    private final ByteWriter bytes = new ByteWriter(256);
    private long pending;
    private int pendingCount;

    void clear() {
        bytes.clear();
        pendingCount = 0;
    }

    /** Appends the lowest {@code count} bits of a value that has no others: 0 to 32 of them. */
    void bits(int value, int count) {
        pending = pending << count | Integer.toUnsignedLong(value);
        pendingCount += count;
        while (pendingCount >= 8) {
            pendingCount -= 8;
            bytes.rawByte((int) (pending >>> pendingCount));
        }
    }

    /** Appends a number, read as unsigned, Rice-coded. */
    void number(int number, int parameter) {
        int quotient = number >>> parameter;
        if (Rice.isEscaped(quotient)) {
            bits((1 << Rice.ESCAPE) - 1, Rice.ESCAPE);
            bits(number, 32);
        } else {
            int ones = (1 << (quotient + 1)) - 2;
            int remainder = number & ((1 << parameter) - 1);
            bits(ones << parameter | remainder, quotient + 1 + parameter);
        }
    }

    /** The bytes written, the last filled up with zeros; nothing can be appended until {@link #clear}. */
    ByteWriter finish() {
        if (pendingCount > 0) {
            bits(0, 8 - pendingCount);
        }
        return bytes;
    }
}
