package dev.tickwire.client.swarm.scenario;

/** A scenario cannot be used; the message says where and why, in a sentence. */
public final class InvalidScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidScenarioException(String sentence) {
        super(sentence);
    }
}
