package dev.tickwire.server.api;

import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.http.Shown;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.Destination;
import dev.tickwire.server.identity.TicketCheck;
import dev.tickwire.server.identity.TicketIssuer;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.values.ClaimRows;
import dev.tickwire.server.values.NonsenseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Gives tickets to backends that do not want to sign them themselves: {@code POST /api/v1/tickets}. Whoever knows the
 * secret of a room type may sign its tickets, so that the secret is what is asked for here.
 */
final class TicketsApi extends ApiPart {
    private static final int USUAL_SECONDS = 60;
    /** What a ticket says by itself. */
    private static final Set<String> OWN_CLAIMS = Set.of("sub", "name", "roomType", "room", "exp", "nbf", "jti");

    private final LocalRooms rooms;
    private final InstantSource clock;

    TicketsApi(LocalRooms rooms, InstantSource clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    @Override
    List<Route> routes() {
        return List.of(new Route("POST", "tickets", Endpoint.immediate(this::answer)));
    }

    /** Answers a request, whatever its body is. */
    Answer answer(Asked asked) throws RefusedException {
        Body body = asked.body();
        String typeName = body.text("roomType");
        RoomType type = rooms.types().stream()
                .filter(one -> one.name().equals(typeName) && one.auth().mode() == Mode.TICKET)
                .findFirst()
                .orElse(null);
        // The same answer where there is no such room type: who does not know the secret learns nothing.
        String secret = type == null ? "" : type.auth().secret();
        asked.caller()
                .require(secret, "Send the secret of a room type with mode = ticket: Authorization: Bearer SECRET.");
        if (type == null) {
            throw new IllegalStateException("nothing is shown to be an empty secret");
        }
        return Answer.json(ticket(body, type));
    }

    private Map<String, Object> ticket(Body body, RoomType type) throws RefusedException {
        int seconds = body.integer("seconds", 1, (int) TicketIssuer.MOST_SECONDS, USUAL_SECONDS);
        String user = body.text("user");
        String name = body.text("name");
        Destination to = new Destination(type.name(), body.text("room"));
        Map<String, @Nullable Object> claims = body.object("claims");
        body.end();
        if (user.isEmpty()) {
            throw refused("Say a user.");
        }
        check(claims, type);
        String ticket = TicketIssuer.issue(
                type.auth().secret(), user, name, to, claims, clock.instant().plusSeconds(seconds));
        if (ticket.length() > TicketCheck.MOST_CHARS) {
            throw refused("The ticket would have more than " + TicketCheck.MOST_CHARS + " characters: say less.");
        }
        return Map.of("ticket", ticket, "expiresInSeconds", seconds);
    }

    private static RefusedException refused(String sentence) {
        return new RefusedException(HttpStatus.BAD_REQUEST_400, sentence);
    }

    /** The game takes them, so that their player will not be refused for them. */
    private static void check(Map<String, @Nullable Object> claims, RoomType type) throws RefusedException {
        for (String claim : claims.keySet()) {
            if (!type.auth().claims().containsValue(claim) || OWN_CLAIMS.contains(claim)) {
                throw refused("There is no claim of that name in auth.claims of the room type: " + Shown.of(claim));
            }
        }
        try {
            ClaimRows.read(type.auth().byColumn(claims), type.rowTables());
        } catch (NonsenseException e) {
            throw refused("The claims do not fit the game: " + e.getMessage() + ".");
        }
    }
}
