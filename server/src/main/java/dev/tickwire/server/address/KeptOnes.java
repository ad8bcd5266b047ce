package dev.tickwire.server.address;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is kept, up to a number: beyond it, what has been kept for longest makes way. Any thread may use it. */
final class KeptOnes {
    private final int most;
    private final Set<Kept> oldestFirst = new LinkedHashSet<>();

    KeptOnes(int most) {
        this.most = most;
    }

    /** Keeps one more; returns what must make way for it, which may be itself. Null: there is room. */
    synchronized @Nullable Kept add(Kept kept) {
        oldestFirst.add(kept);
        if (oldestFirst.size() <= most) {
            return null;
        }
        Kept oldest = oldestFirst.iterator().next();
        oldestFirst.remove(oldest);
        return oldest;
    }

    synchronized void remove(Kept kept) {
        oldestFirst.remove(kept);
    }
}
