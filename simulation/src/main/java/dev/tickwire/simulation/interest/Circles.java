package dev.tickwire.simulation.interest;

/** How far each tier reaches around each point of an eye. */
final class Circles {
    private final double[] xs = new double[Eye.MOST_POINTS];
    private final double[] ys = new double[Eye.MOST_POINTS];
    /** By point and tier. */
    private final double[] radii = new double[Eye.MOST_POINTS * Radii.TIERS];
    /** The same, for what was in that tier, or in a nearer one. */
    private final double[] keptRadii = new double[Eye.MOST_POINTS * Radii.TIERS];

    private int points;

    /**
     * Draws them.
     *
     * @param reach how many times as large as the radii they are
     * @param slack how much larger than that, at a reach of 1
     */
    void draw(Eye eye, Radii of, double focus, double reach, double slack) {
        points = eye.points();
        for (int point = 0; point < points; point++) {
            xs[point] = eye.x(point);
            ys[point] = eye.y(point);
            for (int tier = 0; tier < Radii.TIERS; tier++) {
                double radius = of.of(tier, focus) * reach;
                int index = point * Radii.TIERS + tier;
                radii[index] = (radius + slack) * eye.reachOf(point);
                keptRadii[index] = radius * of.hysteresis() * eye.reachOf(point);
            }
        }
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

    /** How far the last tier reaches around a point. */
    double farthest(int point) {
        return radii[point * Radii.TIERS + Radii.TIERS - 1];
    }

    /** How far from a point something can be that is, or was and stays, in one of the nearest tiers. */
    double farthestKept(int point, int tiers) {
        int index = point * Radii.TIERS + tiers - 1;
        return Math.max(radii[index], keptRadii[index]);
    }

    /** The nearest tier that reaches something, or its edge, which was in a tier before. */
    int tierAt(double x, double y, double edge, int before) {
        int tier = Radii.TIERS;
        for (int first = 0, point = 0; point < points; point++, first += Radii.TIERS) {
            double dx = x - xs[point];
            double dy = y - ys[point];
            double squared = dx * dx + dy * dy;
            while (tier > 0) {
                int index = first + tier - 1;
                double radius = (tier > before ? keptRadii[index] : radii[index]) + edge;
                if (squared > radius * radius) {
                    break;
                }
                tier--;
            }
        }
        return tier;
    }

    /** The nearest tier that reaches something, or its edge; {@link Radii#TIERS}: none does. */
    int tierAt(double x, double y, double edge) {
        int tier = Radii.TIERS;
        for (int point = 0; point < points; point++) {
            double dx = x - xs[point];
            double dy = y - ys[point];
            tier = tierWithin(point, dx * dx + dy * dy, edge, tier);
        }
        return tier;
    }

    /** The tier of something that is as near as can be, in a square cell. */
    int nearestTier(double left, double top, double size, double edge) {
        int tier = Radii.TIERS;
        for (int point = 0; point < points; point++) {
            double dx = Math.max(0, Math.max(left - xs[point], xs[point] - left - size));
            double dy = Math.max(0, Math.max(top - ys[point], ys[point] - top - size));
            tier = tierWithin(point, dx * dx + dy * dy, edge, tier);
        }
        return tier;
    }

    /** The tier of something that is as far away as can be, in a square cell. */
    int farthestTier(double left, double top, double size, double edge) {
        int tier = Radii.TIERS;
        for (int point = 0; point < points; point++) {
            double dx = Math.max(left + size - xs[point], xs[point] - left);
            double dy = Math.max(top + size - ys[point], ys[point] - top);
            tier = tierWithin(point, dx * dx + dy * dy, edge, tier);
        }
        return tier;
    }

    private int tierWithin(int point, double distanceSquared, double edge, int before) {
        int tier = before;
        while (tier > 0) {
            double radius = radii[point * Radii.TIERS + tier - 1] + edge;
            if (distanceSquared > radius * radius) {
                return tier;
            }
            tier--;
        }
        return tier;
    }
}
