package dev.tickwire.client.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Looks for the most players that a server can do: it has more and more of them tried until it fails, then what lies
 * between, and at last the answer again. What fails is tried once more before it counts.
 */
final class LimitSearch {
    private static final int ROOM = 50;
    private static final int GROWTH_TIMES = 3;
    private static final int GROWTH_BY = 2;
    private static final int FINENESS = 10;

    private final int most;
    /** What it could do, the most of it on top. */
    private final Deque<Integer> held = new ArrayDeque<>();

    private int next;
    private int broken;
    private boolean isSecondTry;
    private boolean isConfirming;

    /** @param first players to start with */
    LimitSearch(int first, int most) {
        next = wholeRooms(first);
        this.most = most;
    }

    /** How many players to try now; 0: it is found. */
    int next() {
        return next;
    }

    /** Whether the server could do as many as {@link #next} said. */
    void tried(boolean isHeld) {
        if (!isHeld && !isSecondTry) {
            isSecondTry = true;
            return;
        }
        isSecondTry = false;
        if (isHeld) {
            hold();
        } else {
            fail();
        }
    }

    /** The most that it could do; 0: not even the least. */
    int players() {
        return held.isEmpty() ? 0 : held.peek();
    }

    /** The fewest that it could not do; 0: it could do all. */
    int broken() {
        return broken;
    }

    private void hold() {
        if (isConfirming) {
            next = 0;
            return;
        }
        held.push(next);
        if (broken == 0) {
            int more = wholeRooms(next * GROWTH_TIMES / GROWTH_BY);
            next = more > most ? 0 : more;
        } else {
            narrow();
        }
    }

    private void fail() {
        broken = next;
        if (isConfirming) {
            held.pop();
            isConfirming = false;
        }
        narrow();
    }

    private void narrow() {
        int between = wholeRooms((players() + broken) / 2);
        if (broken - players() > Math.max(ROOM, players() / FINENESS) && between < broken && between > players()) {
            next = between;
        } else {
            next = players();
            isConfirming = true;
        }
    }

    private static int wholeRooms(int players) {
        return Math.max(1, players / ROOM) * ROOM;
    }
}
