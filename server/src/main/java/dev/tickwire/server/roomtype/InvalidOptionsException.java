package dev.tickwire.server.roomtype;

/** What players chose is not what a room can be opened with: bad input, so it has a sentence and no stack trace. */
public final class InvalidOptionsException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidOptionsException(String sentence) {
        super(sentence, null, false, false);
    }

    /** Which option it is, and what it can be. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
