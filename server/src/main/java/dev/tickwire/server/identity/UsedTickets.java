package dev.tickwire.server.identity;

import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/** The tickets that were used, each for as long as it could be used again. Any thread may use it. */
final class UsedTickets {
    /** Most that are known at a time; at some 100 bytes each. */
    static final int MOST = 200_000;

    /** What comes of a use. */
    enum Use {
        FIRST,
        AGAIN,
        /** So many are known that no more can be: whether it is the first is not known. */
        TOO_MANY
    }

    private record Used(long endSeconds, String id) {}

    private final int most;
    private final Set<String> ids = new HashSet<>();
    private final PriorityQueue<Used> byEnd =
            new PriorityQueue<>((one, other) -> Long.compare(one.endSeconds, other.endSeconds));

    UsedTickets(int most) {
        this.most = most;
    }

    /**
     * Notes a use.
     *
     * @param endSeconds from when on the ticket is refused anyway
     */
    synchronized Use use(String id, long endSeconds, long nowSeconds) {
        for (Used oldest = byEnd.peek(); oldest != null && oldest.endSeconds <= nowSeconds; oldest = byEnd.peek()) {
            ids.remove(oldest.id);
            byEnd.remove();
        }
        if (ids.contains(id)) {
            return Use.AGAIN;
        }
        if (ids.size() >= most) {
            return Use.TOO_MANY;
        }
        ids.add(id);
        byEnd.add(new Used(endSeconds, id));
        return Use.FIRST;
    }
}
