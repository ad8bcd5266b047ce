package dev.tickwire.simulation.interest;

/**
 * How far players see, and at what rate, in the game's units.
 *
 * @param full up to here at the full rate
 * @param half from there up to here at half the rate
 * @param quarter from there up to here, the end of sight, at a quarter of the rate
 * @param hysteresis a row stays in its tier up to this many times the radius; 1 or more
 */
public record Radii(double full, double half, double quarter, double hysteresis) {
    /** How many tiers there are at most. */
    public static final int TIERS = 3;

    public Radii {
        if (!(full > 0 && half >= full && quarter >= half && hysteresis >= 1)) {
            throw new IllegalArgumentException(
                    "radii must be above 0 and must not shrink, and the hysteresis at least 1");
        }
    }

    /** How many tiers can hold rows: a tier with the same radius as the one before cannot. */
    public int tiers() {
        return quarter > half ? 3 : half > full ? 2 : 1;
    }

    /**
     * How many tiers are due, from the nearest on, in a player's next snapshot: the second tier in every second
     * snapshot that this player is sent, the third in every fourth.
     *
     * @param sentCount how many snapshots this player has been sent, plus a number of its own, such as its player
     *     number, so that the far tiers of different players come at different ticks. Not the snapshots of the room: a
     *     player who is sent every second one of these could be sent only those in which no far tier is due.
     * @param tiers how many there are
     */
    public static int tiersDue(int sentCount, int tiers) {
        int due = sentCount % 4 == 0 ? 3 : sentCount % 2 == 0 ? 2 : 1;
        return Math.min(due, tiers);
    }

    /**
     * Radius of a tier: 0 is the full rate.
     *
     * @param focus the share of its radius that a tier gets, but for the last one: the end of sight stays where it is
     */
    double of(int tier, double focus) {
        return switch (tier) {
            case 0 -> full * focus;
            case 1 -> half * focus;
            default -> quarter;
        };
    }
}
