package dev.tickwire.proto.codec;

/**
 * A frame that cannot be read: bad input, not a bug of ours, so it has a sentence and no stack trace.
 *
 * <p>A reader that has thrown may have changed what it was filling; whoever catches this ends the connection.
 */
public final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedFrameException(String sentence) {
        super(sentence, null, false, false);
    }
}
