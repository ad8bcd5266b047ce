package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Schema;

/**
 * Writes events as the {@code events} field of a server frame. Allocates nothing once its buffers have grown. One
 * thread at a time.
 */
public final class EventEncoder {
    private final int[][] columns;
    private final ByteWriter ago = new ByteWriter(64);
    private final ByteWriter values = new ByteWriter(256);
    private final ByteWriter batch = new ByteWriter(256);

    /** For logs with all columns of this schema. */
    public EventEncoder(Schema schema) {
        columns = new int[schema.events().size()][];
        for (int kind = 0; kind < columns.length; kind++) {
            columns[kind] = schema.events().get(kind).columnsFor(Audience.EVERYBODY);
        }
    }

    /**
     * Appends events to the frame of a tick; nothing at all where there are none.
     *
     * @param events numbers of events that the log still has, ascending: the first {@code count} of the array, at most
     *     {@link FrameEvents#MOST_EVENTS}, none later than the tick
     */
    public void encode(EventLog log, long[] events, int count, int tick, ByteWriter out) {
        for (int kind = 0; count > 0 && kind < columns.length; kind++) {
            writeTicks(log, kind, events, count, tick);
            if (ago.length() > 0) {
                writeValues(log, kind, events, count);
                writeBatch(kind, out);
            }
        }
    }

    private void writeTicks(EventLog log, int kind, long[] events, int count, int tick) {
        ago.clear();
        int before = -1;
        for (int i = 0; i < count; i++) {
            if (log.kind(events[i]) == kind) {
                int ticks = tick - log.tick(events[i]);
                ago.varint(before < 0 ? ticks : before - ticks);
                before = ticks;
            }
        }
    }

    private void writeValues(EventLog log, int kind, long[] events, int count) {
        values.clear();
        for (int column : columns[kind]) {
            for (int i = 0; i < count; i++) {
                if (log.kind(events[i]) == kind) {
                    values.zigzag(log.raw(events[i], column));
                }
            }
        }
    }

    private void writeBatch(int kind, ByteWriter out) {
        batch.clear();
        if (kind != 0) {
            batch.uint32Field(Fields.EVENTS_KIND, kind);
        }
        batch.bytesField(Fields.EVENTS_AGO, ago);
        if (values.length() > 0) {
            batch.bytesField(Fields.EVENTS_VALUES, values);
        }
        out.bytesField(Fields.SERVER_EVENTS, batch);
    }
}
