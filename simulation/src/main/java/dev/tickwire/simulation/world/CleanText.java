package dev.tickwire.simulation.world;

/** Makes any string one that comes over the wire as it is. */
final class CleanText {
    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    /** The first {@code most} code points, with U+FFFD in place of each half of a pair that lacks the other half. */
    static String of(String text, int most) {
        if (text.length() <= most && !hasSurrogate(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        int count = 0;
        for (int i = 0; i < text.length() && count < most; count++) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            boolean isHalf = codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint);
            clean.appendCodePoint(isHalf ? REPLACEMENT : codePoint);
        }
        return clean.toString();
    }

    private static boolean hasSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
