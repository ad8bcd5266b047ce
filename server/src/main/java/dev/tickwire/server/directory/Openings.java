package dev.tickwire.server.directory;

import dev.tickwire.server.roomtype.RoomType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rooms that somebody waits for, oldest first. Guarded by the lock of {@link LocalRooms}. */
final class Openings {
    private final List<Opening> all = new ArrayList<>();

    void add(Opening opening) {
        all.add(opening);
    }

    /** False: nobody waits for it any more. */
    boolean remove(Opening opening) {
        return all.remove(opening);
    }

    List<Opening> removeAll() {
        List<Opening> removed = List.copyOf(all);
        all.clear();
        return removed;
    }

    /** Removes those that more than {@code checks} calls of this have seen, without a worker or with one. */
    List<Opening> removeLate(long checks) {
        List<Opening> late = new ArrayList<>();
        for (Opening opening : all) {
            if (opening.seen() > checks) {
                late.add(opening);
            }
        }
        all.removeAll(late);
        return late;
    }

    int count() {
        return all.size();
    }

    int countOf(String typeName) {
        return (int)
                all.stream().filter(one -> one.type().name().equals(typeName)).count();
    }

    /** The room of an id; null: it is not being opened. */
    @Nullable
    Opening find(String id) {
        return all.stream()
                .filter(one -> one.listing().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /**
     * Lets somebody wait for a listed room of a type that has these labels and a place left; false: there is none.
     * Those that its rules are to give it do not matter: another new room would get the same.
     */
    boolean addWaiter(RoomType type, Map<String, Object> wanted, Waiter waiter) {
        Map<String, Object> labels = new HashMap<>(wanted);
        labels.keySet().removeIf(type.choices()::isOfRules);
        for (Opening opening : all) {
            if (opening.type().isLike(type) && opening.listing().isListedWith(labels) && opening.add(waiter)) {
                return true;
            }
        }
        return false;
    }
}
