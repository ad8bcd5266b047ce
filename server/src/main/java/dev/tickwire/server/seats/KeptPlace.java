package dev.tickwire.server.seats;

import dev.tickwire.server.address.Address;
import dev.tickwire.server.address.Kept;
import java.util.concurrent.atomic.AtomicBoolean;

/** The place of a seat, while it is kept though the connection has ended. Any thread may use it. */
public final class KeptPlace implements Kept {
    private final Seat seat;
    private final AtomicBoolean isKept = new AtomicBoolean();

    KeptPlace(Seat seat) {
        this.seat = seat;
    }

    /** Keeps it, among what its network address may have kept; what has been kept for longest may make way. */
    public void keep() {
        if (isKept.compareAndSet(false, true)) {
            address().keep(this);
        }
    }

    /** It is taken again, or given up; does nothing where it is not kept. */
    public void letGo() {
        if (isKept.compareAndSet(true, false)) {
            address().letGo(this);
        }
    }

    @Override
    public void makeWay() {
        seat.leave();
    }

    private Address address() {
        return seat.outlet().address();
    }
}
