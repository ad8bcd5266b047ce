package dev.tickwire.proto;

/** The rule for texts in commands: that of chats, but that they may be empty, and have white space at their ends. */
public final class CommandText {
    private CommandText() {}

    /** Whether a column that takes so many code points takes this text. */
    public static boolean fits(String text, int mostChars) {
        return Characters.isAllowed(text, mostChars);
    }
}
