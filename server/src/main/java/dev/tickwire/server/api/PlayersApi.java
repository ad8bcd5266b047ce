package dev.tickwire.server.api;

import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.saves.Saves;
import dev.tickwire.server.saves.UserExport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What is kept of a user: {@code GET} and {@code DELETE /api/v1/players/USER}, for who knows the secret. Without a
 * secret there is no such address.
 */
final class PlayersApi extends ApiPart {
    private static final String PATH = "players/(.*)";

    private final Saves saves;
    private final String secret;

    /** {@code secret} may be empty. */
    PlayersApi(Saves saves, String secret) {
        this.saves = saves;
        this.secret = secret;
    }

    @Override
    List<Route> routes() {
        return secret.isEmpty()
                ? List.of()
                : List.of(new Route("GET", PATH, this::export), new Route("DELETE", PATH, this::erase));
    }

    private CompletableFuture<Answer> export(Asked asked) throws RefusedException {
        String user = user(asked);
        return answer(saves.export(user).thenApply(rows -> Answer.ofJson(UserExport.json(user, rows))));
    }

    private CompletableFuture<Answer> erase(Asked asked) throws RefusedException {
        String user = user(asked);
        return answer(saves.erase(user).thenApply(erased -> Answer.json(Map.of("user", user, "erased", erased))));
    }

    private String user(Asked asked) throws RefusedException {
        asked.caller().require(secret, "Send saves.secret of the server: Authorization: Bearer SECRET.");
        if (asked.name().isEmpty()) {
            throw new RefusedException(HttpStatus.BAD_REQUEST_400, "Say whose: /api/v1/players/USER.");
        }
        return asked.name();
    }

    /** The database may be away. */
    private static CompletableFuture<Answer> answer(CompletableFuture<Answer> asked) {
        return asked.exceptionally(failure -> {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return Answer.problem(HttpStatus.SERVICE_UNAVAILABLE_503, "Not now: " + cause.getMessage() + ".");
        });
    }
}
