package dev.tickwire.server.recording;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.wire.JournalCheckpoint;
import dev.tickwire.proto.wire.JournalEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Does what recorders hand over: compresses it, puts it on tapes, and saves these. Belongs to one thread. */
public final class RecordingWork {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final RecordingQueue queue;
    private final SavedRecordings saved;
    private final long syncNanos;
    private final Set<Keeper> unsynced = new LinkedHashSet<>();
    private long syncedNanos;

    /** {@code syncMillis}: what is kept is forced to the disk this often. */
    public RecordingWork(RecordingQueue queue, SavedRecordings saved, long syncMillis) {
        this.queue = queue;
        this.saved = saved;
        syncNanos = syncMillis * NANOS_PER_MILLI;
    }

    /** Does what waits; false: nothing did. */
    public boolean run(long nowNanos) {
        boolean hasWorked = false;
        for (Item item = queue.poll(); item != null; item = queue.poll()) {
            run(item);
            hasWorked = true;
        }
        if (nowNanos - syncedNanos >= syncNanos) {
            syncedNanos = nowNanos;
            unsynced.forEach(Keeper::sync);
            unsynced.clear();
        }
        return hasWorked;
    }

    private void run(Item item) {
        Tape tape = item.tape();
        if (item instanceof Page page) {
            add(tape, chunk(page), false);
            queue.giveBack(page);
        } else if (item instanceof Item.Rules rules) {
            tape.goBy(rules.schema());
        } else if (item instanceof RoomState state) {
            tape.setKeepTicks(state.keepTicks());
            add(tape, chunk(state), state.isAside());
            tape.setSpare(state);
        } else if (item instanceof Item.Mark mark) {
            saved.save(tape, mark.reason(), mark.kind());
        } else if (item instanceof Item.End end && tape.keeper() != null) {
            unsynced.remove(tape.keeper());
            tape.keeper().end(end.isKept());
        }
    }

    private void add(Tape tape, Chunk chunk, boolean isAside) {
        tape.add(chunk);
        Keeper keeper = tape.keeper();
        if (keeper != null) {
            keeper.add(chunk, isAside);
            unsynced.add(keeper);
        }
    }

    private static Chunk chunk(Page page) {
        return Chunk.of(
                page.isStart(),
                page.firstTick(),
                page.lastTick(),
                page.entries().bytes(),
                page.entries().length());
    }

    private static Chunk chunk(RoomState state) {
        Checkpoint checkpoint = state.checkpoint();
        JournalEntry entry = JournalEntry.newBuilder()
                .setCheckpoint(JournalCheckpoint.newBuilder()
                        .setState(ByteString.copyFrom(checkpoint.toBytes()))
                        .addAllSeats(state.seats())
                        .addAllRequests(state.requests()))
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            entry.writeDelimitedTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        int tick = checkpoint.world().now().tick();
        return Chunk.of(true, tick, tick, bytes.toByteArray(), bytes.size());
    }
}
