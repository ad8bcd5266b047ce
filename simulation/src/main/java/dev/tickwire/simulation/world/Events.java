package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.TableType;

/**
 * One kind of events: things that happen at one tick, such as a hit, an explosion or a sound.
 *
 * <pre>{@code
 * final Events explosions = events(new Events("explosions", 64));
 * final Column x = explosions.fixed("x", 0, 400, 1 / 8.0);
 * ...
 * int explosion = explosions.add();
 * if (explosion >= 0) {
 *     x.set(explosion, 12.5);
 * }
 * }</pre>
 *
 * <p>Players who can see the place are sent each event once, in order, even if they are sent fewer snapshots than there
 * are ticks. Events last for the step in which they are added; those added between two steps, when a player joins or
 * leaves, belong to the step that follows. They are no part of the state: rules must not depend on events of an earlier
 * step.
 */
public non-sealed class Events extends Columns {
    private long refusedCount;

    /** At most {@code capacity} events in one tick: 1 to 65536. */
    public Events(String name, int capacity) {
        super("events", name, capacity);
    }

    /** Says that an event belongs to the player whose number is in this integer column: for those below. */
    public final void ownedBy(Column player) {
        setOwner(player);
    }

    /**
     * Sends these events only to the player to whom an event belongs, wherever it happens; needs {@link #ownedBy}. Call
     * it where they are declared.
     */
    public final void ownerOnly() {
        limitTo(Audience.OWNER, "ownerOnly()");
    }

    /**
     * Sends these events only to the player to whom an event belongs, and to those who are in that player's
     * {@linkplain Game#team team} when it is sent; needs {@link #ownedBy}. Call it where they are declared.
     */
    public final void teamOnly() {
        limitTo(Audience.TEAM, "teamOnly()");
    }

    /** An exception where it cannot be said who is told. */
    final void requireOwner() {
        if (audience() != Audience.EVERYBODY && ownerColumn() == TableType.OWNED_BY_ROW) {
            throw new IllegalArgumentException(
                    "events " + name() + " are for their owners: say with ownedBy(...) who that is");
        }
    }

    /**
     * Adds an event, its values those of raw 0 or the nearest legal one.
     *
     * @return its row; −1: there are as many in this tick as there may be (counted in {@link #refusedCount})
     */
    public final int add() {
        int row = rows().count();
        if (row == capacity()) {
            refusedCount++;
            return -1;
        }
        put(row, EntityId.FIRST_GENERATION);
        return row;
    }

    /** How many have been added in this tick; their rows are 0 to one less. */
    public final int count() {
        return rows().count();
    }

    /** How many times {@link #add} found that there were as many as there may be. */
    public final long refusedCount() {
        return refusedCount;
    }
}
