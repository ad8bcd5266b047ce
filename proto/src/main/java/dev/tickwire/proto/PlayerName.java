package dev.tickwire.proto;

import org.jspecify.annotations.Nullable;

/** What players may be called. */
public final class PlayerName {
    /** Most code points of a name. */
    public static final int LONGEST = 24;

    private PlayerName() {}

    /** The name as others will see it, without white space around it, empty if nothing is left; null: it is not allowed. */
    public static @Nullable String accept(String wanted) {
        if (wanted.length() > LONGEST * 4) {
            return null;
        }
        String name = strip(wanted);
        if (name.codePointCount(0, name.length()) > LONGEST) {
            return null;
        }
        return name.codePoints().allMatch(PlayerName::isAllowed) ? name : null;
    }

    /** As {@link String#strip}, and takes away no-break spaces too. */
    static String strip(String wanted) {
        int from = 0;
        int to = wanted.length();
        while (from < to && isBlank(wanted.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(wanted.charAt(to - 1))) {
            to--;
        }
        return wanted.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isAllowed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
