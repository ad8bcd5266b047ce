package dev.tickwire.server.http;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.Destination;
import dev.tickwire.server.identity.TicketCheck;
import dev.tickwire.server.identity.TicketIssuer;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.values.ClaimRows;
import dev.tickwire.server.values.NonsenseException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * Gives tickets to backends that do not want to sign them themselves: {@code POST /api/v1/tickets}. Whoever knows the
 * secret of a room type may sign its tickets, so that the secret is what is asked for here.
 */
public final class TicketsApi extends Handler.Abstract.NonBlocking {
    static final int MOST_BYTES = 4096;

    private static final String PATH = "/api/v1/tickets";
    private static final long USUAL_SECONDS = 60;
    /** What a ticket says by itself. */
    private static final Set<String> OWN_CLAIMS = Set.of("sub", "name", "roomType", "room", "exp", "nbf", "jti");

    private final LocalRooms rooms;
    private final InstantSource clock;

    public TicketsApi(LocalRooms rooms, InstantSource clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!PATH.equals(Request.getPathInContext(request)) || !HttpMethod.POST.is(request.getMethod())) {
            return false;
        }
        long length = request.getLength();
        if (length < 0 || length > MOST_BYTES) {
            int status = length < 0 ? HttpStatus.LENGTH_REQUIRED_411 : HttpStatus.PAYLOAD_TOO_LARGE_413;
            Answer refusal = Answer.text(status, "Send JSON of at most " + MOST_BYTES + " bytes, with its length.");
            Answers.send(refusal, request, response, callback);
            return true;
        }
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        Content.Source.asString(request, StandardCharsets.UTF_8, new Promise<>() {
            @Override
            public void succeeded(String body) {
                Answers.send(answer(authorization, body), request, response, callback);
            }

            @Override
            public void failed(Throwable failure) {
                callback.failed(failure);
            }
        });
        return true;
    }

    /** Answers a body, whatever it is. */
    Answer answer(@Nullable String authorization, String body) {
        try {
            return answer(authorization, JSONObjectUtils.parse(body));
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            return Answer.text(
                    HttpStatus.BAD_REQUEST_400,
                    "Send JSON such as {\"roomType\": \"arena\", \"user\": \"u1\", \"name\": \"Ada\", \"seconds\": 60}.");
        }
    }

    private Answer answer(@Nullable String authorization, Map<String, Object> asked) throws ParseException {
        String typeName = text(asked, "roomType");
        RoomType type = rooms.types().stream()
                .filter(one -> one.name().equals(typeName) && one.auth().mode() == Mode.TICKET)
                .findFirst()
                .orElse(null);
        // The same answer where there is no such room type: who does not know the secret learns nothing.
        if (type == null || !Bearer.has(authorization, type.auth().secret())) {
            return Answer.text(
                    HttpStatus.UNAUTHORIZED_401,
                    "Send the secret of a room type with mode = ticket: Authorization: Bearer SECRET.");
        }
        long seconds = asked.containsKey("seconds") ? JSONObjectUtils.getLong(asked, "seconds") : USUAL_SECONDS;
        String user = text(asked, "user");
        if (user.isEmpty() || seconds < 1 || seconds > TicketIssuer.MOST_SECONDS) {
            return refused("Say a user, and seconds from 1 to " + TicketIssuer.MOST_SECONDS + ".");
        }
        Map<String, Object> claims =
                asked.containsKey("claims") ? JSONObjectUtils.getJSONObject(asked, "claims") : Map.of();
        String problem = problem(claims, type);
        if (problem != null) {
            return refused(problem);
        }
        Destination to = new Destination(typeName, text(asked, "room"));
        String ticket = TicketIssuer.issue(
                type.auth().secret(),
                user,
                text(asked, "name"),
                to,
                claims,
                clock.instant().plusSeconds(seconds));
        return ticket.length() > TicketCheck.MOST_CHARS
                ? refused("The ticket would have more than " + TicketCheck.MOST_CHARS + " characters: say less.")
                : Answer.json(Map.of("ticket", ticket, "expiresInSeconds", seconds));
    }

    private static Answer refused(String sentence) {
        return Answer.text(HttpStatus.BAD_REQUEST_400, sentence);
    }

    /** Null: the game takes them, so that their player will not be refused for them. */
    private static @Nullable String problem(@Nullable Map<String, Object> claims, RoomType type) {
        if (claims == null) {
            return "Say claims as an object, or leave them out.";
        }
        for (String claim : claims.keySet()) {
            if (!type.auth().claims().containsValue(claim) || OWN_CLAIMS.contains(claim)) {
                return "There is no claim of that name in auth.claims of the room type: " + claim;
            }
        }
        try {
            ClaimRows.read(type.auth().byColumn(claims), type.rowTables());
            return null;
        } catch (NonsenseException e) {
            return "The claims do not fit the game: " + e.getMessage() + ".";
        }
    }

    private static String text(Map<String, Object> asked, String key) throws ParseException {
        String text = JSONObjectUtils.getString(asked, key);
        return text == null ? "" : text;
    }
}
