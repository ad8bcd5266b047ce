package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.ColumnType;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Finds the rows of a table that are near a place, for rules that would otherwise compare everything with everything.
 *
 * <pre>{@code
 * final Nearby food = new Nearby(pellets, x, y, 100);
 * ...
 * food.update();
 * food.within(cellX, cellY, radius, pellet -> eat(cell, pellet));
 * }</pre>
 *
 * <p>It sorts the rows into squares. It is no part of the state: call {@link #update} in each step in which it is used,
 * before it is used.
 */
public final class Nearby {
    private static final int MOST_SQUARES = 1 << 20;

    private final Table table;
    private final Column x;
    private final Column y;
    private final double side;
    private final double left;
    private final double top;
    private final int across;
    private final int down;
    private final int[] first;
    private final int[] next;

    /**
     * @param x and {@code y}: fixed columns of the table
     * @param side of a square; about as long as the radii that are asked for: a shorter one looks into more squares, a
     *     longer one at more rows
     */
    public Nearby(Table table, Column x, Column y, double side) {
        table.indexOf(x);
        table.indexOf(y);
        this.table = table;
        this.x = x;
        this.y = y;
        this.side = side;
        left = x.type().origin() + x.type().rawMin() * x.type().unit();
        top = y.type().origin() + y.type().rawMin() * y.type().unit();
        double columns = squares(x.type());
        double lines = squares(y.type());
        if (!(side > 0 && columns * lines <= MOST_SQUARES)) {
            throw new IllegalArgumentException("squares of " + side + " are too small for table " + table.name()
                    + ": there may be at most " + MOST_SQUARES);
        }
        across = (int) columns;
        down = (int) lines;
        first = new int[across * down];
        Arrays.fill(first, -1);
        next = new int[table.capacity()];
    }

    private double squares(ColumnType type) {
        return Math.floor(((double) type.rawMax() - type.rawMin()) * type.unit() / side) + 1;
    }

    /** Looks where all rows are. */
    public void update() {
        Arrays.fill(first, -1);
        for (int row = table.first(); row >= 0; row = table.next(row)) {
            int square = square(y.get(row) - top, down) * across + square(x.get(row) - left, across);
            next[row] = first[square];
            first[square] = row;
        }
    }

    /**
     * Calls with each row that is less than {@code radius} from a place, always in the same order. What was removed
     * since {@link #update} is left out, also by {@code found} itself; what was added or moved since then may be
     * missed.
     */
    public void within(double atX, double atY, double radius, IntConsumer found) {
        int lastI = square(atX + radius - left, across);
        int lastJ = square(atY + radius - top, down);
        for (int j = square(atY - radius - top, down); j <= lastJ; j++) {
            for (int i = square(atX - radius - left, across); i <= lastI; i++) {
                for (int row = first[j * across + i]; row >= 0; row = next[row]) {
                    if (table.isPresent(row) && isWithin(row, atX, atY, radius)) {
                        found.accept(row);
                    }
                }
            }
        }
    }

    private boolean isWithin(int row, double atX, double atY, double radius) {
        double dx = x.get(row) - atX;
        double dy = y.get(row) - atY;
        return dx * dx + dy * dy < radius * radius;
    }

    private int square(double distance, int count) {
        return (int) Math.max(0, Math.min(count - 1, Math.floor(distance / side)));
    }
}
