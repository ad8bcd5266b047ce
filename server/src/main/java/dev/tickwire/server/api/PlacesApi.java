package dev.tickwire.server.api;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.address.Address;
import dev.tickwire.server.address.Cost;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.Party;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.room.Room;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Opens rooms, finds some for parties, and keeps places in them. Backends show a secret; pages may ask for what a join
 * gives them anyway, and as often.
 */
final class PlacesApi extends ApiPart {
    static final String SECRET_SENTENCE = "Send api.secret of the server: Authorization: Bearer SECRET.";

    /** Most places in one request of a page, and how long they are kept. */
    private static final int PAGE_SEATS = 8;

    private static final int PAGE_SECONDS = 15;

    private final LocalRooms rooms;
    private final String secret;
    private final RoomLabels labels;

    PlacesApi(LocalRooms rooms, ApiSettings settings) {
        this.rooms = rooms;
        secret = settings.secret();
        labels = new RoomLabels(settings.labels());
    }

    @Override
    List<Route> routes() {
        Route match = new Route("POST", "quick-match", this::match);
        Route cancel = new Route("DELETE", "reservations/([^/]+)", Endpoint.immediate(this::cancel));
        return secret.isEmpty()
                ? List.of(match, cancel)
                : List.of(
                        match,
                        cancel,
                        new Route("POST", "rooms", this::create),
                        new Route("POST", "rooms/([^/]+)/reservations", this::reserve));
    }

    private CompletableFuture<Answer> create(Asked asked) throws RefusedException {
        asked.caller().require(secret, SECRET_SENTENCE);
        PartyRequest read = PartyRequest.create(asked.body(), rooms.types(), labels);
        Wanted wanted = read.name().isEmpty()
                ? new Wanted.ByType(read.type().name(), true, List.of(), read.opens())
                : new Wanted.ByName(read.type().name(), read.name(), read.opens());
        return places(wanted, read.seats(), read.seconds(), null);
    }

    private CompletableFuture<Answer> reserve(Asked asked) throws RefusedException {
        asked.caller().require(secret, SECRET_SENTENCE);
        Body body = asked.body();
        int seats = PartyRequest.seats(body, 1);
        int seconds = PartyRequest.seconds(body);
        body.end();
        return places(new Wanted.ById(asked.name()), seats, seconds, null);
    }

    private CompletableFuture<Answer> match(Asked asked) throws RefusedException {
        boolean isBackend = !secret.isEmpty() && asked.caller().showsSecret();
        if (isBackend) {
            asked.caller().require(secret, SECRET_SENTENCE);
        }
        PartyRequest read = PartyRequest.match(asked.body(), rooms.types(), labels);
        Wanted wanted = new Wanted.ByType(read.type().name(), false, read.where(), read.opens());
        if (isBackend) {
            return places(wanted, read.seats(), read.seconds(), null);
        }
        checkPage(read);
        for (int seat = 0; seat < read.seats(); seat++) {
            asked.caller().pay(Cost.JOIN, "Too many joins came from your network: wait a minute.");
        }
        return places(
                wanted,
                read.seats(),
                Math.min(read.seconds(), PAGE_SECONDS),
                asked.caller().address());
    }

    /** Whoever has a reservation may give its place back: a page, or the backend. */
    private Answer cancel(Asked asked) throws RefusedException {
        Caller caller = asked.caller();
        boolean isBackend = !secret.isEmpty() && caller.showsSecret();
        if (isBackend) {
            caller.require(secret, SECRET_SENTENCE);
        } else {
            caller.pay(Cost.GUESS, "Too many reservations or codes of your network are none: wait a minute.");
        }
        Room room = rooms.cancel(asked.name());
        if (room == null) {
            throw new RefusedException(
                    HttpStatus.NOT_FOUND_404, "No place is kept by this: it came too late, or was used before.");
        }
        if (!isBackend) {
            caller.address().giveBack(Cost.GUESS);
        }
        return Answer.json(Map.of("room", room.id()));
    }

    /** A page gets no more than joins would. */
    private void checkPage(PartyRequest read) throws RefusedException {
        if (read.type().auth().isRequired()) {
            throw new RefusedException(
                    HttpStatus.UNAUTHORIZED_401,
                    "Players of this room type sign in: let the game's backend ask, with api.secret of the server.");
        }
        if (read.seats() > PAGE_SEATS) {
            throw new RefusedException(
                    HttpStatus.BAD_REQUEST_400,
                    "seats must be at most " + PAGE_SEATS + " without api.secret, which the game's backend has.");
        }
        if (!read.opens().labels().isEmpty()) {
            throw new RefusedException(
                    HttpStatus.BAD_REQUEST_400,
                    "Only the game's backend, which has api.secret, finds and opens rooms by labels that it gives them: "
                            + String.join(", ", read.opens().labels().keySet()) + ".");
        }
    }

    private CompletableFuture<Answer> places(Wanted wanted, int seats, int seconds, @Nullable Address payer) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        rooms.reserve(wanted, seats, seconds, payer, outcome -> answer.complete(answer(outcome, seconds)));
        return answer;
    }

    private static Answer answer(Party.Outcome outcome, int seconds) {
        if (outcome instanceof Party.Outcome.Refused refused) {
            return Answer.problem(status(refused.reason()), refused.sentence());
        }
        Party.Outcome.Reserved reserved = (Party.Outcome.Reserved) outcome;
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("room", Descriptions.of(reserved.room()));
        said.put("reservations", reserved.reservations());
        said.put("expiresInSeconds", seconds);
        return Answer.json(reserved.isNew() ? HttpStatus.CREATED_201 : HttpStatus.OK_200, said);
    }

    private static int status(DisconnectReason reason) {
        return switch (reason) {
            case INVALID_OPTIONS -> HttpStatus.BAD_REQUEST_400;
            case UNKNOWN_ROOM -> HttpStatus.NOT_FOUND_404;
            case ROOM_FULL, NOT_ADMITTED -> HttpStatus.CONFLICT_409;
            case TOO_MANY_ROOMS -> HttpStatus.TOO_MANY_REQUESTS_429;
            default -> HttpStatus.SERVICE_UNAVAILABLE_503;
        };
    }
}
