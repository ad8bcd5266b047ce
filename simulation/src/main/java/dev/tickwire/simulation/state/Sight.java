package dev.tickwire.simulation.state;

import org.jspecify.annotations.Nullable;

/**
 * A view of one snapshot: which rows somebody sees, and their values at that tick. Filled again and again; not
 * thread-safe.
 *
 * <p>Snapshots are overwritten when their history is full: a sight {@link #isKnown} until then.
 */
public final class Sight {
    private static final int NEVER = -1;

    private final @Nullable View view;
    private @Nullable Snapshot snapshot;
    private int tick = NEVER;
    private int snapshotTick = NEVER;

    private Sight(@Nullable View view) {
        this.view = view;
    }

    /** A sight of all rows of a snapshot. */
    public static Sight ofEverything() {
        return new Sight(null);
    }

    /** A sight of the rows of a view; the view belongs to this sight. */
    public static Sight through(View view) {
        return new Sight(view);
    }

    /** Looks at a snapshot. */
    public void look(Snapshot at) {
        snapshot = at;
        tick = at.tick();
        snapshotTick = tick;
    }

    /** Says that this shows the same as an earlier sight: it gets the tick of that one. */
    public void backdate(Sight same) {
        tick = same.tick;
    }

    /** Shows what another sight shows, of the same kind; it may go on to something else. */
    public void copyFrom(Sight other) {
        if (view != null && other.view != null) {
            view.copyFrom(other.view);
        }
        snapshot = other.snapshot;
        tick = other.tick;
        snapshotTick = other.snapshotTick;
    }

    /** Forgets what was seen. */
    public void forget() {
        snapshot = null;
        tick = NEVER;
    }

    /** Whether something was seen, though its snapshot may be overwritten since. */
    public boolean hasLooked() {
        return snapshot != null;
    }

    /** Whether something was seen, and its snapshot has not been overwritten since. */
    public boolean isKnown() {
        return snapshot != null && snapshot.tick() == snapshotTick;
    }

    /** Tick at which this was seen; −1: nothing was. */
    public int tick() {
        return tick;
    }

    /** The snapshot of this sight; an exception if there is none. */
    public Snapshot snapshot() {
        if (snapshot == null) {
            throw new IllegalStateException("nothing was seen");
        }
        return snapshot;
    }

    /** The rows seen; null: all of them. */
    public @Nullable View view() {
        return view;
    }

    /** The rows of a table that were there, seen or not. */
    public Rows rows(int table) {
        return snapshot().table(table);
    }

    /** No {@link #word} of a table below this one has rows; beyond {@link #endWord} if none at all has. */
    public int firstWord(int table) {
        return view == null ? 0 : view.firstWord(table);
    }

    /** No {@link #word} of a table from this one on has rows. */
    public int endWord(int table) {
        int words = rows(table).words();
        return view == null ? words : Math.min(words, view.endWord(table));
    }

    /** Which of the rows from {@code 64 × index} on were there, and seen: the lowest bit stands for the first. */
    public long word(int table, int index) {
        long seen = view == null ? -1 : view.word(table, index);
        return seen == 0 ? 0 : seen & rows(table).word(index);
    }

    /** Whether a row was there, and seen. */
    public boolean has(int table, int row) {
        return rows(table).isPresent(row) && (view == null || view.sees(table, row));
    }

    /** The first row at or above {@code from} that was there, and seen; −1: there was none. */
    public int next(int table, int from) {
        return view == null ? rows(table).next(from) : view.next(table, rows(table), from);
    }

    /** Whether the row was there with the same entity in it, and seen. */
    public boolean has(int table, int row, int generation) {
        return has(table, row) && rows(table).generation(row) == generation;
    }
}
