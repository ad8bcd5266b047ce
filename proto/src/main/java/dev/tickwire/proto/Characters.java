package dev.tickwire.proto;

/**
 * The rule for texts that players type for others to read, as PROTOCOL.md lists it under "Names and chat".
 *
 * <p>The lists are of code points and not of Unicode's categories: what a JVM does not know yet, such as a new emoji,
 * is allowed on every JVM.
 */
final class Characters {
    private Characters() {}

    /** The text without white space at both ends. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isWhiteSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isWhiteSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Whether a text {@linkplain #isAllowed is allowed}, and shows something. */
    static boolean canBeRead(String text, int longest) {
        return isAllowed(text, longest) && text.codePoints().anyMatch(Characters::isVisible);
    }

    /** Whether a text has at most {@code longest} code points, none of them refused. */
    static boolean isAllowed(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                && text.codePoints().noneMatch(Characters::isRefused);
    }

    /** Unicode's White_Space. */
    private static boolean isWhiteSpace(int c) {
        return isIn(c, 0x09, 0x0D)
                || c == 0x20
                || c == 0x85
                || c == 0xA0
                || c == 0x1680
                || isIn(c, 0x2000, 0x200A)
                || isIn(c, 0x2028, 0x2029)
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /**
     * What controls, turns what is around it, shows nothing without being part of a word or an emoji, or is no
     * character.
     */
    private static boolean isRefused(int c) {
        return isIn(c, 0x00, 0x1F)
                || isIn(c, 0x7F, 0x9F)
                || c == 0xAD
                || c == 0x61C
                || c == 0x180E
                || c == 0x200B
                || isIn(c, 0x200E, 0x200F)
                || isIn(c, 0x2028, 0x202E)
                || isIn(c, 0x2060, 0x206F)
                || isIn(c, 0xD800, 0xF8FF)
                || isIn(c, 0xFDD0, 0xFDEF)
                || c == 0xFEFF
                || isIn(c, 0xFFF0, 0xFFFB)
                || isIn(c, 0xFFFE, 0xFFFF)
                || isIn(c, 0x1BCA0, 0x1BCA3)
                || isIn(c, 0x1D173, 0x1D17A)
                || isIn(c, 0xE0000, 0xE001F)
                || isIn(c, 0xE0080, 0xE00FF)
                || c >= 0xE01F0;
    }

    /** Not a space, a joiner, a filler, a tag or a combining mark: what has nothing else looks empty. */
    private static boolean isVisible(int c) {
        return !(isWhiteSpace(c)
                || isIn(c, 0x200C, 0x200D)
                || isIn(c, 0x115F, 0x1160)
                || c == 0x2800
                || c == 0x3164
                || c == 0xFFA0
                || isIn(c, 0x13430, 0x1343F)
                || c == 0x1D159
                || isIn(c, 0xE0020, 0xE007F)
                || isMark(c));
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** The text with a space in place of each character that is refused, and without white space at both ends. */
    static String cleaned(String text) {
        StringBuilder cleaned = new StringBuilder();
        text.codePoints().forEach(c -> cleaned.appendCodePoint(isRefused(c) ? ' ' : c));
        return trim(cleaned.toString());
    }

    private static boolean isIn(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
