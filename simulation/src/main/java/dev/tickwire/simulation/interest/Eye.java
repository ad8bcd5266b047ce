package dev.tickwire.simulation.interest;

/**
 * From where, and how far, a player looks; the game fills it for each player and snapshot.
 *
 * <pre>{@code
 * eye.at(x, y).reach(1.6);                     // zoomed out: sees 1.6 times as far as the room type says
 * eye.at(x, y).and(scoutX, scoutY).reach(0.5); // and a little around its scout
 * }</pre>
 */
public final class Eye {
    /** From how many points a player can look at most. */
    public static final int MOST_POINTS = 4;

    /** The least {@link #reach}; less counts as this. */
    public static final double LEAST_REACH = 0.1;

    /** The greatest {@link #reach}; more counts as this. */
    public static final double MOST_REACH = 4;

    private final double[] xs = new double[MOST_POINTS];
    private final double[] ys = new double[MOST_POINTS];
    private final double[] reaches = new double[MOST_POINTS];
    private int points;

    /** The player has no place, and sees everything: the default. */
    public void everywhere() {
        points = 0;
    }

    /** The player looks from a place, and from no other one. */
    public Eye at(double x, double y) {
        points = 0;
        return and(x, y);
    }

    /**
     * The player looks from one more place: for split screens, scouts and the like. An entity is as near as it is to
     * the nearest of them. An exception if there are {@value #MOST_POINTS} already.
     */
    public Eye and(double x, double y) {
        if (points == MOST_POINTS) {
            throw new IllegalStateException("an eye looks from " + MOST_POINTS + " points at most");
        }
        if (!(Math.abs(x) <= Double.MAX_VALUE && Math.abs(y) <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("an eye cannot look from (" + x + ", " + y + ")");
        }
        xs[points] = x;
        ys[points] = y;
        reaches[points++] = 1;
        return this;
    }

    /**
     * Sees this many times as far as the room type says, from the point that was given last: for players who have
     * zoomed in or out. From {@value #LEAST_REACH} to {@value #MOST_REACH}; beyond, the nearest of these counts.
     */
    public Eye reach(double factor) {
        if (points == 0) {
            throw new IllegalStateException("say from where the eye looks before how far: eye.at(x, y).reach(...)");
        }
        if (Double.isNaN(factor)) {
            throw new IllegalArgumentException("the reach of an eye cannot be what is not a number");
        }
        reaches[points - 1] = Math.max(LEAST_REACH, Math.min(MOST_REACH, factor));
        return this;
    }

    boolean isSomewhere() {
        return points > 0;
    }

    int points() {
        return points;
    }

    double x(int point) {
        return xs[point];
    }

    double y(int point) {
        return ys[point];
    }

    double reachOf(int point) {
        return reaches[point];
    }

    void copyFrom(Eye other) {
        points = other.points;
        System.arraycopy(other.xs, 0, xs, 0, points);
        System.arraycopy(other.ys, 0, ys, 0, points);
        System.arraycopy(other.reaches, 0, reaches, 0, points);
    }

    /**
     * How far something is from the nearest point, as that point's reach counts, squared.
     *
     * @param edge how much nearer its edge is than its place
     */
    double distanceSquared(double x, double y, double edge) {
        double least = Double.POSITIVE_INFINITY;
        for (int point = 0; point < points; point++) {
            double dx = x - xs[point];
            double dy = y - ys[point];
            double squared = dx * dx + dy * dy;
            if (edge > 0) {
                double distance = Math.max(0, Math.sqrt(squared) - edge);
                squared = distance * distance;
            }
            least = Math.min(least, squared / (reaches[point] * reaches[point]));
        }
        return least;
    }
}
