package dev.tickwire.simulation.swap;

import java.util.List;

/** A world cannot be taken over into another version of its game; nothing has changed. */
public final class UnmappableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** {@code sentences}: a reason each, without a full stop. */
    UnmappableException(List<String> sentences) {
        super(String.join("; ", sentences));
    }

    UnmappableException(String sentence) {
        this(List.of(sentence));
    }
}
