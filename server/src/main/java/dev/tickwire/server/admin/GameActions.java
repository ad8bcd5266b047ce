package dev.tickwire.server.admin;

import dev.tickwire.server.console.Audit;
import dev.tickwire.server.http.Answer;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
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

    private Answer take(Operator operator, Asked asked) throws ParseException {
        asked.only(Set.of("why"));
        GamesDoor door = games.get();
        if (!door.isThere()) {
            return Answer.text(
                    HttpStatus.CONFLICT_409, "The server was started without --games: there is nothing to take.");
        }
        if (!door.begin()) {
            return Answer.text(
                    HttpStatus.CONFLICT_409, "The games are being taken already: wait for what comes of it.");
        }
        audit.log(operator.name(), "games", "the server", Map.of("why", asked.text("why")));
        return Answer.json(Map.of("taking", true));
    }
}
