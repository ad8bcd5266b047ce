package dev.tickwire.simulation.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of a room, in a ring, with all their columns and texts; not thread-safe.
 *
 * <p>Events are numbered as they come, from 0: those from {@link #first} (included) to {@link #end} (excluded) are
 * still there. Their ticks never go back; those of one tick are kind after kind.
 */
public final class EventLog {
    private final int columnCount;
    private final int[] kinds;
    private final int[] ticks;
    private final int[] raws;
    /** By column: the texts of columns that hold such. */
    private final @Nullable String[] texts;

    private final boolean[][] isText;
    private long end;

    /** Keeps {@code capacity} events of a schema, at least 1. */
    public EventLog(Schema schema, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a log of events needs room for 1, not " + capacity);
        }
        int most = 0;
        boolean isAny = false;
        isText = new boolean[schema.events().size()][];
        for (int kind = 0; kind < isText.length; kind++) {
            List<ColumnType> columns = schema.events().get(kind).columns();
            most = Math.max(most, columns.size());
            isText[kind] = new boolean[columns.size()];
            for (int c = 0; c < columns.size(); c++) {
                isText[kind][c] = columns.get(c).isText() && !columns.get(c).hidden();
                isAny |= isText[kind][c];
            }
        }
        columnCount = most;
        kinds = new int[capacity];
        ticks = new int[capacity];
        raws = new int[capacity * most];
        texts = new @Nullable String[isAny ? raws.length : 0];
    }

    /**
     * Appends the events of one kind and tick: rows 0 to their count, less 1. The oldest make room for them.
     *
     * @param byKey the texts by the keys that columns of texts hold
     */
    public void add(int tick, int kind, Rows events, @Nullable String[] byKey) {
        for (int row = 0; row < events.count(); row++) {
            int slot = slot(end);
            kinds[slot] = kind;
            ticks[slot] = tick;
            for (int column = 0; column < events.columnCount(); column++) {
                int raw = events.column(column)[row];
                raws[slot * columnCount + column] = raw;
                if (isText[kind][column]) {
                    texts[slot * columnCount + column] = raw >= 0 && raw < byKey.length ? byKey[raw] : null;
                }
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

    /**
     * The text of an event in a column of texts; empty: it has none. It stays, whatever becomes of the world's texts.
     */
    public String text(long event, int column) {
        String text = texts[slot(event) * columnCount + column];
        return text == null ? "" : text;
    }

    private int slot(long event) {
        return (int) (event % kinds.length);
    }
}
