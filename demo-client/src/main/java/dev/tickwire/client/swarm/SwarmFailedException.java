package dev.tickwire.client.swarm;

/** A swarm that could not play at all, for a reason that a person can read: no bug of ours, so no stack trace. */
public final class SwarmFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    SwarmFailedException(String sentence) {
        super(sentence, null, false, false);
    }
}
