package dev.tickwire.server.api;

import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.room.Room;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** One room: shows it, and lets the game's backend lock, unlock and label it. */
final class RoomApi extends ApiPart {
    private static final String PATH = "rooms/([^/]+)";

    private final LocalRooms rooms;
    private final String secret;
    private final RoomLabels labels;

    RoomApi(LocalRooms rooms, ApiSettings settings) {
        this.rooms = rooms;
        secret = settings.secret();
        labels = new RoomLabels(settings.labels());
    }

    @Override
    List<Route> routes() {
        Route show = new Route("GET", PATH, Endpoint.immediate(this::show));
        return secret.isEmpty() ? List.of(show) : List.of(show, new Route("PATCH", PATH, this::change));
    }

    private Answer show(Asked asked) throws RefusedException {
        boolean isBackend = !secret.isEmpty() && asked.caller().showsSecret();
        if (isBackend) {
            asked.caller().require(secret, PlacesApi.SECRET_SENTENCE);
        }
        Room room = room(asked.name());
        if (!isBackend && !room.listing().isListed()) {
            throw missing();
        }
        return Answer.json(Descriptions.of(room));
    }

    private CompletableFuture<Answer> change(Asked asked) throws RefusedException {
        asked.caller().require(secret, PlacesApi.SECRET_SENTENCE);
        Body body = asked.body();
        boolean changesLock = body.has("locked");
        boolean isLocked = body.flag("locked", false);
        Map<String, @Nullable Object> changes = labels.read(body.object("labels"));
        body.end();
        Room room = room(asked.name());
        CompletableFuture<Void> done =
                changesLock ? room.control().lock(isLocked) : CompletableFuture.completedFuture(null);
        // Not on the loop that runs the room.
        return done.handleAsync((nothing, failure) -> {
            if (failure != null) {
                return Answer.problem(
                        HttpStatus.SERVICE_UNAVAILABLE_503, "The room has closed, or is too busy: try again.");
            }
            room.listing().label(changes);
            return Answer.json(Descriptions.of(room));
        });
    }

    private Room room(String id) throws RefusedException {
        Room room = rooms.find(id);
        if (room == null) {
            throw missing();
        }
        return room;
    }

    private static RefusedException missing() {
        return new RefusedException(HttpStatus.NOT_FOUND_404, "There is no such room; it may have closed.");
    }
}
