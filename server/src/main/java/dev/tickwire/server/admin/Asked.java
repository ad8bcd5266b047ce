package dev.tickwire.server.admin;

import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object that somebody sent. Exceptions have a sentence for whoever did. */
record Asked(Map<String, Object> fields) {
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
