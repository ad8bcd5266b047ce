package dev.tickwire.simulation.interest;

/** The point from which a player looks; the game fills it for each player and snapshot. */
public final class Eye {
    private boolean somewhere;
    private double x;
    private double y;

    /** The player has no place, and sees everything. */
    public void everywhere() {
        somewhere = false;
    }

    /** The player looks from a place. */
    public void at(double newX, double newY) {
        somewhere = true;
        x = newX;
        y = newY;
    }

    boolean isSomewhere() {
        return somewhere;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }
}
