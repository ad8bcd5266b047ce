package dev.tickwire.proto.checkpoint;

/** Bytes from which no simulation of this game can go on: bad input, so it has a sentence and no stack trace. */
public final class MalformedCheckpointException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedCheckpointException(String sentence) {
        super(sentence, null, false, false);
    }
}
