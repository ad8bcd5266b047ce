package dev.tickwire.proto.codec;

/**
 * Numbers, read as unsigned, that are written with one parameter: the one with which they take the fewest bits, or
 * nearly so. Zeros among them need not be added: it is enough to say how many there are.
 */
final class RiceNumbers {
    private static final int FEW = 16;
    private static final int LARGE_QUOTIENT = 8;

    private int[] numbers = {};
    private int count;
    private long sum;
    /** All bits that are set in any of the numbers. */
    private int union;

    /** For each parameter of the set {@link #counted}, the bits that the numbers take with it. */
    private final int[] bits = new int[Rice.PARAMETERS];

    private int counted;

    /** Starts anew, with room for {@code most} numbers. */
    void begin(int most) {
        numbers = Series.reserve(numbers, most);
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

    /** All numbers together. */
    long sum() {
        return sum;
    }

    int get(int index) {
        return numbers[index];
    }

    /** Bits that the parameter and the numbers take, with some zeros among them; 0 if there are none. */
    int bits(int zeros) {
        return count + zeros == 0 ? 0 : Rice.PARAMETER_BITS + bits(parameter(zeros), zeros);
    }

    /** Writes the parameter and the numbers; nothing if there are none. */
    void write(BitWriter out) {
        if (count == 0) {
            return;
        }
        int parameter = parameter(0);
        out.bits(parameter, Rice.PARAMETER_BITS);
        for (int i = 0; i < count; i++) {
            out.number(numbers[i], parameter);
        }
    }

    /** The parameter for the numbers, of which there must be some, with some zeros among them. */
    int parameter(int zeros) {
        int guess = guess(zeros);
        return count + zeros <= FEW || Integer.compareUnsigned(union >>> guess, LARGE_QUOTIENT) >= 0
                ? bestOfAll(zeros)
                : guess;
    }

    /**
     * Tries the parameters up to the one with which all quotients are 0: what is beyond only makes remainders longer.
     * From where no number escapes on, the numbers get longer with each parameter once they have got longer with one.
     */
    private int bestOfAll(int zeros) {
        int last = Math.min(Integer.SIZE - Integer.numberOfLeadingZeros(union), Rice.PARAMETERS - 1);
        int shortest = 0;
        int least = bits(0, zeros);
        int before = least;
        for (int parameter = 1; parameter <= last; parameter++) {
            int length = bits(parameter, zeros);
            if (length < least) {
                shortest = parameter;
                least = length;
            } else if (length > before && !Rice.isEscaped(union >>> (parameter - 1))) {
                break;
            }
            before = length;
        }
        return shortest;
    }

    /**
     * The logarithm of the mean: within a percent of the best for numbers that are spread evenly or geometrically (A.
     * Kiely, "Selecting the Golomb parameter in Rice coding", 2004). Where few numbers are far above the others it is
     * not: it may pay to let these escape.
     */
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
