package dev.tickwire.server.room;

import dev.tickwire.proto.CloseSentence;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.server.broadcast.Broadcast;
import dev.tickwire.server.broadcast.Recipient;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.names.NameTag;
import dev.tickwire.server.names.RoomNames;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Places;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room: decides who gets which number, whose seat is kept, and who comes back into it; and lets the match
 * know. Belongs to the room's loop, except where a method says otherwise.
 */
final class Roster {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final RoomLog log;
    private final Match match;
    private final Broadcast broadcast;
    private final Places places;
    private final CounterBatch counters;
    private final RoomStats stats;
    private final Seating seating;
    private final RoomNames names;
    private final Bots bots;
    private long resumeGraceNanos;
    private final Map<Seat, Player> bySeat = new HashMap<>();
    private final List<Player> players = new ArrayList<>();

    Roster(
            Listing listing,
            RoomType type,
            Match match,
            Broadcast broadcast,
            Places places,
            Seating seating,
            CounterBatch counters,
            RoomStats stats) {
        log = new RoomLog(listing.id());
        this.match = match;
        this.broadcast = broadcast;
        this.places = places;
        this.counters = counters;
        this.stats = stats;
        this.seating = seating;
        names = new RoomNames();
        bots = new Bots(type, match, names, counters, stats);
        resumeGraceNanos = type.settings().timeouts().resumeGraceMillis() * NANOS_PER_MILLI;
    }

    /** Goes on, in a match by other rules, with those who are in the room. */
    Roster(Roster before, RoomType type, Match match, Broadcast broadcast) {
        this.match = match;
        this.broadcast = broadcast;
        log = before.log;
        places = before.places;
        counters = before.counters;
        stats = before.stats;
        seating = before.seating;
        names = before.names;
        resumeGraceNanos = before.resumeGraceNanos;
        bySeat.putAll(before.bySeat);
        players.addAll(before.players);
        bots = new Bots(before.bots, type, match);
    }

    /** How many are in the room, spectators and kept seats included. */
    int count() {
        return players.size();
    }

    /** One of those in the room: 0 to {@link #count} − 1, in no order that lasts. */
    Player get(int index) {
        return players.get(index);
    }

    /** The one on a seat; null: it has gone, or sits on another seat by now. */
    @Nullable
    Player find(Seat seat) {
        return bySeat.get(seat);
    }

    /** Gives a seat its place, which was promised. Null: its connection has ended, or the rules do not let it in. */
    @Nullable
    Player enter(Seat seat, RoomType type) {
        Role role = seat.request().role();
        boolean isGone = seat.hasDeparted();
        Player same = isGone ? null : Admission.takesOver(players, seat.request(), type);
        if (same != null) {
            places.release(role);
            counters.increment(Counter.SEATS_TAKEN_OVER);
            return goOn(same, seat, type);
        }
        if (isGone || Admission.lacksRows(seat, type)) {
            places.release(role);
            if (!isGone) {
                // It was to go on as a player who has gone meanwhile: what is kept of that must be loaded.
                seat.end(DisconnectReason.SEAT_EXPIRED);
            }
            return null;
        }
        int place = seating.firstFree(role);
        int number = role == Role.PLAYER ? place : Recipient.NO_NUMBER;
        Identity identity = seat.request().identity();
        NameTag name = names.forPerson(type.auth().names().of(identity), number);
        // Before the rules run: whoever ends all seats meanwhile ends this one, too.
        seating.sit(place, seat);
        String refusal = Admission.refusal(match, number, name.text(), seat.request());
        if (refusal != null) {
            seating.free(place);
            places.release(role);
            seat.end(DisconnectReason.NOT_ADMITTED, CloseSentence.of(DisconnectReason.NOT_ADMITTED, refusal));
            return null;
        }
        Player player = new Player(place, number, name, seat, type, seating.allowances(place), counters);
        add(player);
        if (role == Role.PLAYER) {
            bots.makeWay(number);
            match.join(number, name.text(), identity.user(), seat.request().isCreator(), identity.rows());
            match.sink().onSeat(player.seatNow());
        }
        log.joined(number);
        return player;
    }

    /**
     * Lets a player go on who has come back, before the old connection was known to be dead perhaps. Null: the token
     * opens no seat, which the client is told, or the new connection has ended too.
     */
    @Nullable
    Player resume(Seat seat, RoomType type) {
        ResumeToken token = seat.request().resumes();
        if (token == null || seating.find(token) == null) {
            seat.end(DisconnectReason.SEAT_EXPIRED);
            return null;
        }
        if (seat.mayComeBack()) {
            // It broke again meanwhile: the seat goes on waiting for the next connection.
            return null;
        }
        Player player = bySeat.get(seating.find(token));
        if (player == null) {
            throw new IllegalStateException("a seat without a player");
        }
        counters.increment(Counter.SEATS_RESUMED);
        log.cameBack(player.number());
        return goOn(player, seat, type);
    }

