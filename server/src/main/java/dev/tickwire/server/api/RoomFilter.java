package dev.tickwire.server.api;

import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.http.Shown;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.InvalidOptionsException;
import dev.tickwire.server.roomtype.RoomType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** Reads from a query which rooms are asked for. */
final class RoomFilter {
    static final String LABEL = "label.";

    private static final String TYPE = "type";
    private static final String FREE = "free";
    private static final int MOST_FREE = Short.MAX_VALUE;

    private final List<RoomType> types;
    private final RoomLabels ownLabels;

    private RoomFilter(List<RoomType> types, RoomLabels ownLabels) {
        this.types = types;
        this.ownLabels = ownLabels;
    }

    /**
     * Tells which of the listed rooms fit.
     *
     * @param types all that there are
     * @param ownLabels those that a backend may give rooms
     */
    static Predicate<Room> read(Fields query, List<RoomType> types, RoomLabels ownLabels) throws RefusedException {
        List<RoomType> wanted = types;
        for (Fields.Field one : query) {
            if (one.getValues().size() > 1) {
                throw wrong("Say " + Shown.of(one.getName()) + " once.");
            }
            if (one.getName().equals(TYPE)) {
                wanted = List.of(type(one.getValue(), types));
            }
        }
        RoomFilter filter = new RoomFilter(wanted, ownLabels);
        Predicate<Room> all = room -> room.listing().isListed();
        for (Fields.Field one : query) {
            all = all.and(filter.one(one.getName(), one.getValue()));
        }
        return all;
    }

    static RoomType type(String name, List<RoomType> types) throws RefusedException {
        for (RoomType type : types) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw wrong("There is no room type " + Shown.of(name) + ": there are "
                + types.stream().map(RoomType::name).collect(Collectors.joining(", ")) + ".");
    }

    private Predicate<Room> one(String name, String value) throws RefusedException {
        if (name.equals(TYPE)) {
            return room -> room.type().name().equals(value);
        }
        if (name.equals(FREE)) {
            int least = free(value);
            return room -> room.places().free() >= least;
        }
        if (name.startsWith(LABEL)) {
            return label(name.substring(LABEL.length()), value);
        }
        throw wrong("There is no filter " + Shown.of(name) + ": there are type, free and label.NAME.");
    }

    private static int free(String value) throws RefusedException {
        // Nine digits fit.
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) > MOST_FREE) {
            throw wrong("free must be a whole number from 0 to " + MOST_FREE + ", not " + Shown.of(value) + ".");
        }
        return Integer.parseInt(value);
    }

    private Predicate<Room> label(String name, String value) throws RefusedException {
        if (ownLabels.has(name)) {
            return room -> value.equals(text(room.listing().label(name)));
        }
        Map<String, Object> byType = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (RoomType type : types) {
            if (type.choices().labelNames().contains(name)) {
                try {
                    byType.put(type.name(), type.choices().label(name, value));
                } catch (InvalidOptionsException e) {
                    problems.add(e.sentence());
                }
            }
        }
        if (byType.isEmpty()) {
            throw wrong(problems.isEmpty() ? noLabel(name) : problems.get(0));
        }
        return room -> {
            Object actual = room.listing().label(name);
            return actual != null && actual.equals(byType.get(room.type().name()));
        };
    }

    private String noLabel(String name) {
        Set<String> names = new TreeSet<>(ownLabels.names());
        types.forEach(type -> names.addAll(type.choices().labelNames()));
        return "There is no label " + Shown.of(name) + " here: there "
                + (names.isEmpty() ? "is none" : "are " + String.join(", ", names)) + ".";
    }

    /** As in the JSON. */
    private static String text(@Nullable Object label) {
        return label instanceof Double number && number == Math.rint(number)
                ? Long.toString(number.longValue())
                : String.valueOf(label);
    }

    private static RefusedException wrong(String sentence) {
        return new RefusedException(HttpStatus.BAD_REQUEST_400, sentence);
    }
}
