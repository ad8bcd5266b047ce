package dev.tickwire.server.session;

import dev.tickwire.server.address.Cost;
import dev.tickwire.server.seats.Outlet;

/** The code or the password that a connection gave: it counts as wrong until it turns out to be right. */
final class Guess {
    private final Outlet outlet;
    private volatile boolean isOpen;

    Guess(Outlet outlet) {
        this.outlet = outlet;
    }

    /** One is given; false: too many wrong ones came from its address. */
    boolean mayBegin(long nowNanos) {
        isOpen = true;
        return outlet.address().take(Cost.GUESS, nowNanos);
    }

    /** It was not what kept the connection out; any thread may say so, also where there was none. */
    void wasRight() {
        if (isOpen) {
            isOpen = false;
            outlet.address().giveBack(Cost.GUESS);
        }
    }
}