    /** Lets a player go on over another connection. */
    private Player goOn(Player player, Seat seat, RoomType type) {
        Seat old = player.seat();
        bySeat.remove(old);
        Recipient before = player.recipient();
        broadcast.news().resume(player.resume(seat, type), before);
        stats.add(player.place(), player.stats());
        bySeat.put(seat, player);
        seating.sit(player.place(), seat);
        player.rest(match);
        if (!player.isSpectator()) {
            match.sink().onSeat(player.seatNow());
        }
        if (!old.hasDeparted()) {
            old.end(DisconnectReason.RESUMED_ELSEWHERE);
        }
        old.giveUp();
        return player;
    }

    /** Keeps the place of somebody who was here before the server started anew, and whom the match has. */
    void restore(JournalSeat known, Seat seat, RoomType type, long nowNanos) {
        int number = known.getPlayer();
        NameTag name = names.forPerson(seat.request().identity().name(), number);
        Player player = new Player(number, number, name, seat, type, seating.allowances(number), counters);
        player.restore(known, nowNanos);
        seating.sit(number, seat);
        add(player);
        bots.makeWay(number);
    }

    private void add(Player player) {
        players.add(player);
        bySeat.put(player.seat(), player);
        names.add(player.name());
        stats.add(player.place(), player.stats());
        broadcast.news().welcome(player.recipient());
    }

    /** The connection of a seat has ended: its place is given up, or kept for a while. */
    void depart(Seat seat, long nowNanos) {
        Player player = bySeat.get(seat);
        if (player == null) {
            return;
        }
        if (seat.mayComeBack()) {
            counters.increment(Counter.SEATS_KEPT);
            player.goAway(match, nowNanos);
            seat.kept().keep();
            log.away(player.number(), seat.whyDeparted());
        } else {
            remove(player, seat.whyDeparted());
        }
    }

    /** Gives up the seats of players who have been away for too long. */
    void expire(long nowNanos) {
        for (int i = players.size() - 1; i >= 0; i--) {
            Player player = players.get(i);
            if (player.isAway() && player.awayNanos(nowNanos) >= resumeGraceNanos) {
                counters.increment(Counter.SEATS_EXPIRED);
                remove(player, DisconnectReason.SEAT_EXPIRED.name());
            }
        }
    }

    /** The room stood still for so long: that counts against nobody. */
    void standStill(long nanos) {
        players.forEach(player -> player.standStill(nanos));
    }

    /** The room has other settings. */
    void adapt(RoomType type) {
        resumeGraceNanos = type.settings().timeouts().resumeGraceMillis() * NANOS_PER_MILLI;
        players.forEach(player -> player.adapt(type));
    }

    /** The match that it goes on in knows no bots. */
    void forgetBots() {
        bots.forget();
    }

    /** Lets bots fill empty seats, and play. */
    void runBots(RoomType type) {
        bots.run(type, !players.isEmpty());
    }

    /** Takes a player away, also a bot or one whose seat is kept, and says why, if there is such a player. */
    void remove(int number, String sentence) {
        bots.remove(number);
        kick(at(number), sentence);
    }

    /** Takes somebody away, a spectator too, and says why; null: nobody. */
    void kick(@Nullable Player player, String sentence) {
        if (player != null) {
            player.seat().end(DisconnectReason.REMOVED, CloseSentence.of(DisconnectReason.REMOVED, sentence));
            remove(player, DisconnectReason.REMOVED.name());
        }
    }

    /** Whoever has a place, which is the number of a player; null: nobody, or a bot. */
    @Nullable
    Player at(int place) {
        Seat seat = seating.at(place);
        return seat == null ? null : bySeat.get(seat);
    }

    private void remove(Player gone, String why) {
        int index = players.indexOf(gone);
        Player last = players.remove(players.size() - 1);
        if (last != gone) {
            players.set(index, last);
        }
        bySeat.remove(gone.seat());
        seating.free(gone.place());
        names.remove(gone.name());
        stats.remove(gone.place());
        gone.leave(match);
        if (!gone.isSpectator()) {
            bots.freed(gone.number());
        }
        places.release(gone.isSpectator() ? Role.SPECTATOR : Role.PLAYER);
        log.left(gone.number(), why);
    }
}
