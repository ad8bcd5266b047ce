package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of this server, by id and by type. Any thread may use it.
 *
 * <p>Its lock is held for moments only: {@link RoomOpener} opens rooms on threads of its own, and those who want to
 * join such a room wait for it without a thread. Loops do not take the lock: rooms that have ended are noted in a
 * queue.
 */
public final class LocalRooms implements RoomDirectory {
    /** How often {@link #checkTime} is to be called. */
    public static final long CHECK_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(LocalRooms.class);

    /**
     * How many rooms there may be, and how long one may take to open.
     *
     * @param rooms of all types
     * @param startMillis a game that has not started by then is given up
     */
    public record Limits(int rooms, long startMillis) {}

    /** What was found for somebody under the lock. */
    private sealed interface Found {
        /** A place is promised. */
        record Promised(Room room) implements Found {}

        /** It waits for a room that is being opened. */
        record Waits() implements Found {}

        /** It waits for this room, which is to be opened. */
        record Opens(Opening opening) implements Found {}

        record Refused(DisconnectReason reason) implements Found {}
    }

    private final Map<String, RoomType> types = new LinkedHashMap<>();
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final List<Opening> openings = new ArrayList<>();
    private final Queue<Room> ended = new ConcurrentLinkedQueue<>();
    private final RoomIds ids = new RoomIds();
    private final Limits limits;
    private final Counters counters;
    private final Predicate<Room> loops;
    private final RoomOpener opener;
    private boolean accepting;

    /**
     * No rooms yet.
     *
     * @param types in the order of the config; the first is the default
     * @param workers runs the start of games
     * @param loops is given each new room to run; false: too many come at once
     */
    public LocalRooms(
            Collection<RoomType> types, Limits limits, Counters counters, Executor workers, Predicate<Room> loops) {
        for (RoomType type : types) {
            this.types.put(type.name(), type);
        }
        this.limits = limits;
        this.counters = counters;
        this.loops = loops;
        opener = new RoomOpener(workers, counters, this::opened);
    }

    /**
     * Takes room types over as a config that was changed has them: new rooms are opened by them, and rooms that are
     * there go on at their rates and by their tunables. A type that is not among them any more opens no more rooms.
     */
    public synchronized void reload(Collection<RoomType> reloaded) {
        types.clear();
        for (RoomType type : reloaded) {
            types.put(type.name(), type);
        }
        present().forEach(this::followType);
    }

    private void followType(Room room) {
        RoomType now = types.get(room.type().name());
        if (now != null && room.type().isLike(now)) {
            room.follow(now);
        }
    }

    /** Starts to let players in. */
    public synchronized void open() {
        accepting = true;
    }

    /** Lets nobody join any more. */
    public synchronized void close() {
        accepting = false;
    }

    /** Why no player can join at the moment, in sentences; empty: players can. */
    public synchronized List<String> obstacles() {
        if (!accepting) {
            return List.of("The server is starting or stopping.");
        }
        return opener.isStuck()
                ? List.of("No room can be opened: each thread that starts games hangs in one.")
                : List.of();
    }

    /** The room types, the default first. */
    public synchronized List<RoomType> types() {
        return List.copyOf(types.values());
    }

    /** The rooms, oldest first. */
    public synchronized List<Room> list() {
        return List.copyOf(present());
    }

    /** Forgets a room that has ended; takes no lock. */
    public void remove(Room room) {
        ended.add(room);
    }

    private Collection<Room> present() {
        for (Room gone = ended.poll(); gone != null; gone = ended.poll()) {
            rooms.remove(gone.id());
        }
        return rooms.values();
    }

