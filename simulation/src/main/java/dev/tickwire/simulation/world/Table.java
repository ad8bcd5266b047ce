package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of entities: a row for each, and columns that a game declares before it starts.
 *
 * <pre>{@code
 * final Table dots = table(new Table("dots", 64));
 * final Column x = dots.fixed("x", 0, 400, 1 / 8.0);
 * }</pre>
 *
 * <p>A table with much to it is better a class of its own, which extends this one with a field for each column.
 *
 * <p>An entity is used by its row while it is there; keep its {@link #id} in a reference column to find it again later. Iterate with
 * {@code for (int ship = ships.first(); ship >= 0; ship = ships.next(ship))}; removing and adding on the way is allowed, and a row added at a
 * slot already passed is not visited.
 */
public class Table {
    private final String name;
    private final int capacity;
    private final List<Column> columns = new ArrayList<>();
    private @Nullable Rows rows;
    private Placement placement = Placement.NOWHERE;
    private long refusedCount;
    private boolean hasRemoved;

    /** A table for at most {@code capacity} entities: 1 to 65536. */
    public Table(String name, int capacity) {
        this.name = name;
        this.capacity = capacity;
    }

    /** A column of numbers with fractions, from {@code min} to {@code max} on a grid of {@code step}. */
    public final Column fixed(String column, double min, double max, double step) {
        return declare(ColumnType.fixed(column, min, max, step), null);
    }

    /** A column of directions in radians, {@code 2^bits} of them in a full turn. */
    public final Column angle(String column, int bits) {
        return declare(ColumnType.angle(column, bits), null);
    }

    /** A column of whole numbers. */
    public final Column integer(String column, int min, int max) {
        return declare(ColumnType.integer(column, min, max), null);
    }

    /** A column of flags. */
    public final Column flag(String column) {
        return declare(ColumnType.flag(column), null);
    }

    /** A column of one of a few named values; raw values count from 0 in the order given. */
    public final Column oneOf(String column, String... labels) {
        return declare(ColumnType.oneOf(column, labels), null);
    }

    /** A column of entities of another table, or none; what points to an entity that is gone is cleared after the step. */
    public final Column reference(String column, Table target) {
        return declare(ColumnType.reference(column, target.name()), target);
    }

    /** A column of keys into the string table: see {@link Step#nameKey}. */
    public final Column text(String column) {
        return declare(ColumnType.text(column), null);
    }

    /**
     * Says that entities are at these two fixed columns, so that players far away need not be told of them. Entities of other tables are seen by
     * everybody.
     */
    public final void placedAt(Column x, Column y) {
        placement = new Placement(indexOf(x), indexOf(y), placement.relevant());
    }

    /** Says that an entity whose flag is set in this column is seen by everybody, however far away; comes after {@link #placedAt}. */
    public final void relevantWhen(Column flag) {
        placement = new Placement(placement.x(), placement.y(), indexOf(flag));
    }

    /**
     * Adds an entity, its values those of raw 0 or the nearest legal one.
     *
     * @return its row; −1: the table is full (counted in {@link #refusedCount})
     */
    public final int add() {
        int row = rows().firstFree();
        if (row < 0) {
            refusedCount++;
            return -1;
        }
        take(row);
        return row;
    }

    /**
     * Adds an entity at a given row, which must be free: for tables with a row per player, at the player's number.
     *
     * @return the row
     */
    public final int addAt(int row) {
        take(row);
        return row;
    }

    /** Removes the entity at a row. */
    public final void remove(int row) {
        rows().remove(row);
        hasRemoved = true;
    }

    /** The first row; −1: there is none. */
    public final int first() {
        return rows().next(0);
    }

    /** The next row after this one; −1: there is none. */
    public final int next(int row) {
        return rows().next(row + 1);
    }

    public final int count() {
        return rows().count();
    }

    public final boolean isPresent(int row) {
        return rows().isPresent(row);
    }

    /** Id of the entity at a row, for a reference column. */
    public final int id(int row) {
        return rows().id(row);
    }

    /** Row of an entity; −1: it is gone. */
    public final int rowOf(int id) {
        return rows().rowOf(id);
    }

    public final String name() {
        return name;
    }

    public final int capacity() {
        return capacity;
    }

    /** How many times {@link #add} found the table full. */
    public final long refusedCount() {
        return refusedCount;
    }

    private void take(int row) {
        rows().put(row, EntityId.generationAfter(rows().generation(row)));
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).setRaw(row, 0);
        }
    }

    final TableType type() {
        List<ColumnType> types = new ArrayList<>();
        for (Column column : columns) {
            types.add(column.type());
        }
        return new TableType(name, capacity, types);
    }

    final Placement placement() {
        return placement;
    }

    final Rows rows() {
        if (rows == null) {
            throw new IllegalStateException("table " + name + " is in no world: give it to table(...) in the game");
        }
        return rows;
    }

    /** Makes the storage; no column can be declared afterwards. */
    final void attach() {
        if (rows != null) {
            throw new IllegalStateException("table " + name + " is in a world already");
        }
        Rows storage = new Rows(type());
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).attach(storage.column(i));
        }
        rows = storage;
    }

    /** Whether an entity was removed since this was last asked. */
    final boolean takeRemoved() {
        boolean result = hasRemoved;
        hasRemoved = false;
        return result;
    }

    final void clearStaleReferences() {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.isReference()) {
                for (int row = first(); row >= 0; row = next(row)) {
                    column.clearIfStale(row);
                }
            }
        }
    }

    private int indexOf(Column column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("column " + column.type().name() + " is not in table " + name);
        }
        return index;
    }

    private Column declare(ColumnType type, @Nullable Table target) {
        if (rows != null) {
            throw new IllegalStateException(
                    "table " + name + " is in use: declare column " + type.name() + " as a field");
        }
        Column column = new Column(type, target);
        columns.add(column);
        return column;
    }
}
