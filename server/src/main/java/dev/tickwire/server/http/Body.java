package dev.tickwire.server.http;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that was sent with a request. Members of a wrong kind are refused, and so are those that nobody has
 * asked for.
 */
public final class Body {
    private final Map<String, Object> members;
    private final Set<String> known = new TreeSet<>();

    private Body(Map<String, Object> members) {
        this.members = members;
    }

    /** Reads a body whose members are to be asked for. */
    public static Body parse(String json) throws RefusedException {
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
    public boolean has(String key) {
        known.add(key);
        return members.containsKey(key);
    }

    /** A text; empty: there is none. */
    public String text(String key) throws RefusedException {
        return has(key) ? as(String.class, key, "a text") : "";
    }

    /** Whether something is so; {@code otherwise}: it is not said. */
    public boolean flag(String key, boolean otherwise) throws RefusedException {
        return has(key) ? as(Boolean.class, key, "true or false") : otherwise;
    }

    /** A whole number from {@code least} to {@code most}; {@code otherwise}, which may be any: there is none. */
    public int integer(String key, int least, int most, int otherwise) throws RefusedException {
        if (!has(key)) {
            return otherwise;
        }
        String range = "a whole number from " + least + " to " + most;
        double value = as(Number.class, key, range).doubleValue();
        if (value != Math.rint(value) || value < least || value > most) {
            throw wrong(key + " must be " + range + ".");
        }
        return (int) value;
    }

    /** The members of an object, by name; a value may be null. There are none where it is left out. */
    public Map<String, @Nullable Object> object(String key) throws RefusedException {
        Map<String, @Nullable Object> named = new TreeMap<>();
        if (has(key)) {
            Map<?, ?> object = as(Map.class, key, "an object");
            object.forEach((name, value) -> named.put(String.valueOf(name), value));
        }
        return named;
    }

    /** All members that nobody has asked for, which must be numbers or objects of them: those are by OBJECT.NAME. */
    public Map<String, Double> otherNumbers() throws RefusedException {
        Map<String, Double> numbers = new HashMap<>();
        for (Map.Entry<String, Object> member : members.entrySet()) {
            if (!known.add(member.getKey())) {
                continue;
            }
            if (!(member.getValue() instanceof Map<?, ?> object)) {
                numbers.put(
                        member.getKey(),
                        number(member.getKey(), member.getValue(), "a number, or an object of numbers"));
                continue;
            }
            for (Map.Entry<?, ?> inner : object.entrySet()) {
                String path = member.getKey() + "." + inner.getKey();
                numbers.put(path, number(path, inner.getValue(), "a number"));
            }
        }
        return numbers;
    }

    private static double number(String path, @Nullable Object value, String said) throws RefusedException {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw wrong(Shown.of(path) + " must be " + said + ".");
    }

    /** All members have been asked for: what is left is none that there is. */
    public void end() throws RefusedException {
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw wrong(
                        "There is no member " + Shown.of(name) + " here: there are " + String.join(", ", known) + ".");
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
