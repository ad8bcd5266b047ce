package dev.tickwire.server.api;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** A JSON object that was sent. Members of a wrong kind are refused, and so are those that nobody has asked for. */
final class Body {
    private final Map<String, Object> members;
    private final Set<String> known = new HashSet<>();

    private Body(Map<String, Object> members) {
        this.members = members;
    }

    static Body parse(String json) throws RefusedException {
        try {
            if (json.strip().startsWith("{")) {
                return new Body(JSONObjectUtils.parse(json));
            }
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            // The library throws more than it says; what is wrong where, it does not tell.
        }
        throw wrong("The body must be a JSON object.");
    }

    /** Whether there is such a member. */
    boolean has(String key) {
        known.add(key);
        return members.containsKey(key);
    }

    /** A text; empty: there is none. */
    String text(String key) throws RefusedException {
        return has(key) ? as(String.class, key, "a text") : "";
    }

    boolean flag(String key, boolean otherwise) throws RefusedException {
        return has(key) ? as(Boolean.class, key, "true or false") : otherwise;
    }

    /** A whole number from {@code least} to {@code most}. */
    int integer(String key, int least, int most, int otherwise) throws RefusedException {
        String range = "a whole number from " + least + " to " + most;
        double value = has(key) ? as(Number.class, key, range).doubleValue() : otherwise;
        if (value != Math.rint(value) || value < least || value > most) {
            throw wrong(key + " must be " + range + ".");
        }
        return (int) value;
    }

    /** The members of an object, by name; a value may be null. There are none where it is left out. */
    Map<String, @Nullable Object> object(String key) throws RefusedException {
        Map<String, @Nullable Object> named = new TreeMap<>();
        if (has(key)) {
            Map<?, ?> object = as(Map.class, key, "an object");
            object.forEach((name, value) -> named.put(String.valueOf(name), value));
        }
        return named;
    }

    /** All members have been asked for: what is left is none that there is. */
    void end() throws RefusedException {
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw wrong("There is no member " + Shown.of(name) + " here: leave it out.");
            }
        }
    }

    private <T> T as(Class<T> kind, String key, String said) throws RefusedException {
        Object value = members.get(key);
        if (!kind.isInstance(value)) {
            throw wrong(key + " must be " + said + ".");
        }
        return kind.cast(value);
    }

    private static RefusedException wrong(String sentence) {
        return new RefusedException(HttpStatus.BAD_REQUEST_400, sentence);
    }
}
