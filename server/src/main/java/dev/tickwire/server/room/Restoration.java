package dev.tickwire.server.room;

import dev.tickwire.proto.wire.JournalRequest;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.names.Name;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.AbsentOutlet;
import dev.tickwire.server.seats.Places;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.server.seats.Software;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.world.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a room together that goes on from before the server started: people have their seats, and come back into them;
 * bots have gone, and others come; who waits for an answer of a backend hears that there is none.
 */
public final class Restoration {
    private final String room;
    private final RoomType type;
    private final Match match;
    private final Roster roster;
    private final Places places;
    private final RoomMailbox mailbox;
    private final Counters counters;

    Restoration(
            String room,
            RoomType type,
            Match match,
            Roster roster,
            Places places,
            RoomMailbox mailbox,
            Counters counters) {
        this.room = room;
        this.type = type;
        this.match = match;
        this.roster = roster;
        this.places = places;
        this.mailbox = mailbox;
        this.counters = counters;
    }

    /**
     * Called once, with what was kept of the room.
     *
     * @param players who is in its match: its inputs
     * @return the seats that people may come back into
     */
    public List<Seat> run(Rows players, List<JournalSeat> seats, List<JournalRequest> openRequests, long nowNanos) {
        match.retune(type.tuning());
        Map<Integer, Seat> seated = new TreeMap<>();
        for (JournalSeat seat : seats) {
            if (players.isPresent(seat.getPlayer()) && places.reserve(Role.PLAYER)) {
                Seat restored = seatOf(seat);
                seated.put(seat.getPlayer(), restored);
                roster.restore(seat, restored, type, nowNanos);
            }
        }
        for (int player = 0; player < players.capacity(); player++) {
            if (players.isPresent(player)) {
                leaveOrRest(player, seated.containsKey(player));
            }
        }
        for (JournalRequest request : openRequests) {
            if (match.takesAnswer(request.getKind())) {
                match.answer(request.getKind(), request.getRequest(), Outcome.GAVE_UP, new int[0], new String[0]);
            }
        }
        places.setLocked(match.isLocked());
        return List.copyOf(seated.values());
    }

    private void leaveOrRest(int player, boolean isSeated) {
        if (isSeated) {
            match.rest(player);
        } else {
            match.leave(player, () -> {});
        }
    }

    private Seat seatOf(JournalSeat known) {
        Identity identity = new Identity(known.getUser(), Name.of(known.getName()), false, List.of());
        Software unknown = new Software(List.of(), List.of(), 0, "");
        SeatRequest request = new SeatRequest(identity, Role.PLAYER, false, unknown, "", false, null);
        return new Seat(room, type, new AbsentOutlet(known.getSecret().toByteArray()), request, mailbox, counters);
    }
}
