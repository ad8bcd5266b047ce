package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.Schema;
import java.util.Arrays;

/**
 * What one player's sight was chosen from: what stands is not chosen anew while the eye stays about there.
 *
 * <p>Rows that stand are chosen around an <em>anchor</em>, where the eye was once, and with some slack, so that the eye
 * may go as far as that before there is anything to choose. Belongs to the room's loop.
 */
public final class Outlook {
    private static final long NEVER = -1;

    private final Eye anchor = new Eye();
    /** By table and tier: up to which move the rows of a standing table are in their tiers. */
    private final long[] followed;

    private double focus = 1;
    private double anchorFocus;
    private boolean isTaken;

    /** Of a player for whom nothing was chosen yet. */
    public Outlook(Schema schema) {
        followed = new long[schema.tables().size() * Radii.TIERS];
        forget();
    }

    /** Nothing that was chosen counts any more. */
    public final void forget() {
        isTaken = false;
        Arrays.fill(followed, NEVER);
    }

    /**
     * Says how much of the radii the tiers get that come more often than the last one: 1, at first, is all of it. What
     * is further away is in the tiers behind, and comes less often.
     */
    public void setFocus(double share) {
        focus = share;
    }

    double focus() {
        return focus;
    }

    /** From where what stands was chosen. */
    Eye anchor() {
        return anchor;
    }

    /** With which {@link #focus} what stands was chosen. */
    double anchorFocus() {
        return anchorFocus;
    }

    /**
     * Whether an eye is still about where the anchor is.
     *
     * @param slack how far it may be from there, and what {@code radius} became longer or shorter counts, too, at a
     *     reach of 1
     */
    boolean isAbout(Eye eye, double slack, double radius) {
        if (!isTaken || eye.points() != anchor.points()) {
            return false;
        }
        for (int point = 0; point < eye.points(); point++) {
            double dx = eye.x(point) - anchor.x(point);
            double dy = eye.y(point) - anchor.y(point);
            double reach = anchor.reachOf(point);
            double off = Math.sqrt(dx * dx + dy * dy) + radius * Math.abs(eye.reachOf(point) - reach);
            if (off > slack * reach) {
                return false;
            }
        }
        return true;
    }

    /** Whether what was chosen is chosen with the focus that holds. */
    boolean isFocused() {
        return focus == anchorFocus;
    }

    /** Chooses from this eye from now on: nothing that was chosen from another one counts. */
    void take(Eye eye) {
        anchor.copyFrom(eye);
        anchorFocus = focus;
        isTaken = true;
        Arrays.fill(followed, NEVER);
    }

    /** Up to which move a table's rows are in their tiers, if so many tiers are due; negative: they are not. */
    long followed(int table, int dueTiers) {
        return followed[table * Radii.TIERS + dueTiers - 1];
    }

    /** A table's rows are in their tiers now, up to a move. */
    void follow(int table, int dueTiers, long move) {
        Arrays.fill(followed, table * Radii.TIERS, table * Radii.TIERS + dueTiers, move);
    }
}
