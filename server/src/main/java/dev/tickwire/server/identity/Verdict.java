package dev.tickwire.server.identity;

import dev.tickwire.proto.DisconnectReason;
import java.util.Map;

/** What comes of a check. */
public sealed interface Verdict {
    /**
     * It is right.
     *
     * @param name that it says the user has; empty: it does not say, or none that is allowed
     * @param claims what it says that rules get: values of any kind by the columns that they go into
     */
    record Accepted(String user, String name, Map<String, Object> claims) implements Verdict {
        public Accepted {
            claims = Map.copyOf(claims);
        }
    }

    /** It is wrong, or cannot be checked: with a sentence for the player. */
    record Refused(DisconnectReason reason, String sentence) implements Verdict {
        Refused(DisconnectReason reason) {
            this(reason, reason.sentence());
        }
    }
}
