package dev.tickwire.server.saves;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A player's hold on its saved row: what it hands over is written, as long as no newer seat of the same account has
 * loaded the row. The room's loop uses it, and never waits.
 */
public final class SavedSeat implements SaveJob {
    private final Account account;
    private final long number;
    private final Map<String, Object> loaded;
    private final long saveEveryNanos;
    private final Consumer<SavedSeat> queue;
    /** What was handed over last, or is known to be kept; of the loop. */
    private String last;
    /** What was handed over last and nobody has looked at. */
    private final AtomicReference<@Nullable String> handedOver = new AtomicReference<>();
    /** What is to be written; of the thread that writes. */
    private @Nullable String unwritten;

    private volatile boolean isOlder;

    /** {@code queue} is told when something is handed over, at most once before it is looked at. */
    SavedSeat(
            Account account, long number, Map<String, Object> loaded, long saveEveryNanos, Consumer<SavedSeat> queue) {
        this.account = account;
        this.number = number;
        this.loaded = loaded;
        this.saveEveryNanos = saveEveryNanos;
        this.queue = queue;
        last = loaded.isEmpty() ? "" : RowJson.write(loaded);
    }

    /** Whose row it is. */
    public Account account() {
        return account;
    }

    /** What the row was when the player came, by names of tables and columns; empty: there was none. */
    public Map<String, Object> loaded() {
        return loaded;
    }

    /** How often the row is to be handed over while its player plays. */
    public long saveEveryNanos() {
        return saveEveryNanos;
    }

    /** Whether a newer seat has the row, or nobody: what is handed over is not written. */
    public boolean isOlder() {
        return isOlder;
    }

    /**
     * Hands a row over to be written soon, if it is another than the last one, in place of one that was handed over
     * before and is not written yet. Called by one thread at a time.
     */
    public void save(Map<String, Object> row) {
        String document = RowJson.write(row);
        if (isOlder || document.equals(last)) {
            return;
        }
        last = document;
        if (handedOver.getAndSet(document) == null) {
            queue.accept(this);
        }
    }

    /** Writes what is to be written. False: it cannot, a newer seat has the row. Called by the thread that writes. */
    boolean writeTo(PlayerStore store) throws StoreException {
        String newer = handedOver.getAndSet(null);
        if (newer != null) {
            unwritten = newer;
        }
        return unwritten == null || store.save(account, number, unwritten);
    }

    /** What was written is in the database; false: there was nothing to write. */
    boolean written() {
        boolean was = unwritten != null;
        unwritten = null;
        return was;
    }

    /** The row is another's: nothing will be written any more. False: that was known. */
    boolean becomeOlder() {
        boolean wasOlder = isOlder;
        isOlder = true;
        unwritten = null;
        handedOver.set(null);
        return !wasOlder;
    }
}
