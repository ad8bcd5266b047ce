package dev.tickwire.server.http;

import dev.tickwire.server.saves.Saves;
import dev.tickwire.server.saves.UserExport;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a user: {@code GET} and {@code DELETE /api/v1/players/USER}, for who knows the secret. Without a
 * secret there is no such address.
 */
public final class PlayersApi extends Handler.Abstract.NonBlocking {
    private static final String PATH = "/api/v1/players/";

    private final Saves saves;
    private final String secret;

    /** {@code secret} may be empty. */
    public PlayersApi(Saves saves, String secret) {
        this.saves = saves;
        this.secret = secret;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        boolean isDelete = HttpMethod.DELETE.is(request.getMethod());
        if (secret.isEmpty() || !path.startsWith(PATH) || !(isDelete || HttpMethod.GET.is(request.getMethod()))) {
            return false;
        }
        var unused = answer(path, isDelete, request.getHeaders().get(HttpHeader.AUTHORIZATION))
                .whenComplete((answer, failure) -> Answers.send(
                        failure == null ? answer : Answer.text(HttpStatus.SERVICE_UNAVAILABLE_503, sentence(failure)),
                        request,
                        response,
                        callback));
        return true;
    }

    private CompletableFuture<Answer> answer(String path, boolean isDelete, @Nullable String authorization) {
        if (!Bearer.has(authorization, secret)) {
            return CompletableFuture.completedFuture(Answer.text(
                    HttpStatus.UNAUTHORIZED_401, "Send saves.secret of the server: Authorization: Bearer SECRET."));
        }
        String user = URIUtil.decodePath(path.substring(PATH.length()));
        if (user.isEmpty()) {
            return CompletableFuture.completedFuture(
                    Answer.text(HttpStatus.BAD_REQUEST_400, "Say whose: " + PATH + "USER."));
        }
        return isDelete
                ? saves.erase(user).thenApply(erased -> Answer.json(Map.of("user", user, "erased", erased)))
                : saves.export(user).thenApply(rows -> Answer.ofJson(UserExport.json(user, rows)));
    }

    private static String sentence(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return "Not now: " + cause.getMessage() + ".";
    }
}
