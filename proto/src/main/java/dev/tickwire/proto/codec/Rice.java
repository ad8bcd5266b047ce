package dev.tickwire.proto.codec;

/** How long a number is in a packed table: a quotient in ones, a zero, and the remainder; PROTOCOL.md has the form. */
final class Rice {
    /** Bits that say the parameter of the numbers that follow. */
    static final int PARAMETER_BITS = 4;

    static final int PARAMETERS = 1 << PARAMETER_BITS;

    /** This many ones are not a quotient: the number itself follows, in 32 bits. */
    static final int ESCAPE = 16;

    private Rice() {}

    /** Bits that a number takes, read as unsigned. */
    static int bits(int number, int parameter) {
        int quotient = number >>> parameter;
        return isEscaped(quotient) ? ESCAPE + 32 : quotient + 1 + parameter;
    }

    static boolean isEscaped(int quotient) {
        return (quotient & -ESCAPE) != 0;
    }
}
