package dev.tickwire.server.swap;

import dev.tickwire.simulation.swap.Losses;

/** Hears what becomes of a swap; called by the room's loop: it must be quick, and must not throw. */
public interface SwapListener {
    /**
     * The room goes by the new rules.
     *
     * @param losses what of its world had no place
     * @param gone people whose pages do not know the new tables, nor how to learn of them
     * @param tookNanos how long the loop took for it
     */
    void changed(Losses losses, int gone, long tookNanos);

    /** The room goes on by its own rules, as if nothing had been; a sentence without a full stop. */
    void refused(String sentence);

    /** The new rules have failed, and the room goes on by those before, from where these stopped. */
    void rolledBack(String sentence);
}
