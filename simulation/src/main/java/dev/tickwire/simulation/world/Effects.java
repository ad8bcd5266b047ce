package dev.tickwire.simulation.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rules asked of their room, and the room has not done yet: {@link Step#remove} and {@link Step#close}. Not part
 * of the state: what comes of it reaches the world as players who leave.
 */
public final class Effects {
    private final List<Removal> removals = new ArrayList<>();
    private @Nullable String closing;

    /** A player is to go, with a sentence that says why; empty: there is none. */
    public record Removal(int player, String sentence) {}

    /** Takes the oldest removal of a player who is there; null: there is none. */
    public @Nullable Removal pollRemoval() {
        return removals.isEmpty() ? null : removals.remove(0);
    }

    /** The sentence with which the room is to end; null: it goes on. */
    public @Nullable String closing() {
        return closing;
    }

    /** Whether there is nothing to do. */
    boolean isEmpty() {
        return removals.isEmpty() && closing == null;
    }

    /** Of two removals of one player, the first counts. */
    void remove(int player, String sentence) {
        for (int i = 0; i < removals.size(); i++) {
            if (removals.get(i).player() == player) {
                return;
            }
        }
        removals.add(new Removal(player, sentence));
    }

    /** The first sentence counts. */
    void close(String sentence) {
        if (closing == null) {
            closing = sentence;
        }
    }

    /** A player has left: its number may be another one's by now. */
    void forget(int player) {
        for (int i = removals.size() - 1; i >= 0; i--) {
            if (removals.get(i).player() == player) {
                removals.remove(i);
            }
        }
    }
}
