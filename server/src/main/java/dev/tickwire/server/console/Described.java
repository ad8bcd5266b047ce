package dev.tickwire.server.console;

import dev.tickwire.server.directory.Scope;
import dev.tickwire.server.roomtype.Adjustment;
import dev.tickwire.server.values.PlainNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Changes as maps for JSON, and as lines of a config. */
public final class Described {
    private Described() {}

    /** Of which rooms something is said, in words. */
    static String scope(Scope scope) {
        if (scope instanceof Scope.OfRoom room) {
            return "room " + room.id();
        }
        Scope.OfType type = (Scope.OfType) scope;
        return type.percent() == Scope.OfType.ALL
                ? "all rooms of " + type.type()
                : type.percent() + " % of the rooms of " + type.type();
    }

    /** A change, with what it was and what it is. */
    public static Map<String, Object> change(Change change) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("number", change.number());
        all.put("when", change.when().toString());
        all.put("who", change.who());
        all.put("scope", scope(change.scope()));
        all.put("from", settings(change.before()));
        all.put("to", settings(change.after()));
        return all;
    }

    /** What an adjustment says, by the names that a config has for it. */
    public static Map<String, Object> settings(Adjustment adjustment) {
        return new TreeMap<>(adjustment.values());
    }

    /** What is said over the config, as a file for it to include; what is said of parts of a type is a comment. */
    public static String asConfig(Map<Scope, Adjustment> adjustments) {
        StringBuilder lines =
                new StringBuilder("# Written by the console: include it at the end of the config file.\n");
        adjustments.forEach((scope, adjustment) -> {
            boolean isWhole = scope instanceof Scope.OfType type && type.percent() == Scope.OfType.ALL;
            if (!isWhole) {
                lines.append("# only for ").append(scope(scope)).append(":\n");
            }
            String prefix = isWhole ? "roomTypes." + ((Scope.OfType) scope).type() + "." : "#   ";
            settings(adjustment)
                    .forEach((name, value) -> lines.append(prefix)
                            .append(name)
                            .append(" = ")
                            .append(PlainNumber.of((Double) value))
                            .append('\n'));
        });
        return lines.toString();
    }

    /** All that is said over the config. */
    public static List<Map<String, Object>> all(Map<Scope, Adjustment> adjustments) {
        return adjustments.entrySet().stream()
                .map(entry -> Map.of("scope", scope(entry.getKey()), "settings", settings(entry.getValue())))
                .toList();
    }
}
