package dev.tickwire.server.identity;

import dev.tickwire.proto.DisconnectReason;

/** What comes of a check. */
public sealed interface Verdict {
    /**
     * It is right.
     *
     * @param name that it says the user has; empty: it does not say, or none that is allowed
     */
    record Accepted(String user, String name) implements Verdict {}

    /** It is wrong, or cannot be checked: with a sentence for the player. */
    record Refused(DisconnectReason reason, String sentence) implements Verdict {
        Refused(DisconnectReason reason) {
            this(reason, reason.sentence());
        }
    }
}
