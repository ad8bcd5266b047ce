package dev.tickwire.server.saves;

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
    private final byte @Nullable [] loaded;
    private final Consumer<SavedSeat> queue;
    /** What was handed over last and nobody has looked at. */
    private final AtomicReference<byte @Nullable []> handedOver = new AtomicReference<>();
    /** What is to be written; of the thread that writes. */
    private byte @Nullable [] unwritten;

    private volatile boolean isOlder;

    /** {@code queue} is told when something is handed over, at most once before it is looked at. */
    SavedSeat(Account account, long number, byte @Nullable [] loaded, Consumer<SavedSeat> queue) {
        this.account = account;
        this.number = number;
        this.loaded = loaded;
        this.queue = queue;
    }

    /** Whose row it is. */
    public Account account() {
        return account;
    }

    /** The row as it was when the player came; null: there was none. */
    public byte @Nullable [] loaded() {
        return loaded;
    }

    /**
     * Hands a row over to be written soon, in place of one that was handed over before and is not written yet. The
     * array becomes its own. Called by one thread at a time.
     */
    public void save(byte[] row) {
        if (!isOlder && handedOver.getAndSet(row) == null) {
            queue.accept(this);
        }
    }

    /** Writes what is to be written. False: it cannot, a newer seat has the row. Called by the thread that writes. */
    boolean writeTo(PlayerStore store) throws StoreException {
        byte[] newer = handedOver.getAndSet(null);
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
