package dev.tickwire.simulation.math;

/**
 * Trigonometry from additions, multiplications and divisions only, so that the JVM and JavaScript agree to the last
 * bit.
 *
 * <p>Absolute errors are below 1e-9, far under the grid of any column. Sine and cosine use Taylor polynomials on [-π/4,
 * π/4] after a two-part reduction by π/2 (Cody and Waite); the arc tangent its series on [-tan π/8, tan π/8].
 */
public final class Trig {
    /** A full turn in radians. */
    public static final double TURN = 6.283185307179586;

    private static final double PI = 3.141592653589793;
    private static final double HALF_PI_HIGH = 1.5707963267341256;
    private static final double HALF_PI_LOW = 6.077100506506192e-11;
    private static final double TAN_EIGHTH = 0.41421356237309503;
    private static final double LARGEST_ANGLE = 1e6;

    private Trig() {}

    /** Sine of an angle in radians, within ±1,000,000; beyond that, or not a number: an exception. */
    public static double sin(double radians) {
        return sinOfQuadrant(radians, 0);
    }

    /** Cosine of an angle in radians, within ±1,000,000; beyond that, or not a number: an exception. */
    public static double cos(double radians) {
        return sinOfQuadrant(radians, 1);
    }

    /** Angle of the vector (x, y) in radians, −π to π; 0 for the null vector. */
    public static double atan2(double y, double x) {
        double ax = x < 0 ? -x : x;
        double ay = y < 0 ? -y : y;
        if (ax == 0 && ay == 0) {
            return 0;
        }
        double angle = ay <= ax ? atanOfUnit(ay / ax) : PI / 2 - atanOfUnit(ax / ay);
        if (x < 0) {
            angle = PI - angle;
        }
        return y < 0 ? -angle : angle;
    }

    /** The same direction within −π (included) to π (excluded). */
    public static double wrap(double radians) {
        return radians - TURN * Math.floor(radians / TURN + 0.5);
    }

    private static double sinOfQuadrant(double radians, int shift) {
        if (!(radians >= -LARGEST_ANGLE && radians <= LARGEST_ANGLE)) {
            throw new IllegalArgumentException("an angle must be within ±1,000,000 radians");
        }
        double quarters = Math.floor(radians / (PI / 2) + 0.5);
        double r = radians - quarters * HALF_PI_HIGH - quarters * HALF_PI_LOW;
        int quadrant = ((int) quarters + shift) & 3;
        double value = (quadrant & 1) == 0 ? sinNearZero(r) : cosNearZero(r);
        return quadrant < 2 ? value : -value;
    }

    private static double sinNearZero(double r) {
        double s = r * r;
        double sum = 1 / 362880.0 + s * (-1 / 39916800.0);
        sum = -1 / 5040.0 + s * sum;
        sum = 1 / 120.0 + s * sum;
        sum = -1 / 6.0 + s * sum;
        return r * (1 + s * sum);
    }

    private static double cosNearZero(double r) {
        double s = r * r;
        double sum = -1 / 3628800.0 + s * (1 / 479001600.0);
        sum = 1 / 40320.0 + s * sum;
        sum = -1 / 720.0 + s * sum;
        sum = 1 / 24.0 + s * sum;
        sum = -1 / 2.0 + s * sum;
        return 1 + s * sum;
    }

    private static double atanOfUnit(double t) {
        return t > TAN_EIGHTH ? PI / 4 + atanNearZero((t - 1) / (t + 1)) : atanNearZero(t);
    }

    private static double atanNearZero(double t) {
        double s = t * t;
        double sum = 0;
        for (int n = 25; n >= 1; n -= 2) {
            sum = ((n & 2) == 0 ? 1.0 : -1.0) / n + s * sum;
        }
        return t * sum;
    }
}
