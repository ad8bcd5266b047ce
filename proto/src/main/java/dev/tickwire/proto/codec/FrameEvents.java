package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The events of a server frame, oldest first; those of one tick are kind after kind, in the order in which they were
 * added.
 *
 * <p>Filled again for each frame, and allocates only to grow. Trusts nothing that it reads. One thread at a time.
 */
public final class FrameEvents {
    /** Most events in one frame. */
    public static final int MOST_EVENTS = 4096;

    private static final int FEW = 16;

    private final boolean[][] isText;
    private final boolean[] seen;
    private final int[] heads;
    private final int[] ends;
    private final ByteReader batch = new ByteReader();
    private final ByteReader ago = new ByteReader();
    private final ByteReader values = new ByteReader();
    private int[] kinds = new int[FEW];
    private int[] ticks = new int[FEW];
    private int[] offsets = new int[FEW];
    private int[] strides = new int[FEW];
    private int[] order = new int[FEW];
    private int[] raws = new int[FEW];
    /** The texts of all batches, after the empty one. */
    private final List<String> texts = new ArrayList<>();

    private int textStart;
    private int count;
    private int rawCount;

    /** For the frames of a client with this schema. */
    public FrameEvents(Schema visible) {
        int kindCount = visible.events().size();
        isText = new boolean[kindCount][];
        for (int kind = 0; kind < kindCount; kind++) {
            isText[kind] = visible.events().get(kind).textColumns();
        }
        seen = new boolean[kindCount];
        heads = new int[kindCount];
        ends = new int[kindCount];
    }

    /**
     * Reads the events of a frame, also of a frame whose blocks cannot be applied: its events are not sent again.
     *
     * @throws MalformedFrameException if they make no sense; there are then none
     */
    public void read(ServerFrameReader frame) throws MalformedFrameException {
        count = 0;
        rawCount = 0;
        texts.clear();
        texts.add("");
        if (frame.eventBatchCount() == 0) {
            return;
        }
        Arrays.fill(seen, false);
        Arrays.fill(heads, 0);
        Arrays.fill(ends, 0);
        try {
            for (int i = 0; i < frame.eventBatchCount(); i++) {
                batch.reset(frame.bytes(), frame.eventOffset(i), frame.eventEnd(i));
                readBatch(frame.tick());
            }
        } catch (MalformedFrameException e) {
            count = 0;
            throw e;
        }
        sort();
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** Index of an event's kind among the schema's events. */
    public int kind(int event) {
        return kinds[order[event]];
    }

    /** The tick at which an event happened. */
    public int tick(int event) {
        return ticks[order[event]];
    }

    /** Raw value of an event in a column of its kind; of a text only {@link #text} means something. */
    public int raw(int event, int column) {
        int at = order[event];
        return raws[offsets[at] + column * strides[at]];
    }

    /** The text of an event in a column of texts; empty: it has none. */
    public String text(int event, int column) {
        return texts.get(raw(event, column));
    }

    private void readBatch(int tick) throws MalformedFrameException {
        int kind = readFields();
        if (kind >= isText.length) {
            throw new MalformedFrameException("there is no kind of event " + kind);
        }
        if (seen[kind]) {
            throw new MalformedFrameException("a frame has events of kind " + kind + " twice");
        }
        seen[kind] = true;
        heads[kind] = count;
        readTicks(kind, tick);
        ends[kind] = count;
        readValues(heads[kind], count - heads[kind], isText[kind]);
    }

    private int readFields() throws MalformedFrameException {
        int kind = 0;
        textStart = texts.size() - 1;
        ago.resetToNothing();
        values.resetToNothing();
        while (batch.hasMore()) {
            int tag = batch.tag();
            switch (tag) {
                case Fields.EVENTS_KIND -> kind = batch.count();
                case Fields.EVENTS_AGO -> batch.delimited(ago);
                case Fields.EVENTS_VALUES -> batch.delimited(values);
                case Fields.EVENTS_TEXTS -> texts.add(batch.text());
                default -> batch.skip(tag);
            }
        }
        return kind;
    }

    private void readTicks(int kind, int tick) throws MalformedFrameException {
        int before = 0;
        for (boolean isFirst = true; ago.hasMore(); isFirst = false) {
            int ticks = isFirst ? ago.count() : before - ago.count();
            if (ticks < 0 || ticks >= tick) {
                throw new MalformedFrameException("an event is of a tick that was not");
            }
            before = ticks;
            addEvent(kind, tick - ticks);
        }
    }

    private void addEvent(int kind, int tick) throws MalformedFrameException {
        if (count == MOST_EVENTS) {
            throw new MalformedFrameException("a frame has at most " + MOST_EVENTS + " events");
        }
        if (count == kinds.length) {
            kinds = Arrays.copyOf(kinds, count * 2);
            ticks = Arrays.copyOf(ticks, count * 2);
            offsets = Arrays.copyOf(offsets, count * 2);
            strides = Arrays.copyOf(strides, count * 2);
            order = Arrays.copyOf(order, count * 2);
        }
        kinds[count] = kind;
        ticks[count] = tick;
        count++;
    }

    private void readValues(int from, int events, boolean[] areTexts) throws MalformedFrameException {
        int columns = areTexts.length;
        if (values.end() - values.position() < events * columns) {
            throw new MalformedFrameException("there are fewer values than the events need");
        }
        int needed = rawCount + events * columns;
        if (needed > raws.length) {
            raws = Arrays.copyOf(raws, Math.max(needed, raws.length * 2));
        }
        for (int i = 0; i < events; i++) {
            offsets[from + i] = rawCount + i;
            strides[from + i] = events;
        }
        for (int i = 0; i < events * columns; i++) {
            int raw = values.zigzag();
            raws[rawCount++] = areTexts[i / events] ? textIndex(raw) : raw;
        }
        if (values.hasMore()) {
            throw new MalformedFrameException("there are more values than the events need");
        }
    }

    /** Where the text is that has a number in the batch. */
    private int textIndex(int number) throws MalformedFrameException {
        if (number < 0 || number >= texts.size() - textStart) {
            throw new MalformedFrameException("a batch of events has no text " + number);
        }
        return number == 0 ? 0 : textStart + number;
    }

    /** Batches are in order each; the oldest of their heads comes next, and of the same tick that of the first kind. */
    private void sort() {
        for (int i = 0; i < count; i++) {
            int oldest = -1;
            for (int kind = 0; kind < heads.length; kind++) {
                if (heads[kind] < ends[kind] && (oldest < 0 || ticks[heads[kind]] < ticks[heads[oldest]])) {
                    oldest = kind;
                }
            }
            order[i] = heads[oldest]++;
        }
    }
}
