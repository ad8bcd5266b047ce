package dev.tickwire.server.replay;

import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import dev.tickwire.simulation.world.Game;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Gives the viewer what games draw with, by what recordings call them. A page imports it, and can show no token then:
 * there is nothing in it that players do not have.
 */
public final class Drawings extends Handler.Abstract {
    private final Function<String, @Nullable Supplier<Game>> games;

    /** {@code games} finds a game by what recordings call it. */
    public Drawings(Function<String, @Nullable Supplier<Game>> games) {
        this.games = games;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (!HttpMethod.GET.is(request.getMethod())
                || !path.startsWith(Drawing.PATHS)
                || !path.endsWith(Drawing.SUFFIX)) {
            return false;
        }
        String name = path.substring(Drawing.PATHS.length(), path.length() - Drawing.SUFFIX.length());
        Supplier<Game> game = games.apply(name);
        Drawing drawing = game == null ? null : Drawing.of(name, game.get());
        if (drawing == null) {
            return false;
        }
        Answer module = new Answer(HttpStatus.OK_200, "text/javascript; charset=utf-8", drawing.module());
        Answers.send(module, request, response, callback);
        return true;
    }
}
