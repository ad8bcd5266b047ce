package dev.tickwire.server.directory;

import dev.tickwire.server.room.Notice;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.seats.Role;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a server that lets its rooms end by themselves first: it opens no more rooms, tells people until when they
 * can play, and is done once nobody is in a room, or at the deadline. Any thread may use it.
 */
public final class Drain {
    /** How often {@link #check} is to be called. */
    public static final long CHECK_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final LocalRooms rooms;
    private final LongSupplier nanoClock;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Long deadlineNanos;

    /** {@code nanoClock} is that of the loops. */
    public Drain(LocalRooms rooms, LongSupplier nanoClock) {
        this.rooms = rooms;
        this.nanoClock = nanoClock;
    }

    /** Begins, and tells people so. If it has begun already, the earlier deadline holds. */
    public synchronized void begin(DrainSettings settings) {
        long end = nanoClock.getAsLong() + settings.seconds() * NANOS_PER_SECOND;
        if (deadlineNanos != null && deadlineNanos - end <= 0) {
            return;
        }
        deadlineNanos = end;
        rooms.openNoMore();
        if (settings.seconds() > 0) {
            LOG.info("the server drains: it ends in {} s, or once nobody is in a room", settings.seconds());
            tell(new Notice(settings.message(), end, false));
        }
        check();
    }

    private void tell(Notice notice) {
        for (Room room : rooms.list()) {
            room.control().tell(notice);
        }
    }

    /** Lets rooms end that nobody is in, and looks whether that was all. */
    public synchronized void check() {
        if (deadlineNanos == null || isDone()) {
            return;
        }
        int people = 0;
        for (Room room : rooms.list()) {
            room.closeIfEmpty();
            people += room.seatCount() + room.places().count(Role.SPECTATOR);
        }
        boolean isLate = nanoClock.getAsLong() - deadlineNanos >= 0;
        if (isLate || people == 0) {
            LOG.info("the server has drained: {} are still in rooms", people);
            done.countDown();
        }
    }

    /** Ends it now, if it had begun or not. */
    public void finish() {
        done.countDown();
    }

    /** Waits until it is done, however long it takes for that to begin. */
    public void await() throws InterruptedException {
        done.await();
    }

    boolean isDone() {
        return done.getCount() == 0;
    }

    /** In how many seconds the server ends at the latest; null: it does not drain. */
    public synchronized @Nullable Long secondsLeft() {
        return deadlineNanos == null
                ? null
                : Math.max(0, (deadlineNanos - nanoClock.getAsLong() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
    }
}
