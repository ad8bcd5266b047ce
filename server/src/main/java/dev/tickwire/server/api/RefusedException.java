package dev.tickwire.server.api;

import dev.tickwire.server.http.Answer;

/** A request of the API is wrong, or cannot be done now; nothing has changed. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    /** {@code sentence} says what to do. */
    RefusedException(int status, String sentence) {
        super(sentence, null, false, false);
        answer = Answer.problem(status, sentence);
    }

    Answer answer() {
        return answer;
    }
}
