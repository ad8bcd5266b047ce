package dev.tickwire.simulation.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule for names of tables, columns, labels, tunables and meters: they are safe in config paths, in JSON and as
 * identifiers.
 */
public final class Names {
    private static final int LONGEST = 40;

    private Names() {}

    /** Throws an {@link IllegalArgumentException} if {@code name} is no name for {@code what}. */
    public static void check(String what, String name) {
        boolean legal = !name.isEmpty() && name.length() <= LONGEST && isLetter(name.charAt(0));
        for (int i = 1; legal && i < name.length(); i++) {
            char c = name.charAt(i);
            legal = isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
        }
        if (!legal) {
            throw new IllegalArgumentException("the name of a " + what + " must be a letter and then up to "
                    + (LONGEST - 1) + " letters, digits, _ or -, not \"" + name + "\"");
        }
    }

    /** The first name that stands in a list twice; null: there is none. */
    public static @Nullable String firstTwice(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (names.get(i).equals(names.get(j))) {
                    return names.get(i);
                }
            }
        }
        return null;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
