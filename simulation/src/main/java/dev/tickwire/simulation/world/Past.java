package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Rows;

/**
 * The world at an earlier moment, as a player saw it: tables that are {@link Table#rewindable}, drawn between two ticks
 * as clients draw them.
 *
 * <p>From {@link Step#past}; the same object every time, good until the next call. Rows are those of now.
 */
public final class Past {
    /** How many parts a tick has where a moment between two ticks is given. */
    public static final int PARTS_PER_TICK = 16;

    private final World world;
    private double tick;
    private boolean isNow;

    Past(World world) {
        this.world = world;
    }

    Past at(int viewAgo) {
        isNow = viewAgo <= 0;
        tick = world.tick() - (double) viewAgo / PARTS_PER_TICK;
        return this;
    }

    /** Whether an entity that is there now was there then. */
    public boolean has(Table table, int row) {
        Rows rows = then(table);
        return rows.isPresent(row) && rows.generation(row) == table.rows().generation(row);
    }

    /**
     * The value of a column then, as {@link Column#get} gives it, for an entity for which {@link #has} is true; angles
     * may be a little below 0 or above a full turn.
     */
    public double get(Column column, int row) {
        return column.type().origin() + partway(column, row) * column.type().unit();
    }

    /** The raw value of a column then, as {@link Column#raw} gives it, for an entity for which {@link #has} is true. */
    public int raw(Column column, int row) {
        return then((Table) column.columns()).column(column.index())[row];
    }

    /** Whether a flag was set then. */
    public boolean is(Column column, int row) {
        return raw(column, row) != 0;
    }

    /** The raw value with the fraction between two ticks. */
    private double partway(Column column, int row) {
        int from = raw(column, row);
        Table table = (Table) column.columns();
        TableHistory history = table.history();
        int age = isNow ? -1 : history.ageAt(tick);
        if (age < 0 || history.tick(age) >= tick) {
            return from;
        }
        Rows next = age == 0 ? table.rows() : history.rows(age - 1);
        int nextTick = age == 0 ? world.tick() : history.tick(age - 1);
        if (!next.isPresent(row) || next.generation(row) != history.rows(age).generation(row)) {
            return from;
        }
        int way = column.type().shortestWay(from, next.column(column.index())[row]);
        return from + way * ((tick - history.tick(age)) / (nextTick - history.tick(age)));
    }

    private Rows then(Table table) {
        int age = isNow ? -1 : table.history().ageAt(tick);
        return age < 0 ? table.rows() : table.history().rows(age);
    }
}
