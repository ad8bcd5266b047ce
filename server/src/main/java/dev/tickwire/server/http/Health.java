package dev.tickwire.server.http;

import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Says whether the server is well, and whether players can join: status 200, or 503 with a sentence on each line.
 *
 * @param problems what is wrong with the process, so that somebody had better restart it; empty: nothing
 * @param obstacles why no player can join at the moment; empty: players can
 */
public record Health(Supplier<List<String>> problems, Supplier<List<String>> obstacles) {
    /** Whether the process is well. */
    public Answer alive() {
        return answer("alive", problems.get());
    }

    /** Whether players can join. */
    public Answer ready() {
        return answer("accepting players", obstacles.get());
    }

    private static Answer answer(String well, List<String> sentences) {
        return sentences.isEmpty()
                ? Answer.text(HttpStatus.OK_200, well)
                : Answer.text(HttpStatus.SERVICE_UNAVAILABLE_503, sentences);
    }
}
