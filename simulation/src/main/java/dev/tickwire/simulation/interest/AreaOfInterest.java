package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.View;
import java.util.List;

/**
 * Chooses the rows that a player sees, by distance, in tiers: the nearest at the full rate, those further away at a
 * half and a quarter of it.
 *
 * <p>A row is in one tier at most. It moves between two tiers only when both are due, so that no tier holds what
 * another has taken over; a row that is gone leaves the client when its tier is due. A row that is in sight stays so up
 * to {@link Radii#hysteresis} times the radius, so that nothing flickers at the edge. Belongs to the room's loop;
 * allocates nothing.
 */
public final class AreaOfInterest {
    private final Radii radii;
    private final int tiers;
    private final List<Placement> placements;
    private final Grid[] grids;
    private final View everybody;
    private final Sight everything = Sight.ofEverything();
    private final Sight forEverybody;
    private Snapshot snapshot;
    private boolean isComplete;

    /** For snapshots of a schema whose tables are placed like this. */
    public AreaOfInterest(Schema schema, List<Placement> placements, Radii radii) {
        this.radii = radii;
        tiers = radii.tiers();
        this.placements = List.copyOf(placements);
        everybody = new View(schema);
        forEverybody = Sight.through(everybody);
        snapshot = new Snapshot(schema);
        grids = new Grid[placements.size()];
        for (int t = 0; t < grids.length; t++) {
            Placement placement = placements.get(t).isSomewhere() ? placements.get(t) : null;
            if (placement != null) {
                grids[t] = new Grid(schema.tables().get(t), placement, radii.quarter() / 2);
            }
        }
    }

    /** Sorts a snapshot's rows by place; {@link #select} is about this snapshot from now on. */
    public void look(Snapshot at) {
        snapshot = at;
        everything.look(at);
        forEverybody.look(at);
        everybody.clear();
        for (int t = 0; t < grids.length; t++) {
            Rows rows = at.table(t);
            Placement placement = placements.get(t);
            if (!placement.isSomewhere()) {
                everybody.addAll(t, rows);
                continue;
            }
            grids[t].fill(rows);
            if (placement.relevant() >= 0) {
                addRelevant(t, rows, rows.column(placement.relevant()));
            }
        }
    }

    /**
     * Fills the views of the tiers that are due.
     *
     * @param dueTiers how many tiers are due: 1 to {@link Radii#TIERS}; the views of the others are left as they are
     * @param was what the player was sent last of each tier
     * @param is the rows that it is to be sent now; only those of due tiers are filled
     * @return false if an entity could not be put into its tier because its slot is still taken, in a tier that is not
     *     due, by one that has died: more tiers should be due
     */
    public boolean select(Eye eye, int dueTiers, Sight[] was, View[] is) {
        isComplete = true;
        for (int tier = 0; tier < dueTiers; tier++) {
            is[tier].clear();
        }
        Sight always = eye.isSomewhere() ? forEverybody : everything;
        for (int t = 0; t < grids.length; t++) {
            if (eye.isSomewhere() && placements.get(t).isSomewhere()) {
                selectNear(t, eye, dueTiers, was, is);
            }
            selectAlways(t, always, dueTiers, was, is);
        }
        return isComplete;
    }

    private void addRelevant(int table, Rows rows, int[] flags) {
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            if (flags[row] != 0) {
                everybody.add(table, row);
            }
        }
    }

    /** Puts the rows of a sight into the first tier, wherever they are; takes time for these rows only. */
    private void selectAlways(int table, Sight always, int dueTiers, Sight[] was, View[] is) {
        for (int row = always.next(table, 0); row >= 0; row = always.next(table, row + 1)) {
            if (canMove(was, table, row, dueTiers)) {
                for (int tier = 1; tier < dueTiers; tier++) {
                    is[tier].remove(table, row);
                }
                is[0].add(table, row);
            }
        }
    }

    /** Whether a row may be put into another tier: not while the one that it is in is not due. */
    private boolean canMove(Sight[] was, int table, int row, int dueTiers) {
        int before = tierOf(was, table, row);
        if (before < dueTiers || before == Radii.TIERS) {
            return true;
        }
        isComplete &= was[before].has(table, row, snapshot.table(table).generation(row));
        return false;
    }

    private void selectNear(int table, Eye eye, int dueTiers, Sight[] was, View[] is) {
        Grid grid = grids[table];
        double reach = radii.quarter() * radii.hysteresis();
        int firstColumn = grid.column(eye.x() - reach);
        int lastColumn = grid.column(eye.x() + reach);
        int lastLine = grid.line(eye.y() + reach);
        for (int line = grid.line(eye.y() - reach); line <= lastLine; line++) {
            int from = grid.start(line * grid.columns() + firstColumn);
            int to = grid.start(line * grid.columns() + lastColumn + 1);
            for (int i = from; i < to; i++) {
                double dx = grid.x(i) - eye.x();
                double dy = grid.y(i) - eye.y();
                double distanceSquared = dx * dx + dy * dy;
                if (distanceSquared <= reach * reach) {
                    place(table, grid.row(i), distanceSquared, dueTiers, was, is);
                }
            }
        }
    }

    private void place(int table, int row, double distanceSquared, int dueTiers, Sight[] was, View[] is) {
        int before = tierOf(was, table, row);
        int tier = tierAt(distanceSquared, before);
        if (tier == Radii.TIERS || !canMove(was, table, row, dueTiers)) {
            return;
        }
        if (tier < dueTiers) {
            is[tier].add(table, row);
        } else if (before < Radii.TIERS) {
            is[before].add(table, row);
        }
    }

    /** The tier for a distance, given the one before; {@link Radii#TIERS}: out of sight. */
    private int tierAt(double distanceSquared, int before) {
        for (int tier = 0; tier < Radii.TIERS; tier++) {
            double radius = radii.of(tier) * (before <= tier ? radii.hysteresis() : 1);
            if (distanceSquared <= radius * radius) {
                return tier;
            }
        }
        return Radii.TIERS;
    }

    private int tierOf(Sight[] sights, int table, int row) {
        for (int tier = 0; tier < tiers; tier++) {
            View view = sights[tier].view();
            if (view != null && view.sees(table, row)) {
                return tier;
            }
        }
        return Radii.TIERS;
    }
}
