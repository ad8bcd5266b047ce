package dev.tickwire.server.roomtype;

/** An adjustment that rooms of a type cannot take; the message is a sentence for whoever made it. */
public final class InvalidAdjustmentException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidAdjustmentException(String sentence) {
        super(sentence);
    }

    /** Why it cannot be taken. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
