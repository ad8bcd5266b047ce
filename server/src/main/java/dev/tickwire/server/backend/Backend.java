package dev.tickwire.server.backend;

import java.util.concurrent.CompletionStage;

/**
 * What does the requests of games: a URL of a room type's config, or a class of one's own, which needs to be public and
 * to have a public constructor without parameters.
 *
 * <p>A class of one's own is made once per server, and called by one thread of its own, one request after the other, in
 * the order in which a room made them. It may take its time: what it has not answered within the {@code timeout} of the
 * config has failed, and its answer is dropped if it still comes.
 */
public interface Backend {
    /**
     * Does a request. Whatever is thrown, at once or by the stage, is a failure: the game is told that the backend
     * {@linkplain dev.tickwire.simulation.world.Outcome#GAVE_UP gave up}. It is not tried again.
     */
    CompletionStage<BackendAnswer> send(BackendRequest request) throws Exception;
}
