package dev.tickwire.server.http;

/** A request of the API is wrong, or cannot be done now; nothing has changed. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    /** {@code sentence} says what to do. */
    public RefusedException(int status, String sentence) {
        super(sentence, null, false, false);
        answer = Answer.problem(status, sentence);
    }

    /** What is sent to whoever asked. */
    public Answer answer() {
        return answer;
    }
}
