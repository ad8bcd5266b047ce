package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.saves.Account;
import dev.tickwire.server.saves.SavedSeat;
import dev.tickwire.server.saves.Saves;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.server.values.RowDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which seats users have, so that each has one in all rooms of a type, where the config says so; and what is kept of
 * them, which they bring into a room. Any thread may use it.
 *
 * <p>Nobody tells it that a seat has ended: it looks when the user comes again, and now and then at all.
 */
final class UserSeats {
    private static final Logger LOG = LoggerFactory.getLogger(UserSeats.class);
    private static final int FIRST_SWEEP = 1_000;
    /** A room that does not let go of a player for so long is stuck in its game. */
    private static final long LONGEST_FAREWELL_MILLIS = 3_000;

    private final Counters counters;
    private final Saves saves;
    private final Map<String, List<Seat>> seats = new HashMap<>();
    private int sweepAt = FIRST_SWEEP;

    UserSeats(Counters counters, Saves saves) {
        this.counters = counters;
        this.saves = saves;
    }

    /** Lets somebody into a room in which it has a promise, or a seat that it resumes; ends what it has elsewhere. */
    void enter(Room room, Newcomer waiter) {
        SeatRequest request = request(room, waiter.request());
        if (!request.isOfUser()) {
            waiter.seated(room.enter(waiter.outlet(), request));
            return;
        }
        List<Seat> before = before(request.identity().user());
        if (request.resumes() != null && request.lacksSavedRow(room.type())) {
            hold(room, waiter, request);
        } else if (request.resumes() != null || !request.lacksSavedRow(room.type()) || goesOnIn(room, before)) {
            seat(room, waiter, request);
        } else if (isRefused(room.type(), before)) {
            refuse(room, waiter, DisconnectReason.ALREADY_PLAYING);
        } else {
            endElsewhere(room, before);
            whenGone(room.type(), before, () -> load(room, waiter, request));
        }
    }

    /** Whoever resumes is the one who has the seat. */
    private static SeatRequest request(Room room, SeatRequest asked) {
        Identity known = asked.resumes() == null ? null : room.control().identityOf(asked.resumes());
        return known == null ? asked : asked.of(known);
    }

    /** Whether the room hands the place of an older seat over, with what its player has by now. */
    private static boolean goesOnIn(Room room, List<Seat> before) {
        return room.type().auth().oneSeat() != OneSeat.OFF
                && before.stream().anyMatch(seat -> seat.roomId().equals(room.id()) && isAlive(seat));
    }

    private static boolean isRefused(RoomType type, List<Seat> before) {
        return type.auth().oneSeat() == OneSeat.REFUSE
                && before.stream().anyMatch(seat -> isOf(type, seat) && !seat.hasDeparted());
    }

    private static boolean isOf(RoomType type, Seat seat) {
        return seat.roomType().name().equals(type.name());
    }

    private static void refuse(Room room, Newcomer waiter, DisconnectReason reason) {
        room.release(waiter.role());
        waiter.refuse(reason);
    }

    /** What a player has done until it left must be saved before it is loaded. */
    private static void whenGone(RoomType type, List<Seat> before, Runnable then) {
        CompletableFuture<?>[] leaving = before.stream()
                .filter(seat -> seat.roomType().saveAs().equals(type.saveAs()) && !isAlive(seat))
                .map(Seat::gone)
                .toArray(CompletableFuture[]::new);
        if (leaving.length == 0) {
            then.run();
            return;
        }
        var unused = CompletableFuture.allOf(leaving)
                .orTimeout(LONGEST_FAREWELL_MILLIS, TimeUnit.MILLISECONDS)
                .whenComplete((gone, late) -> {
                    if (late != null) {
                        LOG.warn("a room does not let go of a player who has left: what it did last is not saved");
                    }
                    then.run();
                });
    }

    private void load(Room room, Newcomer waiter, SeatRequest request) {
        Account account = new Account(room.type().saveAs(), request.identity().user());
        saves.load(account, loaded -> {
            if (loaded == null) {
                refuse(room, waiter, DisconnectReason.SAVES_AWAY);
            } else {
                seat(room, waiter, withRows(request, loaded, room.type()));
            }
        });
    }

    /** Whoever had its seat before the server started has its rows in the room; they are to be saved again. */
    private void hold(Room room, Newcomer waiter, SeatRequest request) {
        saves.load(new Account(room.type().saveAs(), request.identity().user()), loaded -> {
            if (loaded == null) {
                waiter.refuse(DisconnectReason.SAVES_AWAY);
            } else {
                seat(room, waiter, request.of(request.identity().with(List.of(), loaded)));
            }
        });
    }

    private static SeatRequest withRows(SeatRequest request, SavedSeat loaded, RoomType type) {
        return request.of(request.identity().with(RowDocument.read(loaded.loaded(), type.rowTables()), loaded));
    }

    private void seat(Room room, Newcomer waiter, SeatRequest request) {
        boolean isNew = request.resumes() == null;
        List<Seat> before;
        Seat seat = null;
        boolean isRefused;
        synchronized (this) {
            before = before(request.identity().user());
            isRefused = isNew && isRefused(room.type(), before);
            if (!isRefused) {
                seat = room.enter(waiter.outlet(), request);
            }
            if (seat != null) {
                note(request.identity().user(), before, seat);
            }
        }
        if (isRefused) {
            refuse(room, waiter, DisconnectReason.ALREADY_PLAYING);
            return;
        }
        waiter.seated(seat);
        if (seat != null && isNew) {
            endElsewhere(room, before);
        }
    }

    /** In the same room, the room hands the place over. */
    private void endElsewhere(Room room, List<Seat> before) {
        if (room.type().auth().oneSeat() == OneSeat.OFF) {
            return;
        }
        for (Seat old : before) {
            if (isOf(room.type(), old) && isAlive(old) && !old.roomId().equals(room.id())) {
                counters.increment(Counter.SEATS_TAKEN_OVER);
                if (old.hasDeparted()) {
                    old.leave();
                } else {
                    old.end(DisconnectReason.RESUMED_ELSEWHERE);
                }
            }
        }
    }

    /** The seats that a user has, or that its rooms have not let go of yet. */
    private synchronized List<Seat> before(String user) {
        return seats.getOrDefault(user, List.of()).stream()
                .filter(seat -> !seat.gone().isDone())
                .toList();
    }

    /** Seats of a room that comes back, which their users have had since before the server started. */
    synchronized void restored(List<Seat> kept) {
        for (Seat seat : kept) {
            if (seat.request().isOfUser()) {
                String user = seat.request().identity().user();
                note(user, before(user), seat);
            }
        }
    }

    private void note(String user, List<Seat> before, Seat seat) {
        List<Seat> now = new ArrayList<>(before);
        now.add(seat);
        seats.put(user, now);
        if (seats.size() >= sweepAt) {
            seats.values()
                    .removeIf(all -> all.stream().allMatch(one -> one.gone().isDone()));
            sweepAt = Math.max(FIRST_SWEEP, 2 * seats.size());
        }
    }

    private static boolean isAlive(Seat seat) {
        return !seat.hasDeparted() || seat.mayComeBack();
    }
}
