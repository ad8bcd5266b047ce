package dev.tickwire.server.api;

import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.room.Room;
import java.util.List;
import java.util.function.Predicate;

/** Lists rooms and room types, for lobbies: {@code GET /api/v1/rooms} and {@code GET /api/v1/room-types}. */
final class RoomsApi extends ApiPart {
    private final LocalRooms rooms;
    private final RoomLabels labels;

    RoomsApi(LocalRooms rooms, ApiSettings settings) {
        this.rooms = rooms;
        labels = new RoomLabels(settings.labels());
    }

    @Override
    List<Route> routes() {
        return List.of(
                new Route("GET", "rooms", Endpoint.immediate(this::rooms)),
                new Route("GET", "room-types", Endpoint.immediate(this::types)));
    }

    private Answer rooms(Asked asked) throws RefusedException {
        Predicate<Room> wanted = RoomFilter.read(asked.query(), rooms.types(), labels);
        return Answer.json(
                rooms.list().stream().filter(wanted).map(Descriptions::of).toList());
    }

    private Answer types(Asked asked) {
        return Answer.json(rooms.types().stream().map(Descriptions::of).toList());
    }
}
