package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;

/** Puts the rows of one table that are near a player into its tiers. */
final class Vicinity {
    /** Against rounding where a row is exactly at the edge. */
    private static final double A_LITTLE_MORE = 1 + 1e-9;

    private static final double CELLS_TO_THE_END_OF_SIGHT = 8;

    private final int table;
    private final Radii radii;
    private final Tiers tiers;
    private final Whereabouts whereabouts;
    private final Grid grid;
    private final double reachSquared;
    private final double reach;
    private Rows rows;

    Vicinity(int table, TableType type, Placement placement, Radii radii, Tiers tiers) {
        this.table = table;
        this.radii = radii;
        this.tiers = tiers;
        reach = placement.reach();
        reachSquared = reach * reach;
        whereabouts = new Whereabouts(type, placement);
        grid = new Grid(type, whereabouts, radii.quarter() * reach / CELLS_TO_THE_END_OF_SIGHT);
        rows = Rows.growing(type);
    }

    /** Follows the rows to a snapshot. */
    void look(Rows at) {
        rows = at;
        grid.look(at);
    }

    /** Chooses among all rows that are near, by how far each is and in which tier it was. */
    void chooseEach(Eye eye) {
        tiers.clear(table);
        double farthest = radii.quarter() * radii.hysteresis();
        for (int point = 0; point < eye.points(); point++) {
            double around = A_LITTLE_MORE * (farthest * eye.reach(point) * reach + grid.mostEdge());
            int lastLine = grid.line(eye.y(point) + around);
            for (int line = grid.line(eye.y(point) - around); line <= lastLine; line++) {
                double half = halfChord(line, eye.y(point), around);
                int from = grid.start(line * grid.columns() + grid.column(eye.x(point) - half));
                int to = grid.start(line * grid.columns() + grid.column(eye.x(point) + half) + 1);
                chooseEach(eye, from, to, farthest * farthest);
            }
        }
        for (int i = 0; i < grid.relevantCount(); i++) {
            if (!grid.isLoose(grid.relevant(i))) {
                tiers.add(table, grid.relevant(i), 0);
            }
        }
        for (int i = 0; i < grid.looseCount(); i++) {
            chooseLoose(eye, grid.loose(i));
        }
    }

    private void chooseEach(Eye eye, int from, int to, double farthestSquared) {
        for (int i = from; i < to; i++) {
            double squared = eye.distanceSquared(grid.x(i), grid.y(i), grid.edge(i), 0) / reachSquared;
            if (squared <= farthestSquared && !grid.isLoose(grid.row(i))) {
                tiers.add(table, grid.row(i), squared);
            }
        }
    }

    private void chooseLoose(Eye eye, int row) {
        byte kind = grid.moves().kind(row);
        if (kind == Moves.RELEVANT) {
            tiers.add(table, row, 0);
        } else if (kind == Moves.PLACED) {
            tiers.add(table, row, squaredOf(row, eye, 0));
        }
    }

    /** Half of how long a line of cells is, where it is not further than {@code around} from a y. */
    private double halfChord(int line, double y, double around) {
        double top = grid.top(line);
        double away = Math.max(0, Math.max(top - y, y - (top + grid.cellSize())));
        return Math.sqrt(Math.max(0, around * around - away * away));
    }

    private double squaredOf(int row, Eye eye, double slack) {
        double edge = whereabouts.edge(rows, row);
        return eye.distanceSquared(whereabouts.x(rows, row), whereabouts.y(rows, row), edge, slack) / reachSquared;
    }

    /** Whether rows stand, so that they need not be chosen for each snapshot. */
    boolean isStanding() {
        return grid.isStanding();
    }

    /** Whether a player's rows are those around its anchor, but for what has moved since. */
    boolean isFollowed(Outlook outlook, int dueTiers) {
        return outlook.followed(table, dueTiers) >= grid.moves().first();
    }

    /** Moves what has moved since the due tiers were due last; what stands stays where it is. */
    void follow(Outlook outlook, int dueTiers, double slack) {
        tiers.keep(table);
        Moves moves = grid.moves();
        for (long move = outlook.followed(table, dueTiers); move < moves.end(); move++) {
            int row = moves.row(move);
            tiers.move(table, row, tierOf(row, outlook, slack));
        }
        outlook.follow(table, dueTiers, moves.end());
    }

