package dev.tickwire.server.api;

import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.RefusedException;
import java.util.concurrent.CompletableFuture;

/** Answers one kind of request. Called on a thread that serves players: it must not wait. */
@FunctionalInterface
interface Endpoint {
    /** The answer, now or later; a request that is refused has changed nothing. */
    CompletableFuture<Answer> answer(Asked asked) throws RefusedException;

    /** One that has its answer at once. */
    @FunctionalInterface
    interface Immediate {
        Answer answer(Asked asked) throws RefusedException;
    }

    static Endpoint immediate(Immediate endpoint) {
        return asked -> CompletableFuture.completedFuture(endpoint.answer(asked));
    }
}
