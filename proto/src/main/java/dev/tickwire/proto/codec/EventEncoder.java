package dev.tickwire.proto.codec;

import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as the {@code events} field of a server frame. Allocates nothing once its buffers have grown, but for
 * texts. One thread at a time.
 */
public final class EventEncoder {
    private final int[][] columns;
    private final boolean[][] isText;
    private final ByteWriter ago = new ByteWriter(64);
    private final ByteWriter values = new ByteWriter(256);
    private final ByteWriter texts = new ByteWriter(256);
    private final ByteWriter batch = new ByteWriter(256);

    private @Nullable ByteAccount account;
    private String lastText = "";
    private int textCount;

    /** For logs with all columns of this schema. */
    public EventEncoder(Schema schema) {
        columns = new int[schema.events().size()][];
        isText = new boolean[columns.length][];
        for (int kind = 0; kind < columns.length; kind++) {
            TableType type = schema.events().get(kind);
            columns[kind] = type.columnsFor(type.audience());
            isText[kind] = type.textColumns();
        }
    }

    /** What the bits of events are for is added to this account from now on; null: to none. */
    public void keepAccount(@Nullable ByteAccount into) {
        account = into;
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
        texts.clear();
        textCount = 0;
        for (int column : columns[kind]) {
            lastText = "";
            for (int i = 0; i < count; i++) {
                if (log.kind(events[i]) == kind) {
                    long event = events[i];
                    values.zigzag(isText[kind][column] ? numberOf(log.text(event, column)) : log.raw(event, column));
                }
            }
        }
    }

    /** The number of a text in the batch, from 1: texts that come one after the other are written once. */
    private int numberOf(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.equals(lastText)) {
            texts.textField(Fields.EVENTS_TEXTS, text);
            lastText = text;
            textCount++;
        }
        return textCount;
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
        batch.append(texts);
        int start = out.length();
        out.bytesField(Fields.SERVER_EVENTS, batch);
        if (account != null) {
            account.add(account.layout().indexOfEvents(kind), 8L * (out.length() - start));
        }
    }
}
