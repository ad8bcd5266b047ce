package dev.tickwire.server.directory;

import dev.tickwire.proto.CloseSentence;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.RoomDirectory.Goal;
import dev.tickwire.server.directory.RoomDirectory.NewRoom;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.Choice;
import dev.tickwire.server.roomtype.InvalidOptionsException;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Places;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the room that somebody wants, or decides to open one. Guarded by the lock of {@link LocalRooms}: it runs no
 * code of a game.
 */
final class RoomSearch {
    private static final String NO_SUCH_CODE = "No room has this code; it may have closed.";
    private static final String NO_MEMORY = "The server has no memory left for another room: try again later.";
    private static final String NO_RESERVATION = "No place is kept by this: it came too late, or was used before.";
    private static final String NO_NAME = "A room's name has 1 to 32 letters from A to Z, digits, _ and -.";

    private final Inventory inventory;
    private final Map<String, RoomType> types;
    private final RoomList rooms;
    private final Openings openings;
    private final Waking waking;
    private final RoomOpener opener;
    private final Vacancy vacancy;
    private final Counters counters;
    private final Reservations reservations;
    private final RoomIds ids;
    private boolean opensNoMore;

    RoomSearch(
            Inventory inventory,
            Waking waking,
            Vacancy vacancy,
            Reservations reservations,
            RoomIds ids,
            RoomOpener opener,
            Counters counters) {
        this.inventory = inventory;
        types = inventory.types();
        rooms = inventory.rooms();
        openings = inventory.openings();
        this.waking = waking;
        this.vacancy = vacancy;
        this.reservations = reservations;
        this.ids = ids;
        this.opener = opener;
        this.counters = counters;
    }

    /** From now on it finds what there is only. */
    void openNoMore() {
        opensNoMore = true;
    }

    /** Why no player could join by any type now, in a sentence; null: some could. */
    @Nullable
    String obstacle() {
        return opensNoMore ? "The server drains: it opens no more rooms, and ends." : vacancy.obstacle();
    }

    Found find(Wanted wanted, Waiter waiter) {
        try {
            return findChecked(wanted, waiter);
        } catch (InvalidOptionsException e) {
            return new Found.Refused(
                    DisconnectReason.INVALID_OPTIONS, CloseSentence.of(DisconnectReason.INVALID_OPTIONS, e.sentence()));
        }
    }

    /** Where somebody would come; null: nowhere, or into a seat that it has. */
    @Nullable
    Goal goal(Wanted wanted) {
        if (wanted instanceof Wanted.ById byId) {
            return goalIn(Reservations.isOne(byId.id()) ? reservations.find(byId.id()) : rooms.find(byId.id()));
        }
        if (wanted instanceof Wanted.ByCode byCode) {
            return goalIn(rooms.findByCode(RoomIds.code(byCode.code())));
        }
        if (wanted instanceof Wanted.ByName byName) {
            RoomType type = type(byName.type());
            return type == null ? null : new Goal(type, RoomIds.ofName(type.name(), byName.name()));
        }
        RoomType type = wanted instanceof Wanted.ByType byType ? type(byType.type()) : null;
        return type == null ? null : new Goal(type, "");
    }

    private static @Nullable Goal goalIn(@Nullable Room room) {
        return room == null ? null : new Goal(room.type(), room.id());
    }

    private @Nullable RoomType type(String name) {
        return name.isEmpty() ? types.values().iterator().next() : types.get(name);
    }

    private Found findChecked(Wanted wanted, Waiter waiter) throws InvalidOptionsException {
        if (wanted instanceof Wanted.BySeat bySeat) {
            return waiter instanceof Newcomer newcomer
                    ? findSeat(bySeat.token(), newcomer)
                    : new Found.Refused(DisconnectReason.SEAT_EXPIRED);
        }
        if (wanted instanceof Wanted.ById byId && Reservations.isOne(byId.id())) {
            return findReserved(byId.id(), waiter);
        }
        if (wanted instanceof Wanted.ById byId) {
            return promiseById(byId.id(), waiter);
        }
        if (wanted instanceof Wanted.ByCode byCode) {
            Room room = rooms.findByCode(RoomIds.code(byCode.code()));
            return room == null
                    ? new Found.Refused(DisconnectReason.UNKNOWN_ROOM, NO_SUCH_CODE)
                    : promise(room, waiter);
        }
        String name = wanted instanceof Wanted.ByName byName ? byName.type() : ((Wanted.ByType) wanted).type();
        RoomType type = type(name);
        if (type == null) {
            return new Found.Refused(DisconnectReason.UNKNOWN_ROOM_TYPE);
        }
        Found.Refused obstacle = waiter.obstacle(type);
        if (obstacle != null) {
            return obstacle;
        }
        return wanted instanceof Wanted.ByName byName
                ? findByName(type, byName, waiter)
                : findByType(type, (Wanted.ByType) wanted, waiter);
    }

