package dev.tickwire.proto.codec;

/** Numbers, read as unsigned, that are written with one parameter: the one with which they take the fewest bits. */
final class RiceNumbers {
    private static final int FEW = 8;
    private static final int LARGE_QUOTIENT = 8;

    private final int[] numbers;
    private int count;
    private long sum;
    /** All bits that are set in any of the numbers. */
    private int union;

    /** For each parameter of the set {@link #counted}, the bits that the numbers take with it. */
    private final int[] bits = new int[Rice.PARAMETERS];

    private int counted;

    RiceNumbers(int capacity) {
        numbers = new int[capacity];
    }

    void begin() {
        count = 0;
        sum = 0;
        union = 0;
        counted = 0;
    }

    void add(int number) {
        numbers[count++] = number;
        sum += Integer.toUnsignedLong(number);
        union |= number;
    }

    int count() {
        return count;
    }

    /** Bits that these numbers and so many zeros take, with their parameter. */
    int bitsWithZeros(int zeros) {
        return count + zeros == 0 ? 0 : Rice.PARAMETER_BITS + bits(bestParameter(zeros), zeros);
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
        if (count <= FEW) {
            return bestOfAll(zeros);
        }
        int parameter = climb(zeros);
        boolean hasOutliers = Integer.compareUnsigned(union >>> parameter, LARGE_QUOTIENT) >= 0;
        return hasOutliers ? bestOfAll(zeros) : parameter;
    }

    /**
     * Goes down, or up, from the logarithm of the mean for as long as it gets shorter. Without escapes the length is convex in the parameter, so that this
     * finds the least. Where some numbers are far above the others, it may pay to let them escape.
     */
    private int climb(int zeros) {
        int parameter = guess(zeros);
        while (parameter > 0 && bits(parameter - 1, zeros) <= bits(parameter, zeros)) {
            parameter--;
        }
        while (parameter + 1 < Rice.PARAMETERS && bits(parameter + 1, zeros) < bits(parameter, zeros)) {
            parameter++;
        }
        return parameter;
    }

    private int bestOfAll(int zeros) {
        int best = 0;
        for (int parameter = 1; parameter < Rice.PARAMETERS; parameter++) {
            if (bits(parameter, zeros) < bits(best, zeros)) {
                best = parameter;
            }
        }
        return best;
    }

    private int guess(int zeros) {
        long mean = sum / (count + zeros);
        return Math.min(Rice.PARAMETERS - 1, Long.SIZE - 1 - Long.numberOfLeadingZeros(mean | 1));
    }

    private int bits(int parameter, int zeros) {
        if ((counted & 1 << parameter) == 0) {
            counted |= 1 << parameter;
            bits[parameter] =
                    Rice.isEscaped(union >>> parameter) ? countWithEscapes(parameter) : countQuotients(parameter);
        }
        return bits[parameter] + zeros * Rice.bits(0, parameter);
    }

    private int countWithEscapes(int parameter) {
        int total = 0;
        for (int i = 0; i < count; i++) {
            total += Rice.bits(numbers[i], parameter);
        }
        return total;
    }

    private int countQuotients(int parameter) {
        int total = count * (parameter + 1);
        for (int i = 0; i < count; i++) {
            total += numbers[i] >>> parameter;
        }
        return total;
    }
}
