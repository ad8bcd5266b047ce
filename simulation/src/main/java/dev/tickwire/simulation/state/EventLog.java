package dev.tickwire.simulation.state;

/**
 * The newest events of a room, in a ring, with all their columns; not thread-safe.
 *
 * <p>Events are numbered as they come, from 0: those from {@link #first} (included) to {@link #end} (excluded) are
 * still there. Their ticks never go back; those of one tick are kind after kind.
 */
public final class EventLog {
    private final int columnCount;
    private final int[] kinds;
    private final int[] ticks;
    private final int[] raws;
    private long end;

    /** Keeps {@code capacity} events of a schema, at least 1. */
    public EventLog(Schema schema, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a log of events needs room for 1, not " + capacity);
        }
        int most = 0;
        for (TableType kind : schema.events()) {
            most = Math.max(most, kind.columns().size());
        }
        columnCount = most;
        kinds = new int[capacity];
        ticks = new int[capacity];
        raws = new int[capacity * most];
    }

    /** Appends the events of one kind and tick: rows 0 to their count, less 1. The oldest make room for them. */
    public void add(int tick, int kind, Rows events) {
        for (int row = 0; row < events.count(); row++) {
            int slot = slot(end);
            kinds[slot] = kind;
            ticks[slot] = tick;
            for (int column = 0; column < events.columnCount(); column++) {
                raws[slot * columnCount + column] = events.column(column)[row];
            }
            end++;
        }
    }

    /** Number of the oldest event that is still there; {@link #end} if there is none. */
    public long first() {
        return Math.max(0, end - kinds.length);
    }

    /** Number of the next event to come. */
    public long end() {
        return end;
    }

    public int capacity() {
        return kinds.length;
    }

    /** Index of an event's kind in the schema. */
    public int kind(long event) {
        return kinds[slot(event)];
    }

    /** The tick at which an event happened. */
    public int tick(long event) {
        return ticks[slot(event)];
    }

    /** Raw value of an event in a column of its kind. */
    public int raw(long event, int column) {
        return raws[slot(event) * columnCount + column];
    }

    private int slot(long event) {
        return (int) (event % kinds.length);
    }
}
