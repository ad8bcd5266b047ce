package dev.tickwire.server.seats;

import dev.tickwire.server.address.Address;
import dev.tickwire.server.address.Kept;

/** The place of a seat, while it is kept though the connection has ended. Any thread may use it. */
public final class KeptPlace implements Kept {
    private final Seat seat;
    private boolean isKept;
    private boolean isLetGo;

    KeptPlace(Seat seat) {
        this.seat = seat;
    }

    /**
     * Keeps it, among what its network address may have kept; what has been kept for longest may make way. Does nothing
     * once it was let go: a room that another thread ends may be about to keep it.
     */
    public synchronized void keep() {
        if (!isKept && !isLetGo) {
            isKept = true;
            address().keep(this);
        }
    }

    /** It is taken again, or given up, for good. */
    public synchronized void letGo() {
        isLetGo = true;
        if (isKept) {
            isKept = false;
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
