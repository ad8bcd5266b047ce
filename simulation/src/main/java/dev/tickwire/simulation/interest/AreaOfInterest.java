package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the rows that a player sees, by distance, in tiers: the nearest at the full rate, those further away at a
 * half and a quarter of it.
 *
 * <p>A row is in one tier at most. It moves between two tiers only when both are due, so that no tier holds what
 * another has taken over; a row that is gone leaves the client when its tier is due. A row that is in sight stays so up
 * to {@link Radii#hysteresis} times the radius, so that nothing flickers at the edge. Belongs to the room's loop;
 * allocates nothing.
 *
 * <p>In tables whose rows move, each row near a player is looked at. What stands is chosen with the slack that the
 * hysteresis leaves, around an anchor, and then again only when the eye has left the slack; until then only rows that
 * have moved are looked at.
 */
public final class AreaOfInterest {
    private final Radii radii;
    private final int tierCount;
    private final Tiers tiers;
    /** Whether everybody is told of the rows of a table that it sees. */
    private final boolean[] isPublic;
    /** By table; null: it is for everybody, or for nobody. */
    private final @Nullable Vicinity[] vicinities;
    /** How far the eye may go from the anchor of what stands, at a reach of 1. */
    private final double slack;
    /** How far one sees at a reach of 1, in the table that is seen from furthest away. */
    private final double farthest;

    /**
     * For snapshots of a schema whose tables are placed like this.
     *
     * @param tierCount how many tiers can be due: {@link Radii#tiers}, or {@link Radii#TIERS} where the focus of
     *     players changes
     */
    public AreaOfInterest(Schema schema, List<Placement> placements, Radii radii, int tierCount) {
        this.radii = radii;
        this.tierCount = tierCount;
        tiers = new Tiers(new Snapshot(schema));
        vicinities = new @Nullable Vicinity[placements.size()];
        isPublic = new boolean[placements.size()];
        double leastReach = 1;
        double mostReach = 1;
        for (int t = 0; t < vicinities.length; t++) {
            Placement placement = placements.get(t);
            isPublic[t] = schema.tables().get(t).audience() == Audience.EVERYBODY;
            if (isPublic[t] && placement.isSomewhere()) {
                vicinities[t] = new Vicinity(t, schema.tables().get(t), placement, radii, tiers);
                leastReach = Math.min(leastReach, placement.reach());
                mostReach = Math.max(mostReach, placement.reach());
            }
        }
        slack = (radii.hysteresis() - 1) / 2 * radii.quarter() * leastReach;
        farthest = radii.quarter() * mostReach;
    }

    /** Follows the rows to a snapshot; {@link #select} is about this snapshot from now on. */
    public void look(Snapshot at) {
        tiers.look(at);
        for (int t = 0; t < vicinities.length; t++) {
            Vicinity vicinity = vicinities[t];
            if (vicinity != null) {
                vicinity.look(at.table(t));
            }
        }
    }

    /**
     * Fills the views of the tiers that are due.
     *
     * @param dueTiers how many tiers are due: 1 to {@link Radii#TIERS}; the views of the others are left as they are
     * @param outlook the player's, as the last call has left it
     * @param was what the player was sent last of each tier
     * @param is the rows that it is to be sent now; only those of due tiers are filled
     * @return false if all tiers should be due: the eye is somewhere else all of a sudden, or an entity could not be
     *     put into its tier because its slot is still taken, in a tier that is not due, by one that has died
     */
    public boolean select(Eye eye, int dueTiers, Outlook outlook, Sight[] was, View[] is) {
        boolean isAllDue = dueTiers >= tierCount;
        if (!outlook.isFocused() || !outlook.isAbout(eye, slack, farthest)) {
            if (isAllDue) {
                outlook.take(eye);
            } else if (!outlook.isAbout(eye, slack + farthest - radii.of(0, outlook.focus()), farthest)) {
                return false;
            }
        }
        tiers.begin(dueTiers, was, is);
        for (int t = 0; t < vicinities.length; t++) {
            Vicinity vicinity = vicinities[t];
            if (!isPublic[t]) {
                continue;
            }
            if (vicinity == null || !eye.isSomewhere()) {
                tiers.showAll(t);
            } else if (!vicinity.isStanding()) {
                vicinity.chooseEach(eye, outlook.focus(), dueTiers);
            } else if (vicinity.isFollowed(outlook, dueTiers)) {
                vicinity.follow(eye, outlook, dueTiers, slack);
            } else if (isAllDue) {
                vicinity.chooseAround(outlook, slack);
            } else {
                vicinity.chooseEach(eye, outlook.focus(), dueTiers);
            }
        }
        return tiers.isComplete();
    }
}
