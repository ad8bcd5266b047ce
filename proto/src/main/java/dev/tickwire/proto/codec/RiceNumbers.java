package dev.tickwire.proto.codec;

/** Numbers, read as unsigned, that are written with one parameter: the one with which they take the fewest bits. */
final class RiceNumbers {
    private final int[] numbers;
    private int count;
    /** All bits that are set in any of the numbers. */
    private int union;

    /** For each parameter that may be the best, the bits that the numbers take with it; valid if {@link #isCounted}. */
    private final int[] bits = new int[Rice.PARAMETERS];

    private int candidates;
    private boolean isCounted;

    RiceNumbers(int capacity) {
        numbers = new int[capacity];
    }

    void begin() {
        count = 0;
        union = 0;
        isCounted = false;
    }

    void add(int number) {
        numbers[count++] = number;
        union |= number;
    }

    int count() {
        return count;
    }

    /** Bits that these numbers and so many zeros take, with their parameter. */
    int bitsWithZeros(int zeros) {
        if (count + zeros == 0) {
            return 0;
        }
        int parameter = bestParameter(zeros);
        return Rice.PARAMETER_BITS + bits[parameter] + zeros * Rice.bits(0, parameter);
    }

    /** Writes the parameter and the numbers; nothing if there are none. */
    void write(BitWriter out) {
        if (count == 0) {
            return;
        }
        int parameter = bestParameter(0);
        out.bits(parameter, Rice.PARAMETER_BITS);
        for (int i = 0; i < count; i++) {
            out.number(numbers[i], parameter);
        }
    }

    private int bestParameter(int zeros) {
        countBits();
        int best = 0;
        int fewest = Integer.MAX_VALUE;
        for (int parameter = 0; parameter < candidates; parameter++) {
            int total = bits[parameter] + zeros * Rice.bits(0, parameter);
            if (total < fewest) {
                fewest = total;
                best = parameter;
            }
        }
        return best;
    }

    /** Tries the parameters up to the one with which all quotients are 0: what is beyond only makes remainders longer. */
    private void countBits() {
        if (isCounted) {
            return;
        }
        isCounted = true;
        int longest = Integer.SIZE - Integer.numberOfLeadingZeros(union);
        candidates = Math.min(longest + 1, Rice.PARAMETERS);
        for (int parameter = 0; parameter < candidates; parameter++) {
            int total = 0;
            for (int i = 0; i < count; i++) {
                total += Rice.bits(numbers[i], parameter);
            }
            bits[parameter] = total;
        }
    }
}
