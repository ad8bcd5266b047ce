package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.address.Address;
import dev.tickwire.server.backend.Backends;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.Adjustment;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.saves.Saves;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.SeatRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /**
     * How many rooms there may be, and how long one may take to open.
     *
     * @param rooms of all types
     * @param startMillis a game that has not started by then is given up
     */
    public record Limits(int rooms, long startMillis) {}

    private final Map<String, RoomType> types = new LinkedHashMap<>();
    private final RoomList rooms = new RoomList();
    private final Openings openings = new Openings();
    private final Limits limits;
    private final Counters counters;
    private final RoomRunner loops;
    private final Backends backends;
    private final RoomOpener opener;
    private final Waking waking;
    private final RoomSearch search;
    private final UserSeats users;
    private final Adjustments adjustments = new Adjustments(types, rooms);
    private final Inventory inventory = new Inventory(types, rooms, openings, adjustments);
    private final Reservations reservations;
    private boolean accepting;

    /**
     * No rooms yet.
     *
     * @param types in the order of the config; the first is the default
     * @param workers runs the start of games
     * @param memory is asked before a room is opened
     * @param saves has what is kept of players who are signed in
     * @param loops is given each new room to run
     * @param journals gives each new room its journal
     */
    public LocalRooms(
            Collection<RoomType> types,
            Limits limits,
            Counters counters,
            Executor workers,
            RoomMemory memory,
            Saves saves,
            RoomRunner loops,
            Journals journals) {
        types.forEach(type -> this.types.put(type.name(), type));
        this.limits = limits;
        this.counters = counters;
        this.loops = loops;
        backends = new Backends(counters);
        users = new UserSeats(counters, saves);
        opener = new RoomOpener(workers, loops, journals, counters, backends, memory, users, this::opened);
        RoomIds ids = new RoomIds();
        reservations = new Reservations(ids, counters);
        waking = new Waking(inventory, journals.kept());
        Vacancy vacancy = new Vacancy(inventory, opener, memory, limits.rooms(), counters);
        search = new RoomSearch(inventory, waking, vacancy, reservations, ids, opener, counters);
    }

    /**
     * Takes room types over as a config that was changed has them: new rooms are opened by them, and rooms that are
     * there go on at their rates and by their tunables. A type that is not among them any more opens no more rooms.
     */
    public synchronized void reload(Collection<RoomType> reloaded) {
        types.clear();
        reloaded.forEach(type -> types.put(type.name(), type));
        adjustments.followAll();
    }

    /**
     * Says of some rooms at which rates and by which tunables they run, over the config and in place of what was said
     * of these before; they follow with their next snapshots.
     *
     * @return what was said of them before
     * @throws InvalidAdjustmentException there is no such room or room type, or it cannot be taken: nothing changes
     */
    public synchronized Adjustment adjust(Scope scope, Adjustment adjustment) throws InvalidAdjustmentException {
        return adjustments.change(scope, adjustment);
    }

    /** What is said of some rooms over the config. */
    public synchronized Map<Scope, Adjustment> adjustments() {
        return adjustments.all();
    }

    /** The room with an id; null: there is none. */
    public synchronized @Nullable Room find(String id) {
        return rooms.find(id);
    }

    /** Starts to let players in. */
    public synchronized void open() {
        accepting = true;
    }

    /** Brings the rooms back in which people had seats; those who come meanwhile wait for them. */
    public synchronized void restore() {
        waking.all().forEach(opener::open);
    }

    /** Lets nobody join any more, also not those who wait for a room that is being opened. */
    public void close() {
        synchronized (this) {
            accepting = false;
        }
        openNoMore();
    }

    /** Lets people into the rooms that there are only, and refuses those who wait for a room that is being opened. */
    public void openNoMore() {
        List<Opening> open;
        synchronized (this) {
            search.openNoMore();
            open = openings.removeAll();
            open.forEach(opener::giveUp);
        }
        open.forEach(opening -> opening.refuse(DisconnectReason.SERVER_STOPPING, counters));
    }

    /**
     * All rooms have ended: waits for the answers to their last requests, for some seconds, and gives up the others.
     */
    public void finishRequests() {
        backends.close(Backends.STOP_MILLIS);
    }

    /** Why no player can join at the moment, in sentences; empty: players can. */
    public synchronized List<String> obstacles() {
        if (!accepting) {
            return List.of("The server is starting or stopping.");
        }
        if (opener.isStuck()) {
            return List.of("No room can be opened: each thread that starts games hangs in one.");
        }
        String obstacle = search.obstacle();
        return obstacle == null ? List.of() : List.of(obstacle);
    }

    /** The room types, the default first. */
    public synchronized List<RoomType> types() {
        return List.copyOf(types.values());
    }

    /** The rooms, oldest first. */
    public synchronized List<Room> list() {
        return List.copyOf(rooms.all());
    }

    /** Figures of the rooms by type, the types of the config first. Adding up those of 500 rooms takes 2 ms. */
    public Map<String, TypeFigures> figures() {
        RoomFigures.Moment moment;
        synchronized (this) {
            moment = rooms.figures().moment(types.values());
        }
        return TypeFigures.of(moment);
    }

    /** Rooms that are being opened. */
    public synchronized int openingCount() {
        return openings.count();
    }

    /** Forgets a room that has ended; takes no lock. */
    public void remove(Room room) {
        rooms.noteEnd(room);
    }

    @Override
    public synchronized @Nullable Goal goal(Wanted wanted) {
        return search.goal(wanted);
    }

    @Override
    public void take(Wanted wanted, SeatRequest request, Outlet outlet, Consumer<Answer> answer) {
        take(wanted, new Newcomer(request, outlet, answer));
    }

    /**
     * Keeps places for some who will come together. Never waits.
     *
     * @param payer as in {@link Party}
     * @param to called once: before this returns, or later on another thread, if a room must be opened first
     */
    public void reserve(Wanted wanted, int places, int seconds, @Nullable Address payer, Consumer<Party.Outcome> to) {
        take(wanted, new Party(places, seconds, payer, reservations, false, to));
    }

    /** Gives a reserved place back, and says in which room; null: none is kept by this. */
    public @Nullable Room cancel(String reservation) {
        return reservations.cancel(reservation);
    }

    private void take(Wanted wanted, Waiter waiter) {
        Found found;
        synchronized (this) {
            found = accepting ? search.find(wanted, waiter) : new Found.Refused(DisconnectReason.SERVER_STOPPING);
        }
        if (found instanceof Found.Promised promised) {
            waiter.enter(promised.room(), users);
        } else if (found instanceof Found.Opens opens) {
            opener.open(opens.opening());
        } else if (found instanceof Found.Refused refused) {
            waiter.refuse(refused.reason(), refused.sentence());
        }
    }

    /** A worker has opened a room, or could not. */
    private void opened(Opening opening, @Nullable Room room) {
        boolean isIn;
        List<Waiter> without = List.of();
        synchronized (this) {
            boolean isWanted = openings.remove(opening);
            opener.done(opening, !isWanted);
            if (!isWanted) {
                return;
            }
            without = room == null ? List.of() : opening.reserveIn(room);
            isIn = room != null && letIn(room);
        }
        without.forEach(waiter -> waiter.refuse(DisconnectReason.ROOM_FULL));
        if (room == null) {
            counters.increment(Counter.ROOMS_FAILED);
            opening.refuse(DisconnectReason.ROOM_FAILED, counters);
        } else if (isIn) {
            opening.waiters().forEach(waiter -> waiter.enter(room, users));
        } else {
            opening.refuse(DisconnectReason.SERVER_FULL, counters);
        }
    }

    /**
     * Lists a new room, with a place for everybody who waits for it; a config that came meanwhile holds for it. False:
     * no loop takes it.
     */
    private boolean letIn(Room room) {
        if (!loops.run(room)) {
            return false;
        }
        rooms.add(room);
        counters.increment(Counter.ROOMS_OPENED);
        adjustments.followFirst(room);
        return true;
    }

    /**
     * Lets go of rooms that have ended, and gives up those that take too long to open: to get a worker, or to start.
     * Called every {@link #CHECK_MILLIS}; what counts is how many checks see an opening, so that a process that was
     * stopped for a while gives up nothing.
     */
    public void checkTime() {
        List<Opening> late;
        synchronized (this) {
            rooms.forgetEnded();
            adjustments.keepOnly(rooms.ids());
            reservations.expire();
            late = openings.removeLate(limits.startMillis() / CHECK_MILLIS);
            late.forEach(opener::giveUp);
        }
        for (Opening opening : late) {
            boolean hangs = opener.logIfItHangs(opening);
            if (hangs) {
                counters.increment(Counter.ROOMS_FAILED);
            }
            opening.refuse(hangs ? DisconnectReason.ROOM_FAILED : DisconnectReason.SERVER_FULL, counters);
        }
    }
}
