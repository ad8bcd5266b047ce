package dev.tickwire.server.sanctions;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * That somebody may not do something for a while.
 *
 * @param by the operator who said so
 * @param why for whom it is about, and for other operators; may be empty
 */
public record Sanction(Kind kind, Subject subject, Instant until, String by, String why) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What somebody may not do. */
    public enum Kind {
        /** Join any room. */
        BAN,
        /** Say anything. */
        MUTE;

        /** As config files and JSON have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As files and the API have it. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", kind.word());
        fields.put(subject.type(), subject.name());
        fields.put("until", until.toString());
        fields.put("by", by);
        fields.put("why", why);
        return fields;
    }

    /** A sentence for whom it is about. */
    public String sentence() {
        String what = kind == Kind.BAN ? "You are banned until " : "You cannot chat until ";
        return what + TIME.format(until) + (why.isEmpty() ? "." : ": " + why);
    }
}