    private int tierOf(int row, Outlook outlook, double slack) {
        return switch (grid.moves().kind(row)) {
            case Moves.ABSENT -> Radii.TIERS;
            case Moves.RELEVANT -> 0;
            default -> radii.tierAt(squaredOf(row, outlook.anchor(), slack), outlook.anchorFocus());
        };
    }

    /** Chooses all rows around the anchor, whatever was chosen before; all tiers must be due. */
    void chooseAround(Outlook outlook, double slack) {
        tiers.clear(table);
        Eye anchor = outlook.anchor();
        for (int point = 0; point < anchor.points(); point++) {
            double seen = (radii.quarter() * reach + slack) * anchor.reach(point);
            double around = A_LITTLE_MORE * (seen + grid.mostEdge());
            int lastLine = grid.line(anchor.y(point) + around);
            for (int line = grid.line(anchor.y(point) - around); line <= lastLine; line++) {
                double half = halfChord(line, anchor.y(point), around);
                int lastColumn = grid.column(anchor.x(point) + half);
                for (int column = grid.column(anchor.x(point) - half); column <= lastColumn; column++) {
                    chooseCell(line, column, outlook, slack);
                }
            }
        }
        for (int i = 0; i < grid.relevantCount(); i++) {
            if (!grid.isLoose(grid.relevant(i))) {
                tiers.addFreely(table, grid.relevant(i), 0);
            }
        }
        for (int i = 0; i < grid.looseCount(); i++) {
            int row = grid.loose(i);
            addFreely(row, tierOf(row, outlook, slack));
        }
        outlook.follow(table, Radii.TIERS, grid.moves().end());
    }

    /** Rows of a cell that is in one tier as a whole are not looked at one by one. */
    private void chooseCell(int line, int column, Outlook outlook, double slack) {
        int cell = line * grid.columns() + column;
        int from = grid.start(cell);
        int to = grid.start(cell + 1);
        if (from == to) {
            return;
        }
        double focus = outlook.anchorFocus();
        int nearest = radii.tierAt(squaredToCell(line, column, outlook.anchor(), false, slack), focus);
        int farthest = radii.tierAt(squaredToCell(line, column, outlook.anchor(), true, slack), focus);
        for (int i = from; nearest < Radii.TIERS && i < to; i++) {
            int row = grid.row(i);
            if (!grid.isLoose(row)) {
                addFreely(row, nearest == farthest ? nearest : tierAt(i, outlook, slack));
            }
        }
    }

    /** How far the nearest or the farthest row could be that is in a cell. */
    private double squaredToCell(int line, int column, Eye from, boolean farthest, double slack) {
        double left = grid.left(column);
        double top = grid.top(line);
        double size = grid.cellSize();
        double edge = farthest && whereabouts.hasSizes() ? 0 : grid.mostEdge();
        double least = Double.POSITIVE_INFINITY;
        for (int point = 0; point < from.points(); point++) {
            double dx = away(from.x(point), left, size, farthest);
            double dy = away(from.y(point), top, size, farthest);
            least = Math.min(least, from.distanceSquared(point, dx * dx + dy * dy, edge, slack));
        }
        return least / reachSquared;
    }

    /** How far the near or the far end of what begins at {@code start} is from a place. */
    private static double away(double place, double start, double size, boolean farthest) {
        double before = start - place;
        double after = place - (start + size);
        return farthest ? Math.max(before + size, after + size) : Math.max(0, Math.max(before, after));
    }

    private int tierAt(int index, Outlook outlook, double slack) {
        double squared = outlook.anchor().distanceSquared(grid.x(index), grid.y(index), grid.edge(index), slack);
        return radii.tierAt(squared / reachSquared, outlook.anchorFocus());
    }

    private void addFreely(int row, int tier) {
        if (tier < Radii.TIERS) {
            tiers.addFreely(table, row, tier);
        }
    }
}
