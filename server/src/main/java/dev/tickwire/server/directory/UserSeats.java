package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which seats users have, so that each has one in all rooms of a type, where the config says so. Any thread may use it.
 *
 * <p>Nobody tells it that a seat has ended: it looks when the user comes again, and now and then at all.
 */
final class UserSeats {
    private static final int FIRST_SWEEP = 1_000;

    private record Account(String roomType, String user) {}

    private final Counters counters;
    private final Map<Account, List<Seat>> seats = new HashMap<>();
    private int sweepAt = FIRST_SWEEP;

    UserSeats(Counters counters) {
        this.counters = counters;
    }

    /** Lets somebody into a room in which it has a promise, or a seat that it resumes; ends what it has elsewhere. */
    void enter(Room room, Waiter waiter) {
        SeatRequest request = request(room, waiter.request());
        OneSeat rule = room.type().auth().oneSeat();
        if (rule == OneSeat.OFF || request.identity().isAnonymous() || request.role() == Role.SPECTATOR) {
            waiter.seated(room.enter(waiter.outlet(), request));
            return;
        }
        boolean isNew = request.resumes() == null;
        Account account = new Account(room.type().name(), request.identity().user());
        List<Seat> before;
        Seat seat = null;
        boolean isRefused;
        synchronized (this) {
            before = alive(account);
            isRefused = isNew && rule == OneSeat.REFUSE && before.stream().anyMatch(one -> !one.hasDeparted());
            if (!isRefused) {
                seat = room.enter(waiter.outlet(), request);
            }
            if (seat != null) {
                note(account, before, seat);
            }
        }
        if (isRefused) {
            room.release(request.role());
            waiter.refuse(DisconnectReason.ALREADY_PLAYING);
            return;
        }
        waiter.seated(seat);
        if (seat != null && isNew) {
            before.forEach(old -> endElsewhere(old, room.id()));
        }
    }

    /** Whoever resumes is the one who has the seat. */
    private static SeatRequest request(Room room, SeatRequest asked) {
        Identity known = asked.resumes() == null ? null : room.identityOf(asked.resumes());
        return known == null ? asked : asked.of(known);
    }

    /** In the same room, the room hands the place over. */
    private void endElsewhere(Seat old, String room) {
        if (old.roomId().equals(room)) {
            return;
        }
        counters.increment(Counter.SEATS_TAKEN_OVER);
        if (old.hasDeparted()) {
            old.leave();
        } else {
            old.end(DisconnectReason.RESUMED_ELSEWHERE);
        }
    }

    private List<Seat> alive(Account account) {
        return seats.getOrDefault(account, List.of()).stream()
                .filter(UserSeats::isAlive)
                .toList();
    }

    private void note(Account account, List<Seat> before, Seat seat) {
        List<Seat> now = new ArrayList<>(before);
        now.add(seat);
        seats.put(account, now);
        if (seats.size() >= sweepAt) {
            seats.values().removeIf(all -> all.stream().noneMatch(UserSeats::isAlive));
            sweepAt = Math.max(FIRST_SWEEP, 2 * seats.size());
        }
    }

    private static boolean isAlive(Seat seat) {
        return !seat.hasDeparted() || seat.mayComeBack();
    }
}
