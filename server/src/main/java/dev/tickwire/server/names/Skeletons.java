package dev.tickwire.server.names;

import java.util.HashSet;
import java.util.Set;

/** The skeletons of some names, to tell whether another name looks like one of them. Not thread-safe. */
final class Skeletons {
    private final Set<String> asWritten = new HashSet<>();
    private final Set<String> inSmall = new HashSet<>();

    void add(Skeleton skeleton) {
        asWritten.add(skeleton.asWritten());
        inSmall.add(skeleton.inSmall());
    }

    /** Takes one away that was added, and that looked like none of the others. */
    void remove(Skeleton skeleton) {
        asWritten.remove(skeleton.asWritten());
        inSmall.remove(skeleton.inSmall());
    }

    boolean hasLike(Skeleton skeleton) {
        return asWritten.contains(skeleton.asWritten()) || inSmall.contains(skeleton.inSmall());
    }
}
