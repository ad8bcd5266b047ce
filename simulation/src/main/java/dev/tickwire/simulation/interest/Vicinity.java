package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;

/** Puts the rows of one table that are near a player into its tiers. */
final class Vicinity {
    /** Against rounding where a row is exactly at the edge. */
    private static final double A_LITTLE_MORE = 1 + 1e-9;

    private static final double CELLS_TO_THE_END_OF_SIGHT = 4;

    private final int table;
    private final Radii radii;
    private final Tiers tiers;
    private final Whereabouts whereabouts;
    private final Grid grid;
    private final Circles circles = new Circles();
    private final Circles near = new Circles();
    private final double reach;
    private Rows rows;

    Vicinity(int table, TableType type, Placement placement, Radii radii, Tiers tiers) {
        this.table = table;
        this.radii = radii;
        this.tiers = tiers;
        reach = placement.reach();
        whereabouts = new Whereabouts(type, placement);
        grid = new Grid(type, whereabouts, radii.quarter() * reach / CELLS_TO_THE_END_OF_SIGHT);
        rows = Rows.growing(type);
    }

    /** Follows the rows to a snapshot. */
    void look(Rows at) {
        rows = at;
        grid.look(at);
    }

    /**
     * Chooses among all rows that are near, by how far each is and in which tier it was. Rows that are not near enough
     * for the tiers that are due, and were in none of these, are not looked at.
     */
    void chooseEach(Eye eye, double focus, int dueTiers) {
        circles.draw(eye, radii, focus, reach, 0);
        tiers.clear(table);
        for (int point = 0; point < circles.points(); point++) {
            double farthest = circles.farthestKept(point, dueTiers);
            double around = A_LITTLE_MORE * (farthest + grid.mostEdge());
            int lastLine = grid.line(circles.y(point) + around);
            for (int line = grid.line(circles.y(point) - around); line <= lastLine; line++) {
                double half = halfChord(line, circles.y(point), around);
                int first = line * grid.columns();
                chooseEach(
                        point,
                        farthest,
                        grid.start(first + grid.column(circles.x(point) - half)),
                        grid.start(first + grid.column(circles.x(point) + half) + 1));
            }
        }
        for (int i = 0; i < grid.relevantCount(); i++) {
            if (!grid.isLoose(grid.relevant(i))) {
                tiers.add(table, grid.relevant(i), 0);
            }
        }
        for (int i = 0; i < grid.looseCount(); i++) {
            chooseLoose(grid.loose(i));
        }
        for (int tier = 0; tier < dueTiers && dueTiers < Radii.TIERS; tier++) {
            chooseLeftOver(tier);
        }
    }

    private void chooseEach(int point, double farthest, int from, int to) {
        double pointX = circles.x(point);
        double pointY = circles.y(point);
        boolean hasLoose = grid.looseCount() > 0;
        for (int i = from; i < to; i++) {
            double dx = grid.x(i) - pointX;
            double dy = grid.y(i) - pointY;
            double edge = grid.edge(i);
            double radius = farthest + edge;
            if (dx * dx + dy * dy <= radius * radius) {
                int row = grid.row(i);
                if (!hasLoose || !grid.isLoose(row)) {
                    choose(row, grid.x(i), grid.y(i), edge);
                }
            }
        }
    }

    /** Chooses among rows that were in a tier that is due and are in none now, since they are far away, or gone. */
    private void chooseLeftOver(int tier) {
        for (int word = tiers.firstWordBefore(table, tier); word < tiers.endWordBefore(table, tier); word++) {
            for (long rest = tiers.leftOver(table, tier, word); rest != 0; rest &= rest - 1) {
                int row = (word << 6) + Long.numberOfTrailingZeros(rest);
                if (grid.moves().kind(row) == Moves.PLACED) {
                    choose(row, whereabouts.x(rows, row), whereabouts.y(rows, row), whereabouts.edge(rows, row));
                }
            }
        }
    }

    private void choose(int row, double x, double y, double edge) {
        int before = tiers.before(table, row);
        tiers.add(table, row, before, circles.tierAt(x, y, edge, before));
    }

