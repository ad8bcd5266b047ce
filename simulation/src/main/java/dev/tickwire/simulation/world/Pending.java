package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Rows;
import java.util.List;

/**
 * What the next step is to have already: commands, requests, or answers.
 *
 * @param rows of each kind
 * @param texts in their columns: each one's key is one more than its place
 */
public record Pending(List<Rows> rows, List<String> texts) {
    /** Nothing, of no kind. */
    public static final Pending NONE = new Pending(List.of(), List.of());

    public Pending {
        rows = List.copyOf(rows);
        texts = List.copyOf(texts);
    }
}
