package dev.tickwire.server.admin;

import dev.tickwire.server.room.Notice;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object that somebody sent. Exceptions have a sentence for whoever did. */
public record Asked(Map<String, Object> fields) {
    void only(Set<String> known) throws ParseException {
        for (String field : fields.keySet()) {
            if (!known.contains(field)) {
                throw new ParseException(
                        "There is no field " + field + ": there are "
                                + String.join(", ", known.stream().sorted().toList()) + ".",
                        0);
            }
        }
    }

    String text(String name) throws ParseException {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return value == null ? "" : (String) value;
        }
        throw new ParseException(name + " must be a text.", 0);
    }

    /** A text that people can be told; {@code otherwise}: none is said. Where that is empty, one must be said. */
    String notice(String name, String otherwise) throws ParseException {
        String text = text(name).strip();
        if (text.isEmpty() && !otherwise.isEmpty()) {
            return otherwise;
        }
        if (!Notice.isSayable(text)) {
            throw new ParseException(name + " " + Notice.RULE + ".", 0);
        }
        return text;
    }

    /** True or false; absent: false. */
    boolean flag(String name) throws ParseException {
        Object value = fields.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new ParseException(name + " must be true or false.", 0);
    }

    /** A whole number within a range; {@code otherwise}: none is said. */
    int whole(String name, int least, int most, int otherwise) throws ParseException {
        Double number = number(name);
        if (number == null) {
            return otherwise;
        }
        if (!(number >= least && number <= most && number == Math.rint(number))) {
            throw new ParseException(name + " must be a whole number from " + least + " to " + most + ".", 0);
        }
        return (int) (double) number;
    }

    @Nullable
    Double number(String name) throws ParseException {
        return number(name, fields.get(name));
    }

    private static @Nullable Double number(String name, @Nullable Object value) throws ParseException {
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new ParseException(name + " must be a number.", 0);
    }

    Map<String, Double> numbers(String name) throws ParseException {
        Object value = fields.get(name);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new ParseException(name + " must be an object of numbers.", 0);
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = name + "." + entry.getKey();
            Double number = number(key, entry.getValue());
            if (number == null) {
                throw new ParseException(key + " must be a number.", 0);
            }
            numbers.put(String.valueOf(entry.getKey()), number);
        }
        return numbers;
    }
}
