package dev.tickwire.client.swarm;

/**
 * Looks for the most players for whom something holds: more and more until it breaks, then between what held and what
 * broke, then once more with what held, since one trial may be luck. Knows nothing of bots; one thread at a time.
 */
final class LimitSearch {
    private static final double GROWTH = 1.5;
    /** How near to each other what held and what broke have to be. */
    private static final double NEAR = 1.1;

    private final int most;
    private int held;
    private int broken;
    private int trying;
    private boolean isConfirming;
    private boolean isDone;

    /**
     * A search.
     *
     * @param first how many to begin with
     * @param most how many there can be
     */
    LimitSearch(int first, int most) {
        this.most = most;
        trying = Math.min(first, most);
    }

    /** How many to try with next; 0: it is done. */
    int next() {
        return isDone ? 0 : trying;
    }

    /** What came of it. */
    void tried(boolean hasHeld) {
        if (hasHeld) {
            isDone = isConfirming || trying == most;
            held = Math.max(held, trying);
        } else {
            broken = trying;
            held = isConfirming ? 0 : held;
        }
        isConfirming = false;
        if (isDone) {
            return;
        }
        if (broken == 0) {
            trying = Math.min(most, (int) Math.ceil(trying * GROWTH));
        } else if (held == 0) {
            trying = (int) (broken / GROWTH);
            isDone = trying == 0;
        } else if (broken <= held * NEAR || broken - held <= 1) {
            trying = held;
            isConfirming = true;
        } else {
            trying = (held + broken) / 2;
        }
    }

    /** The most for whom it held, and held again; of all that there can be, once. 0: it broke with any. */
    int limit() {
        return held;
    }

    /** The fewest for whom it broke; 0: it never did. */
    int broken() {
        return broken;
    }
}
