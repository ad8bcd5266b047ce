package dev.tickwire.proto.codec;

/** Bits being written, the highest of each byte first, into an array that is used again. */
final class BitWriter {
    private final ByteWriter bytes = new ByteWriter(256);
    private long pending;
    /** How many of the lowest bits of {@link #pending} are still to be written: 0 to 31. */
    private int pendingCount;

    void clear() {
        bytes.clear();
        pendingCount = 0;
    }

    /** Appends the lowest {@code count} bits of a value that has no others: 0 to 32 of them. */
    void bits(int value, int count) {
        pending = pending << count | Integer.toUnsignedLong(value);
        pendingCount += count;
        if (pendingCount >= Integer.SIZE) {
            pendingCount -= Integer.SIZE;
            bytes.bigEndian32((int) (pending >>> pendingCount));
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

    /** How many bits are written; not after {@link #finish}. */
    long length() {
        return 8L * bytes.length() + pendingCount;
    }

    /** The bytes written, the last filled up with zeros; nothing can be appended until {@link #clear}. */
    ByteWriter finish() {
        for (; pendingCount > 0; pendingCount -= 8) {
            long rest = pendingCount >= 8 ? pending >>> (pendingCount - 8) : pending << (8 - pendingCount);
            bytes.rawByte((int) rest);
        }
        pendingCount = 0;
        return bytes;
    }
}
