package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Telling;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
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
 * <p>An entity is used by its row while it is there; keep its {@link #id} in a reference column to find it again later.
 * Iterate with {@code for (int ship = ships.first(); ship >= 0; ship = ships.next(ship))}; removing and adding on the
 * way is allowed, and a row added at a slot already passed is not visited.
 */
public non-sealed class Table extends Columns {
    private @Nullable ToldTo told;
    private Predicted predicted = Predicted.NONE;
    private boolean isRewindable;
    private @Nullable TableHistory history;
    private long refusedCount;
    private boolean hasRemoved;
    private Guard guard = Guard.LAX;

    /** A table for at most {@code capacity} entities: 1 to 65536. */
    public Table(String name, int capacity) {
        super("table", name, capacity);
    }

    /**
     * A column with several whole numbers in each row, from {@code min} to {@code max}: the slots of an inventory, a
     * hand of cards. Tables of state have them; inputs do not.
     *
     * @param count how many in a row: 2 to {@value ColumnType#MOST_CELLS}; times the capacity of the table, at most
     *     {@value ColumnType#MOST_CELLS_OF_TABLE}
     */
    public final Cells cells(String column, int count, int min, int max) {
        return new Cells(declare(ColumnType.cells(column, capacity(), count, min, max), null));
    }

    /**
     * Says that an entity belongs to the player whose number is in this integer column: that player is sent the columns
     * that are {@link Column#ownerOnly} and {@link Column#teamOnly}. An entity with a number that no player has belongs
     * to nobody. Without this, an entity belongs to the player whose number is its row.
     */
    public final void ownedBy(Column player) {
        requireEarly("ownedBy()");
        setOwner(player);
    }

    /**
     * Never sends this table to a client: no row of it, nor how many there are. Call it where the table is declared.
     */
    public final void hidden() {
        limitTo(Audience.NOBODY, "hidden()");
    }

    /**
     * Sends whole rows only to the player to whom they belong ({@link #ownedBy}), wherever they are. Call it where the
     * table is declared.
     */
    public final void ownerOnly() {
        limitTo(Audience.OWNER, "ownerOnly()");
    }

    /**
     * Sends whole rows only to the player to whom they belong ({@link #ownedBy}), and to that player's
     * {@linkplain Game#team team}. Call it where the table is declared.
     */
    public final void teamOnly() {
        limitTo(Audience.TEAM, "teamOnly()");
    }

    /**
     * Sends whole rows only to the players who have the same number in a column as the row has: the things in a chest
     * to those who have opened it.
     *
     * <pre>{@code things.toldTo(chest, people.open);}</pre>
     *
     * <p>In place of {@link #ownedBy}; columns that are {@link Column#ownerOnly} go to the same players.
     *
     * @param row an integer column of this table
     * @param player an integer column of a table with a row per player, at the player's number (or of the inputs); a
     *     player without a row there is told nothing
     */
    public final void toldTo(Column row, Column player) {
        ToldTo whom = new ToldTo(row, player);
        indexOf(row);
        ownerOnly();
        told = whom;
    }

    /**
     * Says that clients which know the rules predict the rows that belong to their player, and those that the rules add
     * for it: they run the steps ahead of the server, with the player's inputs. The column of {@link #ownedBy}, if any,
     * must be for everybody.
     */
    public final void predictOwn() {
        requireEarly("predictOwn()");
        predicted = Predicted.OWN;
    }

    /**
     * Says that clients which know the rules predict all rows: for what moves by itself, and whose columns that matter
     * are for everybody.
     */
    public final void predictAll() {
        requireEarly("predictAll()");
        predicted = Predicted.ALL;
    }

    /** Keeps the rows that this table had at the last few ticks, for {@link Step#past}. */
    public final void rewindable() {
        requireEarly("rewindable()");
        isRewindable = true;
    }

    /**
     * Adds an entity, its values those of raw 0 or the nearest legal one.
     *
     * @return its row; −1: the table is full (counted in {@link #refusedCount})
     */
    public final int add() {
        guard.onAdd(this);
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
        if (row < 0 || row >= capacity() || isPresent(row)) {
            throw new IllegalStateException("row " + row + " of table " + name()
                    + " is not free: it is taken, or not from 0 to " + (capacity() - 1));
        }
        take(row);
        return row;
    }

    /** Removes the entity at a row. */
    public final void remove(int row) {
        requireRow(row);
        if (!isPresent(row)) {
            throw new IllegalStateException("row " + row + " of table " + name() + " is not there to be removed");
        }
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

    /** How many rows have that raw int in a column of this table. */
    public final int count(Column column, int raw) {
        indexOf(column);
        int count = 0;
        for (int row = first(); row >= 0; row = next(row)) {
            count += column.raw(row) == raw ? 1 : 0;
        }
        return count;
    }

    /** The first row that has that raw int in a column of this table; −1: there is none. */
    public final int find(Column column, int raw) {
        indexOf(column);
        int row = first();
        while (row >= 0 && column.raw(row) != raw) {
            row = next(row);
        }
        return row;
    }

    public final boolean isPresent(int row) {
        return rows().isPresent(row);
    }

    /** Id of the entity at a row, for a reference column. */
    public final int id(int row) {
        guard.onId(this, row);
        return rows().id(row);
    }

    /** Row of an entity; −1: it is gone. */
    public final int rowOf(int id) {
        return rows().rowOf(id);
    }

    /** How many times {@link #add} found the table full. */
    public final long refusedCount() {
        return refusedCount;
    }

    private void take(int row) {
        put(row, EntityId.generationAfter(rows().generation(row)));
    }

    final void guardAll(Guard newGuard) {
        guard = newGuard;
    }

    @Override
    final TableType type() {
        TableType type = super.type();
        int owner = told == null ? ownerColumn() : type.columns().size();
        return new TableType(type.name(), type.capacity(), type.columns(), type.audience(), owner);
    }

    /** To whom a row is told, if it is not for everybody; an exception where that makes no sense. */
    final Telling telling(List<Table> tables, Table inputs) {
        if (audience() == Audience.NOBODY && predicted != Predicted.NONE) {
            throw new IllegalArgumentException("table " + name() + " is hidden(): clients cannot predict it");
        }
        return told == null ? Telling.ownedBy(ownerColumn()) : told.telling(this, tables, inputs);
    }

    @Override
    final Predicted predicted() {
        return predicted;
    }

    /** Whether a row belongs to a player. */
    final boolean belongsTo(int row, int player) {
        return (ownerColumn() == TableType.OWNED_BY_ROW
                        ? row
                        : columns().get(ownerColumn()).raw(row))
                == player;
    }

    /** Keeps the newest {@code ticks} ticks from now on, if this is {@link #rewindable}; forgets all earlier ones. */
    final void keepHistory(int ticks) {
        if (isRewindable) {
            history = new TableHistory(type(), Math.max(1, ticks));
        }
    }

    final void remember(int tick) {
        remember(tick, rows());
    }

    /** Keeps a copy of rows that this table had at a tick, if this is {@link #rewindable}. */
    final void remember(int tick, Rows then) {
        if (history != null) {
            history.remember(tick, then);
        }
    }

    final boolean isRewindable() {
        return isRewindable;
    }

    final TableHistory history() {
        if (history == null) {
            throw new IllegalStateException("table " + name() + " is not kept: say rewindable() where it is declared");
        }
        return history;
    }

    /** Whether an entity was removed since this was last asked. */
    final boolean takeRemoved() {
        boolean result = hasRemoved;
        hasRemoved = false;
        return result;
    }
}
