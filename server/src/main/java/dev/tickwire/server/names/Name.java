package dev.tickwire.server.names;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody is called, with what tells whether that looks like another name.
 *
 * @param text that is allowed; empty: none
 * @param skeleton of the text
 * @param stem skeleton of the text without the number at its end
 */
public record Name(String text, Skeleton skeleton, Skeleton stem) {
    /** No name. */
    public static final Name NONE = of("");

    private static final Pattern CHARACTER = Pattern.compile("\\X");

    /** A name that is allowed: some microseconds of work. */
    public static Name of(String text) {
        Skeleton skeleton = Skeleton.of(text);
        int end = text.length();
        while (end > 0 && isNumber(text.codePointBefore(end))) {
            end = text.offsetByCodePoints(end, -1);
        }
        return new Name(text, skeleton, end == text.length() ? skeleton : Skeleton.of(text.substring(0, end)));
    }

    private static boolean isNumber(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    /** Whether it is none. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }

    /** This name with at most so many code points: see {@link #cut(String, int)}. */
    Name shortened(int codePoints) {
        String cut = cut(text, codePoints);
        return cut.length() == text.length() ? this : of(cut);
    }

    /** This name, a space, and a number. */
    Name numbered(String spaceAndNumber) {
        return new Name(text + spaceAndNumber, skeleton.and(Skeleton.of(spaceAndNumber)), skeleton);
    }

    /** Whether a reader may take one name for the other. */
    public boolean looksLike(Name other) {
        return skeleton.isLike(other.skeleton);
    }

    /** Whether it looks like another name, or like that one with a number behind. */
    public boolean isFormOf(Name other) {
        return looksLike(other) || stem.isLike(other.skeleton);
    }

    /**
     * The beginning of a text that has at most so many code points, without white space at its end. Marks and joined
     * emoji stay with their character, unless one character alone is too long.
     */
    public static String cut(String text, int codePoints) {
        if (text.codePointCount(0, text.length()) <= codePoints) {
            return text;
        }
        int most = text.offsetByCodePoints(0, codePoints);
        int end = 0;
        Matcher characters = CHARACTER.matcher(text);
        while (characters.find() && characters.end() <= most) {
            end = characters.end();
        }
        return text.substring(0, end == 0 ? most : end).stripTrailing();
    }
}
