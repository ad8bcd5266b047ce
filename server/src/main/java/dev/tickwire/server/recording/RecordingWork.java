package dev.tickwire.server.recording;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.wire.JournalCheckpoint;
import dev.tickwire.proto.wire.JournalEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Does what recorders hand over: compresses it, puts it on tapes, and saves these. Belongs to one thread. */
public final class RecordingWork {
    private final RecordingQueue queue;
    private final SavedRecordings saved;

    public RecordingWork(RecordingQueue queue, SavedRecordings saved) {
        this.queue = queue;
        this.saved = saved;
    }

    /** Does what waits; false: nothing did. */
    public boolean run() {
        boolean hasWorked = false;
        for (Item item = queue.poll(); item != null; item = queue.poll()) {
            run(item);
            hasWorked = true;
        }
        return hasWorked;
    }

    private void run(Item item) {
        if (item instanceof Page page) {
            page.tape()
                    .add(Chunk.of(
                            page.isStart(),
                            page.firstTick(),
                            page.lastTick(),
                            page.entries().bytes(),
                            page.entries().length()));
            queue.giveBack(page);
        } else if (item instanceof Item.State state) {
            state.tape().setKeepTicks(state.keepTicks());
            state.tape().add(chunk(state));
        } else if (item instanceof Item.Mark mark) {
            saved.save(mark.tape(), mark.reason());
        }
    }

    private static Chunk chunk(Item.State state) {
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
