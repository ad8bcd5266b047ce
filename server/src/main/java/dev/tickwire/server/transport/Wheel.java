package dev.tickwire.server.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToIntFunction;

/**
 * A wheel of seconds, in which each connection is where it is to be looked at next: so whoever is in order is not
 * looked at each second, and none has a timer of its own. One thread turns it; any may {@link #add}. Turning allocates
 * nothing.
 */
final class Wheel<R extends Wheel.Rider> {
    /** So that whoever is banned is found soon. */
    static final int MOST_SECONDS = 5;

    private static final int SLOTS = MOST_SECONDS + 1;

    /** What is on it. */
    abstract static class Rider {
        /** Of the thread that turns the wheel: when it is to be looked at. */
        int dueTurn;
    }

    private final Queue<R> arrivals = new ConcurrentLinkedQueue<>();
    private final List<List<R>> slots = new ArrayList<>();
    private int turn;

    Wheel() {
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>());
        }
    }

    /** It is looked at with the next turn, whenever it was to be looked at. */
    void add(R rider) {
        arrivals.add(rider);
    }

    /** A second is over: looks at those that are due, with what says in how many seconds to look again; 0: never. */
    void turn(ToIntFunction<R> look) {
        turn++;
        List<R> due = slots.get(turn % SLOTS);
        for (R added = arrivals.poll(); added != null; added = arrivals.poll()) {
            added.dueTurn = turn;
            due.add(added);
        }
        for (int i = 0; i < due.size(); i++) {
            R rider = due.get(i);
            // One that was added again meanwhile is in two slots.
            if (rider.dueTurn == turn) {
                look(rider, look);
            }
        }
        due.clear();
    }

    private void look(R rider, ToIntFunction<R> look) {
        int seconds = Math.min(MOST_SECONDS, look.applyAsInt(rider));
        rider.dueTurn = turn + seconds;
        if (seconds > 0) {
            slots.get((turn + seconds) % SLOTS).add(rider);
        }
    }
}
