package dev.tickwire.server.directory;

import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.recording.Keeper;
import dev.tickwire.server.store.RoomStore;
import dev.tickwire.server.store.Stock;
import dev.tickwire.server.store.StoredRoom;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which rooms are kept: those that run, and those that can come back. Any thread may use it. */
public final class KeptRooms {
    private static final Logger LOG = LoggerFactory.getLogger(KeptRooms.class);
    private static final long PATIENCE_SECONDS = 10;
    private static final CompletableFuture<Void> WRITTEN = CompletableFuture.completedFuture(null);

    private final RoomStore store;
    private final Counters counters;
    private volatile boolean isOpen;
    private final Map<String, Kept> all = new ConcurrentHashMap<>();

    /** {@code written}: done when nobody writes to it. */
    private record Kept(RecordingHead head, CompletableFuture<Void> written) {
        /** There are many: what only its file needs is not held. */
        private Kept {
            head = head.toBuilder().clearSchema().build();
        }
    }

    /** Of a store that is open. */
    public KeptRooms(RoomStore store, Counters counters) {
        this.store = store;
        this.counters = counters;
    }

    /** Finds out what there is; called once, before rooms are opened. Before, nothing is kept. */
    public void load() throws IOException {
        isOpen = true;
        Stock stock = store.all();
        stock.problems().forEach(LOG::error);
        for (StoredRoom room : stock.rooms()) {
            all.put(room.head().getRoom(), new Kept(room.head(), WRITTEN));
        }
    }

    /** What is in the store now: rooms that run, too, and those that cannot come back. Reads the disk. */
    public Stock stock() throws IOException {
        return isOpen ? store.all() : Stock.EMPTY;
    }

    /** Whether rooms can be kept. */
    boolean isOpen() {
        return isOpen;
    }

    /** What all of them are, those that run included. */
    public Map<String, RecordingHead> list() {
        Map<String, RecordingHead> heads = new TreeMap<>();
        all.forEach((id, kept) -> heads.put(id, kept.head));
        return heads;
    }

    /** What a room is that is kept; null: it is not. */
    @Nullable
    RecordingHead find(String id) {
        Kept kept = all.get(id);
        return kept == null ? null : kept.head;
    }

    /** Begins to keep a room. */
    synchronized Keeper begin(RecordingHead head, Keeper.What what) {
        String id = head.getRoom();
        CompletableFuture<Void> written = new CompletableFuture<>();
        all.put(id, new Kept(head, written));
        return new Keeper(head, store.begin(head), what, counters, isKept -> {
            if (!isKept) {
                all.remove(id);
            }
            written.complete(null);
        });
    }

    /** What is kept of a room as it is now, which may lack the last of it; an exception: nothing is. */
    public byte[] file(String id) throws IOException {
        if (!isOpen) {
            throw new NoSuchFileException(id);
        }
        return store.read(id);
    }

    /** Forgets a room that does not run; false: it runs, and is kept. */
    public synchronized boolean forget(String id) throws IOException {
        Kept kept = all.get(id);
        if (kept != null && !kept.written.isDone()) {
            return false;
        }
        all.remove(id);
        if (!isOpen || !store.delete(id)) {
            throw new NoSuchFileException(id);
        }
        return true;
    }

    /** A room is back that outlives the server once only. */
    synchronized void isBack(String id) throws IOException {
        boolean unused = store.delete(id);
        all.computeIfPresent(id, (room, kept) -> kept.written.isDone() ? null : kept);
    }

    /** What is kept of a room that has ended; waits for the last of it to be written. */
    byte[] read(String id) throws IOException {
        Kept kept = all.get(id);
        try {
            if (kept != null) {
                kept.written.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return store.read(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("it is still being written", e);
        }
    }

    /**
     * A room cannot come back: it is as if it was not kept, until somebody mends its file and the server starts anew.
     */
    void giveUp(String id) {
        all.remove(id);
        counters.increment(Counter.ROOMS_NOT_RESTORED);
    }
}
