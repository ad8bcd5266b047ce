package dev.tickwire.server.recording;

import dev.tickwire.proto.codec.RecordedSchemas;
import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.match.MarkKind;
import dev.tickwire.simulation.state.Schema;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The last seconds of a room, compressed. Belongs to the thread that records. */
public final class Tape {
    /** From one saved recording of a room to the next: what goes wrong again and again is the same, as a rule. */
    private static final long APART_MILLIS = 10_000;

    /** What its room's loop may fill again. */
    private final AtomicReference<@Nullable RoomState> spare = new AtomicReference<>();

    private RecordingHead head;
    private final int mostBytes;
    private final double flushSeconds;
    private final @Nullable Keeper keeper;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private int starts;
    private long bytes;
    private long savedMillis;
    private int keepTicks = Integer.MAX_VALUE;

    /** Of a room of which nothing has come yet, and of which nothing outlives the server. */
    public Tape(RecordingHead head, int mostBytes) {
        this(head, mostBytes, RecorderSettings.FLUSH_SECONDS, null);
    }

    /**
     * Of a room of which nothing has come yet.
     *
     * @param flushSeconds what was written is handed over after this long, though there is room on its page
     * @param keeper keeps it, too; null: nothing does
     */
    public Tape(RecordingHead head, int mostBytes, double flushSeconds, @Nullable Keeper keeper) {
        this.head = head;
        this.mostBytes = mostBytes;
        this.flushSeconds = flushSeconds;
        this.keeper = keeper;
    }

    /** What comes now is of rules with this schema: what was before is let go if it is of others. */
    void goBy(Schema schema) {
        if (head.getSchemaHash() != schema.hash()) {
            head = head.toBuilder()
                    .setSchemaHash(schema.hash())
                    .setSchema(RecordedSchemas.toMessage(schema))
                    .build();
            chunks.clear();
            starts = 0;
            bytes = 0;
            if (keeper != null) {
                keeper.goBy(head);
            }
        }
    }

    /** What nobody reads any more; the room's loop takes it. Null: there is none. */
    @Nullable
    RoomState takeSpare() {
        return spare.getAndSet(null);
    }

    /** Nobody reads this any more. */
    void setSpare(RoomState done) {
        spare.set(done);
    }

    /** Whether its room can come back; any thread may ask. */
    boolean lasts() {
        return keeper != null;
    }

    /** Any thread may ask. */
    double flushSeconds() {
        return flushSeconds;
    }

    /** What keeps the room; null: nothing does. */
    @Nullable
    Keeper keeper() {
        return keeper;
    }

    /** What it is of. */
    RecordingHead head() {
        return head;
    }

    /** Keeps so many ticks at least, if there is space. */
    void setKeepTicks(int ticks) {
        keepTicks = ticks;
    }

    /** Takes what comes next, and lets go of what is too old, from one start to the next. */
    void add(Chunk chunk) {
        if (starts == 0 && !chunk.isStart()) {
            return;
        }
        chunks.add(chunk);
        bytes += chunk.bytes().length;
        starts += chunk.isStart() ? 1 : 0;
        while (starts > 1 && (bytes > mostBytes || chunk.lastTick() - secondStart() >= keepTicks)) {
            removeOldest();
        }
        if (bytes > mostBytes) {
            removeOldest();
        }
    }

    private int secondStart() {
        int seen = 0;
        for (Chunk chunk : chunks) {
            seen += chunk.isStart() ? 1 : 0;
            if (seen == 2) {
                return chunk.firstTick();
            }
        }
        throw new IllegalStateException("there is no second start");
    }

    /** Up to the next start, or all. */
    private void removeOldest() {
        do {
            bytes -= chunks.remove().bytes().length;
        } while (!chunks.isEmpty() && !chunks.element().isStart());
        starts--;
    }

    /**
     * Whether it may be saved now: there is something, and it was not just saved, unless its room ends with what is to
     * be saved. It is taken for saved then.
     */
    boolean maySave(MarkKind kind, long nowMillis) {
        boolean isTooEarly = kind != MarkKind.FAILURE && savedMillis != 0 && nowMillis - savedMillis < APART_MILLIS;
        if (chunks.isEmpty() || isTooEarly) {
            return false;
        }
        savedMillis = nowMillis;
        return true;
    }

    /** All that is kept, as a file; without what opens the seats. */
    byte[] save(String reason, long nowMillis) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Recording.beginning(
                head.toBuilder().setReason(reason).setSavedMillis(nowMillis).build()));
        chunks.forEach(chunk -> file.writeBytes(Redaction.of(chunk).bytes()));
        return file.toByteArray();
    }
}
