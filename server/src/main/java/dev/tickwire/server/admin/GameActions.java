package dev.tickwire.server.admin;

import dev.tickwire.server.console.Audit;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;

/** Lets operators take the games of the command line again, with the rooms that are open. */
public final class GameActions {
    private final Supplier<GamesDoor> games;
    private final Audit audit;

    public GameActions(Supplier<GamesDoor> games, Audit audit) {
        this.games = games;
        this.audit = audit;
    }

    /** By the last part of their paths. */
    public Map<String, Action> byName() {
        return Map.of("games", this::take);
    }

    private Answer take(Operator operator, Body body) throws RefusedException {
        String why = body.text("why");
        body.end();
        GamesDoor door = games.get();
        if (!door.isThere()) {
            throw new RefusedException(
                    HttpStatus.CONFLICT_409, "The server was started without --games: there is nothing to take.");
        }
        if (!door.begin()) {
            throw new RefusedException(
                    HttpStatus.CONFLICT_409, "The games are being taken already: wait for what comes of it.");
        }
        audit.log(operator.name(), "games", "the server", Map.of("why", why));
        return Answer.json(Map.of("taking", true));
    }
}
