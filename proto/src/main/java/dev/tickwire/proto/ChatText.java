package dev.tickwire.proto;

import org.jspecify.annotations.Nullable;

/** What may be said in a room. */
public final class ChatText {
    /** Most code points of what is said at once. */
    public static final int LONGEST = 200;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private ChatText() {}

    /** The text as others will read it, without white space around it; null: it is empty, too long, or has control characters. */
    public static @Nullable String accept(String said) {
        String text = PlayerName.strip(said);
        boolean fits = !text.isEmpty() && text.codePointCount(0, text.length()) <= LONGEST;
        return fits && text.codePoints().allMatch(ChatText::isAllowed) ? text : null;
    }

    /** What formats text could turn what others said around; but joiners are part of emoji and of some languages' words. */
    private static boolean isAllowed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.FORMAT -> codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }
}