    @Override
    public void take(Wanted wanted, SeatRequest request, Outlet outlet, Consumer<Answer> answer) {
        Opening.Waiter waiter = new Opening.Waiter(request, outlet, answer);
        Found found;
        synchronized (this) {
            found = accepting ? find(wanted, waiter) : new Found.Refused(DisconnectReason.SERVER_STOPPING);
        }
        if (found instanceof Found.Promised promised) {
            enter(promised.room(), waiter);
        } else if (found instanceof Found.Opens opens) {
            opener.open(opens.opening());
        } else if (found instanceof Found.Refused refused) {
            answer.accept(new Answer.Refused(refused.reason()));
        }
    }

    private static void enter(Room room, Opening.Waiter waiter) {
        Seat seat = room.enter(waiter.outlet(), waiter.request());
        waiter.answer()
                .accept(seat == null ? new Answer.Refused(DisconnectReason.SERVER_FULL) : new Answer.Seated(seat));
    }

    private Found find(Wanted wanted, Opening.Waiter waiter) {
        if (wanted instanceof Wanted.BySeat bySeat) {
            return findSeat(bySeat.token(), waiter.request());
        }
        if (wanted instanceof Wanted.ById byId) {
            present();
            return promise(rooms.get(byId.id()), waiter);
        }
        Wanted.ByType byType = (Wanted.ByType) wanted;
        RoomType type = byType.name().isEmpty() ? types.values().iterator().next() : types.get(byType.name());
        if (type == null) {
            return new Found.Refused(DisconnectReason.UNKNOWN_ROOM_TYPE);
        }
        if (waiter.request().isForOtherSchemaThan(type)) {
            return new Found.Refused(DisconnectReason.SCHEMA_MISMATCH);
        }
        return findByType(type, byType.create(), waiter);
    }

    private Found findSeat(ResumeToken token, SeatRequest request) {
        present();
        Room room = rooms.get(token.room());
        if (room == null || !room.hasSeatFor(token)) {
            return new Found.Refused(DisconnectReason.SEAT_EXPIRED);
        }
        return request.isForOtherSchemaThan(room.type())
                ? new Found.Refused(DisconnectReason.SCHEMA_MISMATCH)
                : new Found.Promised(room);
    }

    private static Found promise(@Nullable Room room, Opening.Waiter waiter) {
        if (room == null) {
            return new Found.Refused(DisconnectReason.UNKNOWN_ROOM);
        }
        if (waiter.request().isForOtherSchemaThan(room.type())) {
            return new Found.Refused(DisconnectReason.SCHEMA_MISMATCH);
        }
        return room.reserve(waiter.role()) ? new Found.Promised(room) : new Found.Refused(DisconnectReason.ROOM_FULL);
    }

    /** Players go to the oldest room that has a place, spectators to where most play; or to a new room. */
    private Found findByType(RoomType type, boolean create, Opening.Waiter waiter) {
        Role role = waiter.role();
        if (role == Role.SPECTATOR && type.settings().capacity().spectators() == 0) {
            return new Found.Refused(DisconnectReason.ROOM_FULL);
        }
        if (create) {
            return openRoom(type, waiter);
        }
        for (Room room : role == Role.PLAYER ? present() : liveliestFirst()) {
            if (room.type().isLike(type) && room.reserve(role)) {
                return new Found.Promised(room);
            }
        }
        for (Opening opening : openings) {
            if (opening.type().isLike(type) && opening.add(waiter)) {
                return new Found.Waits();
            }
        }
        return openRoom(type, waiter);
    }

    private List<Room> liveliestFirst() {
        List<Room> sorted = new ArrayList<>(present());
        sorted.sort(Comparator.comparingInt(Room::seatCount).reversed());
        return sorted;
    }

    private Found openRoom(RoomType type, Opening.Waiter waiter) {
        if (!opener.canOpen(type.name())) {
            return new Found.Refused(DisconnectReason.ROOM_FAILED);
        }
        if (!hasRoomFor(type)) {
            counters.increment(Counter.ROOMS_REFUSED);
            return new Found.Refused(DisconnectReason.SERVER_FULL);
        }
        Opening opening = new Opening(ids.next(type.name()), type);
        opening.add(waiter);
        openings.add(opening);
        return new Found.Opens(opening);
    }

