package dev.tickwire.server.loop;

import dev.tickwire.server.room.Room;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that do not come back from games, and the room types that are given up for it. Guarded by the lock of
 * {@link Loops}, except {@link #givenUpTypes}.
 */
final class LostThreads {
    private static final Logger LOG = LoggerFactory.getLogger(LostThreads.class);
    /** Each lost thread may take a processor: with more than these no loop is replaced any more. */
    private static final int MOST = 16;
    /** A room type whose games have taken these is given up: its other rooms would take the next ones. */
    private static final int MOST_PER_TYPE = 2;

    private final List<Lost> all = new ArrayList<>();
    private volatile Set<String> givenUpTypes = Set.of();

    private record Lost(Thread thread, String typeName, String roomId) {}

    /** A thread is lost in the game of a room. */
    void add(Thread thread, Room room) {
        all.add(new Lost(thread, room.type().name(), room.id()));
    }

    /** Lets go of those that have ended; false: there were none. */
    boolean forgetThoseThatCameBack() {
        return all.removeIf(one -> !one.thread.isAlive());
    }

    int count() {
        return all.size();
    }

    /** Whether no further thread may be lost. */
    boolean isFull() {
        return all.size() >= MOST;
    }

    /** A sentence for each, which names the room. */
    List<String> sentences() {
        return all.stream()
                .map(one -> "Room " + one.roomId + " is stuck in its game, and takes a thread with it.")
                .toList();
    }

    /** Room types of which no room can be run; takes no lock. */
    Set<String> givenUpTypes() {
        return givenUpTypes;
    }

    /** Gives up the types that have lost too many threads, and takes back those that have not any more. */
    void giveUpTypes() {
        Map<String, Integer> lostByType = new HashMap<>();
        all.forEach(one -> lostByType.merge(one.typeName, 1, Integer::sum));
        lostByType.values().removeIf(count -> count < MOST_PER_TYPE);
        Set<String> before = givenUpTypes;
        givenUpTypes = Set.copyOf(lostByType.keySet());
        for (String type : givenUpTypes) {
            if (!before.contains(type)) {
                LOG.error(
                        "room type {} is given up: {} threads do not come back from its games. Its other rooms end,"
                                + " and none is opened until a thread comes back",
                        type,
                        MOST_PER_TYPE);
            }
        }
    }
}