    private Found findReserved(String reservation, Waiter waiter) {
        Room room = reservations.find(reservation);
        if (room == null || waiter.role() != Role.PLAYER) {
            return new Found.Refused(DisconnectReason.UNKNOWN_ROOM, NO_RESERVATION);
        }
        Found.Refused obstacle = waiter.obstacle(room.type());
        if (obstacle != null) {
            return obstacle;
        }
        return reservations.use(reservation)
                ? new Found.Promised(room)
                : new Found.Refused(DisconnectReason.UNKNOWN_ROOM, NO_RESERVATION);
    }

    private Found findSeat(ResumeToken token, Newcomer newcomer) {
        Room room = rooms.find(token.room());
        Found woken = room == null ? wake(token.room(), newcomer) : null;
        if (woken != null) {
            return woken;
        }
        if (room == null || room.control().identityOf(token) == null) {
            return new Found.Refused(DisconnectReason.SEAT_EXPIRED);
        }
        Found.Refused mismatch = newcomer.mismatch(room.type());
        return mismatch == null ? new Found.Promised(room) : mismatch;
    }

    private Found promiseById(String id, Waiter waiter) {
        Room room = rooms.find(id);
        Found woken = room == null ? wake(id, waiter) : null;
        return woken == null ? promise(room, waiter) : woken;
    }

    private @Nullable Found wake(String id, Waiter waiter) {
        return opensNoMore ? null : waking.wake(id, waiter, vacancy::mayWake);
    }

    private static Found promise(@Nullable Room room, Waiter waiter) {
        if (room == null) {
            return new Found.Refused(DisconnectReason.UNKNOWN_ROOM);
        }
        Found.Refused obstacle = waiter.obstacle(room.type());
        if (obstacle != null) {
            return obstacle;
        }
        if (waiter.reserve(room)) {
            return new Found.Promised(room);
        }
        return room.places().isLocked() && waiter.role() == Role.PLAYER
                ? new Found.Refused(DisconnectReason.NOT_ADMITTED, Places.LOCKED)
                : new Found.Refused(DisconnectReason.ROOM_FULL);
    }

    /** Of all who want a room by the same name, the first opens it, and the others wait for it. */
    private Found findByName(RoomType type, Wanted.ByName wanted, Waiter waiter) throws InvalidOptionsException {
        if (!RoomIds.isName(wanted.name())) {
            throw new InvalidOptionsException(NO_NAME);
        }
        String id = RoomIds.ofName(type.name(), wanted.name());
        Room room = rooms.find(id);
        if (room != null && !room.places().isClosed()) {
            return promise(room, waiter);
        }
        Found woken = wake(id, waiter);
        if (woken != null) {
            return woken;
        }
        return openRoom(id, type, type.choices().choose(wanted.opens().options(), List.of()), wanted.opens(), waiter);
    }

    /** It is the listed room where most play that has a place, so that rooms are filled up; or a new one. */
    private Found findByType(RoomType type, Wanted.ByType wanted, Waiter waiter) throws InvalidOptionsException {
        Role role = waiter.role();
        if (role == Role.SPECTATOR && type.settings().capacity().spectators() == 0) {
            return new Found.Refused(DisconnectReason.ROOM_FULL);
        }
        Choice choice = type.choices().choose(wanted.opens().options(), wanted.labels());
        if (!wanted.create()) {
            Map<String, Object> labels = new HashMap<>(choice.labels());
            labels.putAll(wanted.opens().labels());
            for (Room room : rooms.liveliestFirst(
                    one -> one.type().isLike(type) && one.listing().isListedWith(labels))) {
                if (waiter.reserve(room)) {
                    return new Found.Promised(room);
                }
            }
            if (openings.addWaiter(type, labels, waiter)) {
                return new Found.Waits();
            }
        }
        return openRoom(ids.next(type.name()), type, choice, wanted.opens(), waiter);
    }

    private Found openRoom(String id, RoomType type, Choice choice, NewRoom opens, Waiter waiter) {
        if (opensNoMore) {
            return new Found.Refused(DisconnectReason.SERVER_STOPPING);
        }
        if (!opener.canOpen(type.name())) {
            counters.increment(Counter.ROOMS_REFUSED);
            return new Found.Refused(DisconnectReason.ROOM_FAILED);
        }
        String code = opens.isListed() ? "" : ids.nextCode();
        Map<String, Object> labels = type.choices().labels(choice.options());
        labels.putAll(opens.labels());
        RoomType opened = inventory.adjustments().adjust(type, id).with(choice);
        Opening opening = new Opening(new Listing(id, code, choice.options(), labels), opened, false);
        if (!opening.add(waiter.asCreator())) {
            return new Found.Refused(DisconnectReason.ROOM_FULL);
        }
        if (!waiter.takeCreate()) {
            counters.increment(Counter.ROOMS_REFUSED);
            return new Found.Refused(DisconnectReason.TOO_MANY_ROOMS);
        }
        if (!vacancy.hasRoomFor(type)) {
            counters.increment(Counter.ROOMS_REFUSED);
            return new Found.Refused(DisconnectReason.SERVER_FULL);
        }
        if (!vacancy.hasMemory()) {
            counters.increment(Counter.ROOMS_REFUSED);
            return new Found.Refused(DisconnectReason.SERVER_FULL, NO_MEMORY);
        }
        openings.add(opening);
        return new Found.Opens(opening);
    }
}
