package dev.tickwire.server.room;

import dev.tickwire.proto.ChatText;
import org.jspecify.annotations.Nullable;

/**
 * What those who run the server tell the people in a room.
 *
 * @param text as a chat may have it
 * @param endsAtNanos when the room ends, by the clock of the loops; null: that is not known
 * @param endsRoom whether the room itself ends then; false: whoever says so sees to it
 */
public record Notice(String text, @Nullable Long endsAtNanos, boolean endsRoom) {
    /** What a text that is none of a notice is told. */
    public static final String RULE =
            "must be a text of 1 to " + ChatText.LONGEST + " characters, without control characters or line breaks";

    /** Whether people can be told this. */
    public static boolean isSayable(String text) {
        return text.equals(ChatText.accept(text));
    }

    /** Says something, and the room goes on. */
    public static Notice of(String text) {
        return new Notice(text, null, false);
    }
}
