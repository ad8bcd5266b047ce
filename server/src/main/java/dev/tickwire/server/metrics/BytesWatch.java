package dev.tickwire.server.metrics;

import dev.tickwire.proto.account.AccountLayout;
import dev.tickwire.proto.account.ByteAccount;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Watches where the bytes of a room's snapshots go, or of those that one player is sent. The room's loop writes; any
 * thread may {@link #read}, and {@link #close} it. No lock; what is read at once belongs together.
 */
public final class BytesWatch implements AutoCloseable {
    /** In place of a player's number: all players and spectators. */
    public static final int EVERYBODY = Integer.MIN_VALUE;

    /** Odd while the loop writes. */
    private static final int VERSION = 0;

    private static final int FRAMES = 1;
    private static final int BITS = 2;

    private final int player;
    private final AtomicLongArray published;
    private volatile boolean isClosed;
    /** Of the loop. */
    private final ByteAccount account;

    private long frames;
    private boolean hasNews;

    /**
     * One that has seen nothing yet.
     *
     * @param player its number in the room; {@link #EVERYBODY}: all
     */
    public BytesWatch(AccountLayout layout, int player) {
        this.player = player;
        account = new ByteAccount(layout);
        published = new AtomicLongArray(BITS + layout.size());
    }

    public AccountLayout layout() {
        return account.layout();
    }

    /** A player is sent a frame; a negative number: a spectator is. By the loop. */
    public void sent(int number, ByteAccount frame) {
        if (player == EVERYBODY || player == number) {
            account.add(frame);
            frames++;
            hasNews = true;
        }
    }

    /** Lets others read what was sent so far. By the loop, once per snapshot. */
    public void publish() {
        if (!hasNews) {
            return;
        }
        hasNews = false;
        long version = published.getPlain(VERSION);
        published.lazySet(VERSION, version + 1);
        published.lazySet(FRAMES, frames);
        for (int row = 0; row < layout().size(); row++) {
            published.lazySet(BITS + row, account.bits(row));
        }
        published.lazySet(VERSION, version + 2);
    }

    /** All that was sent since it began to watch, up to a snapshot. */
    public BytesReading read() {
        while (true) {
            long version = published.get(VERSION);
            long[] bits = new long[layout().size()];
            for (int row = 0; row < bits.length; row++) {
                bits[row] = published.get(BITS + row);
            }
            BytesReading reading = new BytesReading(layout(), published.get(FRAMES), bits);
            if (version % 2 == 0 && published.get(VERSION) == version) {
                return reading;
            }
            Thread.onSpinWait();
        }
    }

    /** Watches no longer: the room's loop lets go of it at its next snapshot. */
    @Override
    public void close() {
        isClosed = true;
    }

    /** Whether it was closed: also by a room that has closed, or is watched by as many as may. */
    public boolean isClosed() {
        return isClosed;
    }
}