    private void chooseLoose(int row) {
        byte kind = grid.moves().kind(row);
        if (kind == Moves.RELEVANT) {
            tiers.add(table, row, 0);
        } else if (kind == Moves.PLACED) {
            choose(row, whereabouts.x(rows, row), whereabouts.y(rows, row), whereabouts.edge(rows, row));
        }
    }

    /** Half of how long a line of cells is, where it is not further than {@code around} from a y. */
    private double halfChord(int line, double y, double around) {
        double top = grid.top(line);
        double away = Math.max(0, Math.max(top - y, y - (top + grid.cellSize())));
        return Math.sqrt(Math.max(0, around * around - away * away));
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
    void follow(Eye eye, Outlook outlook, int dueTiers, double slack) {
        draw(outlook, slack);
        near.draw(eye, radii, outlook.focus(), reach, 0);
        tiers.keep(table);
        Moves moves = grid.moves();
        for (long move = outlook.followed(table, dueTiers); move < moves.end(); move++) {
            int row = moves.row(move);
            tiers.move(table, row, grid.moves().kind(row) == Moves.PLACED ? tierOf(row, dueTiers) : tierOf(row));
        }
        outlook.follow(table, dueTiers, moves.end());
    }

    /**
     * The tier of a row around the anchor. Where the eye has left that and not all tiers are due, what is near comes at
     * once all the same, and nothing does that the eye cannot see.
     */
    private int tierOf(int row, int dueTiers) {
        double x = whereabouts.x(rows, row);
        double y = whereabouts.y(rows, row);
        double edge = whereabouts.edge(rows, row);
        if (near.tierAt(x, y, edge, 0) == Radii.TIERS) {
            return Radii.TIERS;
        }
        int tier = circles.tierAt(x, y, edge);
        return tier >= dueTiers && near.tierAt(x, y, edge) == 0 ? 0 : tier;
    }

    private void draw(Outlook outlook, double slack) {
        circles.draw(outlook.anchor(), radii, outlook.anchorFocus(), reach, slack);
    }

    private int tierOf(int row) {
        return switch (grid.moves().kind(row)) {
            case Moves.ABSENT -> Radii.TIERS;
            case Moves.RELEVANT -> 0;
            default -> circles.tierAt(whereabouts.x(rows, row), whereabouts.y(rows, row), whereabouts.edge(rows, row));
        };
    }

    /** Chooses all rows around the anchor, whatever was chosen before; all tiers must be due. */
    void chooseAround(Outlook outlook, double slack) {
        draw(outlook, slack);
        tiers.clear(table);
        for (int point = 0; point < circles.points(); point++) {
            double around = A_LITTLE_MORE * (circles.farthest(point) + grid.mostEdge());
            int lastLine = grid.line(circles.y(point) + around);
            for (int line = grid.line(circles.y(point) - around); line <= lastLine; line++) {
                double half = halfChord(line, circles.y(point), around);
                int lastColumn = grid.column(circles.x(point) + half);
                for (int column = grid.column(circles.x(point) - half); column <= lastColumn; column++) {
                    chooseCell(line, column);
                }
            }
        }
        for (int i = 0; i < grid.relevantCount(); i++) {
            if (!grid.isLoose(grid.relevant(i))) {
                tiers.addFreely(table, grid.relevant(i), 0);
            }
        }
        for (int i = 0; i < grid.looseCount(); i++) {
            tiers.addFreely(table, grid.loose(i), tierOf(grid.loose(i)));
        }
        outlook.follow(table, Radii.TIERS, grid.moves().end());
    }

    /** Rows of a cell that is in one tier as a whole are not looked at one by one. */
    private void chooseCell(int line, int column) {
        int cell = line * grid.columns() + column;
        int from = grid.start(cell);
        int to = grid.start(cell + 1);
        double left = grid.left(column);
        double top = grid.top(line);
        double least = whereabouts.hasSizes() ? 0 : grid.mostEdge();
        int nearest = circles.nearestTier(left, top, grid.cellSize(), grid.mostEdge());
        int farthest = circles.farthestTier(left, top, grid.cellSize(), least);
        for (int i = from; nearest < Radii.TIERS && i < to; i++) {
            int row = grid.row(i);
            if (!grid.isLoose(row)) {
                int tier = nearest == farthest ? nearest : circles.tierAt(grid.x(i), grid.y(i), grid.edge(i));
                tiers.addFreely(table, row, tier);
            }
        }
    }
}
