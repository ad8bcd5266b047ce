package dev.tickwire.server.settings;

import dev.tickwire.server.values.PlainNumber;
import java.util.List;

/**
 * What a config may say at one path.
 *
 * @param path from the root on; those of room types begin with {@link Settings#ROOM_TYPE_DEFAULTS}
 * @param least of numbers, in milliseconds or bytes where they are times or sizes
 * @param most as {@code least}
 * @param words all that it may be, or those that it may be beside a number
 * @param unit of numbers; empty: the name or the value says it
 * @param initial the default, as a config has it
 * @param description one line
 */
public record Setting(
        String path,
        Kind kind,
        double least,
        double most,
        List<String> words,
        String unit,
        Effect effect,
        String initial,
        String description) {
    private static final long[] UNIT_MILLIS = {3_600_000, 60_000, 1_000};
    private static final List<String> UNITS = List.of("h", "m", "s");

    /** What a value looks like. */
    public enum Kind {
        WHOLE,
        NUMBER,
        /** Such as 500ms, 30s or 5m. */
        TIME,
        /** Of memory, such as 4096 or 64 KiB. */
        SIZE,
        FLAG,
        WORD,
        TEXT,
        TEXTS,
        /** Two numbers, the least first, or none. */
        PAIR,
        /** A section whose names are the config's own. */
        NAMES
    }

    public Setting {
        words = List.copyOf(words);
    }

    /** What it may be, in words. */
    public String range() {
        String range = switch (kind) {
            case WHOLE, NUMBER -> numbers() + (unit.isEmpty() ? "" : " " + unit);
            case TIME -> time(least) + " to " + time(most);
            case SIZE -> numbers() + " bytes";
            case FLAG -> "true or false";
            case WORD -> "";
            case TEXT -> "a text";
            case TEXTS -> "a list of texts";
            case PAIR -> "two numbers, " + numbers() + (unit.isEmpty() ? "" : " " + unit);
            case NAMES -> "names of yours";
        };
        if (words.isEmpty()) {
            return range;
        }
        return range.isEmpty() ? oneOf(words) : range + ", or " + oneOf(words);
    }

    private String numbers() {
        if (most == Double.POSITIVE_INFINITY) {
            return "any";
        }
        return PlainNumber.of(least) + " to " + PlainNumber.of(most);
    }

    private static String time(double millis) {
        for (int i = 0; i < UNIT_MILLIS.length; i++) {
            if (millis >= UNIT_MILLIS[i] && millis % UNIT_MILLIS[i] == 0) {
                return PlainNumber.of(millis / UNIT_MILLIS[i]) + UNITS.get(i);
            }
        }
        return PlainNumber.of(millis) + "ms";
    }

    /** Words as a sentence names them: {@code a, b or c}. */
    public static String oneOf(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
