package dev.tickwire.proto;

import org.jspecify.annotations.Nullable;

/** The rule for texts of chats. */
public final class ChatText {
    /** Most code points of what is said at once. */
    public static final int LONGEST = 200;

    private ChatText() {}

    /**
     * The text as others will read it, without white space around it; null: it is too long, looks empty, or has
     * characters that are not allowed.
     */
    public static @Nullable String accept(String said) {
        String text = Characters.trim(said);
        return Characters.canBeRead(text, LONGEST) ? text : null;
    }
}
