package dev.tickwire.server.api;

import dev.tickwire.proto.CommandText;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.http.Shown;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * The labels that a game's backend gives rooms, beside those of the game. Rules do not see them: they are no part of
 * the state.
 *
 * @param names as the config has them
 */
record RoomLabels(Set<String> names) {
    private static final int MOST_CHARS = 64;

    RoomLabels {
        names = new TreeSet<>(names);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** Labels as they were sent, checked; one that is null is taken away. */
    Map<String, @Nullable Object> read(Map<String, @Nullable Object> sent) throws RefusedException {
        Map<String, @Nullable Object> read = new TreeMap<>();
        for (Map.Entry<String, @Nullable Object> one : sent.entrySet()) {
            if (!has(one.getKey())) {
                throw new RefusedException(
                        HttpStatus.BAD_REQUEST_400,
                        "There is no label " + Shown.of(one.getKey()) + " in api.labels of the config"
                                + (names.isEmpty() ? "." : ": there are " + String.join(", ", names) + "."));
            }
            read.put(one.getKey(), value(one.getKey(), one.getValue()));
        }
        return read;
    }

    private static @Nullable Object value(String name, @Nullable Object sent) throws RefusedException {
        if (sent == null || sent instanceof Boolean) {
            return sent;
        }
        if (sent instanceof Number number) {
            return number.doubleValue();
        }
        if (sent instanceof String text && CommandText.fits(text, MOST_CHARS)) {
            return text;
        }
        throw new RefusedException(
                HttpStatus.BAD_REQUEST_400,
                "The label " + name + " must be a number, true, false, null, or a text of up to " + MOST_CHARS
                        + " characters that can be seen.");
    }
}