    /** Whether one more room may be opened; rooms that have been empty for the longest time make way for it. */
    private boolean hasRoomFor(RoomType type) {
        int ofType = type.settings().capacity().rooms();
        return (count(type.name()) < ofType || closeLongestEmpty(type.name()))
                && (present().size() + openings.size() < limits.rooms() || closeLongestEmpty(""));
    }

    private long count(String typeName) {
        return present().stream()
                        .filter(room -> room.type().name().equals(typeName))
                        .count()
                + openings.stream()
                        .filter(one -> one.type().name().equals(typeName))
                        .count();
    }

    /** Closes the room that has been empty for the longest time, of a type or of any; false: there is none. */
    private boolean closeLongestEmpty(String typeName) {
        List<Room> empty = new ArrayList<>(present());
        empty.removeIf(room ->
                !room.isEmpty() || !(typeName.isEmpty() || room.type().name().equals(typeName)));
        empty.sort(Comparator.comparingLong(Room::emptySinceNanos));
        for (Room room : empty) {
            if (room.closeIfEmpty()) {
                rooms.remove(room.id());
                counters.increment(Counter.EMPTY_ROOMS_CLOSED);
                return true;
            }
        }
        return false;
    }

    /** A worker has opened a room, or could not. */
    private void opened(Opening opening, @Nullable Room room) {
        boolean isWanted;
        DisconnectReason refusal = null;
        synchronized (this) {
            isWanted = openings.remove(opening);
            opener.done(opening, !isWanted);
            if (room == null) {
                refusal = DisconnectReason.ROOM_FAILED;
            } else if (!accepting) {
                refusal = DisconnectReason.SERVER_STOPPING;
            } else if (isWanted) {
                refusal = letIn(opening, room);
            }
        }
        if (!isWanted) {
            return;
        }
        for (Opening.Waiter waiter : opening.waiters()) {
            if (refusal != null) {
                waiter.answer().accept(new Answer.Refused(refusal));
            } else if (room != null) {
                enter(room, waiter);
            }
        }
    }

    /** Lists a new room, with a place for everybody who waits for it; a config that came meanwhile holds for it. */
    private @Nullable DisconnectReason letIn(Opening opening, Room room) {
        opening.waiters().forEach(waiter -> room.reserve(waiter.role()));
        if (!loops.test(room)) {
            return DisconnectReason.SERVER_FULL;
        }
        rooms.put(room.id(), room);
        counters.increment(Counter.ROOMS_OPENED);
        if (types.get(opening.type().name()) != opening.type()) {
            followType(room);
        }
        return null;
    }

    /**
     * Gives up rooms that take too long to open. Called every {@link #CHECK_MILLIS}; what counts is how many checks see
     * an opening, so that a process that was stopped for a while gives up nothing.
     */
    public void checkTime() {
        List<Opening> late = new ArrayList<>();
        synchronized (this) {
            for (Opening opening : openings) {
                if (opening.seen() * CHECK_MILLIS > limits.startMillis()) {
                    late.add(opening);
                }
            }
            openings.removeAll(late);
            late.forEach(opener::giveUp);
        }
        for (Opening opening : late) {
            counters.increment(Counter.ROOMS_FAILED);
            log(opening);
            opening.waiters().forEach(one -> one.answer().accept(new Answer.Refused(DisconnectReason.ROOM_FAILED)));
        }
    }

    private void log(Opening opening) {
        Throwable where = new IllegalStateException("the game is here");
        Thread worker = opening.worker();
        where.setStackTrace(worker == null ? new StackTraceElement[0] : worker.getStackTrace());
        LOG.error(
                "a room of type {} is not open after {} ms, and is given up: its game does not come back from its start",
                opening.type().name(),
                limits.startMillis(),
                where);
    }
}
