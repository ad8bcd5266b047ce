package dev.tickwire.server.room;

import dev.tickwire.proto.CloseSentence;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.broadcast.Broadcast;
import dev.tickwire.server.broadcast.Recipient;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Places;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.simulation.world.Candidate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room: decides who gets which number, whose seat is kept, and who comes back into it; and lets the match
 * know. Belongs to the room's loop, except where a method says otherwise.
 */
final class Roster {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Match match;
    private final Broadcast broadcast;
    private final Places places;
    private final CounterBatch counters;
    private final RoomStats stats;
    private final int playerLimit;
    private final boolean hasCommands;
    private final Bots bots;
    private final long resumeGraceNanos;
    /** By place: players at their numbers, then spectators. Written by the loop; any thread may read. */
    private final AtomicReferenceArray<@Nullable Seat> seated;

    /** Why all seats were ended; null: they were not. */
    private volatile @Nullable Ending ending;

    private final Map<Seat, Player> bySeat = new HashMap<>();
    private final Player[] players;
    /** By place: who leaves and joins again in a loop is likely to get the same ones, and may say no more for it. */
    private final ChatAllowance[] chats;

    private int count;

    private record Ending(DisconnectReason reason, String sentence) {}

    Roster(RoomType type, Match match, Broadcast broadcast, Places places, CounterBatch counters, RoomStats stats) {
        this.match = match;
        this.broadcast = broadcast;
        this.places = places;
        this.counters = counters;
        this.stats = stats;
        playerLimit = type.settings().capacity().players();
        hasCommands = !type.commandShapes().isEmpty();
        bots = new Bots(type, match, counters, stats);
        resumeGraceNanos = type.settings().timeouts().resumeGraceMillis() * NANOS_PER_MILLI;
        int placeCount = type.settings().capacity().places();
        seated = new AtomicReferenceArray<>(placeCount);
        players = new Player[placeCount];
        chats = new ChatAllowance[placeCount];
        Arrays.setAll(chats, place -> new ChatAllowance());
    }

    /** How many are in the room, spectators and kept seats included. */
    int count() {
        return count;
    }

    /** One of those in the room: 0 to {@link #count} − 1, in no order that lasts. */
    Player get(int index) {
        return players[index];
    }

    /** The one on a seat; null: it has gone, or sits on another seat by now. */
    @Nullable
    Player find(Seat seat) {
        return bySeat.get(seat);
    }

    /** Whether a token opens a seat here; any thread may ask. It may not do so any more when the seat is taken. */
    boolean hasSeatFor(ResumeToken token) {
        Seat seat = token.player() < playerLimit ? seated.get(token.player()) : null;
        return seat != null && seat.isOpenedBy(token);
    }

    /** Ends all seats, and those that come later, with a sentence for the players; any thread may. */
    void endAll(DisconnectReason reason, String sentence) {
        ending = new Ending(reason, sentence);
        for (int place = 0; place < seated.length(); place++) {
            Seat seat = seated.get(place);
            if (seat != null) {
                seat.end(reason, sentence);
                seat.kept().letGo();
            }
        }
    }

    /**
     * Gives a seat its place, which was promised. Null: its connection has ended meanwhile, or the rules do not let it
     * in.
     */
    @Nullable
    Player enter(Seat seat, RoomType type) {
        Role role = seat.request().role();
        if (seat.hasDeparted()) {
            places.release(role);
            return null;
        }
        boolean plays = role == Role.PLAYER;
        int place = firstFree(plays ? 0 : playerLimit);
        int number = plays ? place : Recipient.NO_NUMBER;
        String wanted = seat.request().name();
        String madeUp = plays ? "Player " + (number + 1) : "Spectator";
        String name = wanted.isEmpty() ? madeUp : wanted;
        // Before the rules run: whoever ends all seats meanwhile ends this one, too.
        sit(place, seat);
        boolean isCreator = seat.request().isCreator();
        String refusal = isCreator
                ? null
                : refusal(new Candidate(number, name, seat.request().password()));
        if (refusal != null) {
            seated.set(place, null);
            places.release(role);
            seat.end(DisconnectReason.NOT_ADMITTED, CloseSentence.of(DisconnectReason.NOT_ADMITTED, refusal));
            return null;
        }
        Player player = new Player(place, number, name, seat, type, chats[place], counters);
        players[count++] = player;
        bySeat.put(seat, player);
        stats.add(place, player.stats());
        broadcast.welcome(player.recipient());
        if (plays) {
            bots.makeWay(number);
            match.join(number, player.name(), isCreator);
        }
        return player;
    }

    private @Nullable String refusal(Candidate candidate) {
        return match.isLocked() && candidate.player() >= 0 ? Places.LOCKED : match.refusal(candidate);
    }

    /** Whoever ends all seats at this moment misses this one, or has set the reason already. */
    private void sit(int place, Seat seat) {
        seated.set(place, seat);
        Ending all = ending;
        if (all != null) {
            seat.end(all.reason(), all.sentence());
        }
    }

    private int firstFree(int from) {
        int place = from;
        while (seated.get(place) != null) {
            place++;
        }
        return place;
    }

    /**
     * Lets a player go on who has come back, perhaps before the old connection was known to be dead. Null: the token
     * opens no seat, which the client is told, or the new connection has ended too.
     */
    @Nullable
    Player resume(Seat seat, RoomType type) {
        ResumeToken token = seat.request().resumes();
        if (token == null || !hasSeatFor(token)) {
            seat.end(DisconnectReason.SEAT_EXPIRED);
            return null;
        }
        if (seat.mayComeBack()) {
            // It broke again meanwhile: the seat goes on waiting for the next connection.
            return null;
        }
        Seat old = seated.get(token.player());
        Player player = bySeat.remove(old);
        if (player == null) {
            throw new IllegalStateException("a seat without a player");
        }
        old.kept().letGo();
        Recipient before = player.recipient();
        broadcast.resume(player.resume(seat, type), before);
        bySeat.put(seat, player);
        sit(player.place(), seat);
        rest(player);
        if (!old.hasDeparted()) {
            old.end(DisconnectReason.RESUMED_ELSEWHERE);
        }
        counters.increment(Counter.SEATS_RESUMED);
        return player;
    }

    /** The connection of a seat has ended: its place is given up, or kept for a while. */
    void depart(Seat seat, long nowNanos) {
        Player player = bySeat.get(seat);
        if (player == null) {
            return;
        }
        if (seat.mayComeBack()) {
            counters.increment(Counter.SEATS_KEPT);
            player.goAway(nowNanos);
            seat.kept().keep();
            rest(player);
        } else {
            remove(player);
        }
    }

    /** Gives up the seats of players who have been away for too long. */
    void expire(long nowNanos) {
        for (int i = count - 1; i >= 0; i--) {
            if (players[i].isAway() && players[i].awayNanos(nowNanos) >= resumeGraceNanos) {
                counters.increment(Counter.SEATS_EXPIRED);
                remove(players[i]);
            }
        }
    }

    /** Lets go of a player's inputs: a player that is not there holds no key down. */
    void rest(Player player) {
        player.inputs().clear();
        if (!player.isAtRest()) {
            player.setAtRest(true);
            match.rest(player.number());
        }
    }

    /**
     * Lets go of a player's inputs once its connection seems to be cut off, which nobody says: a key that was down must
     * not stay down until the connection is given up. They hold again with the next input.
     *
     * @param tick the tick about to be run
     */
    void restIfCutOff(Player player, RoomType type, int tick, long nowNanos) {
        long patienceMillis = type.settings().flow().maxUnackedMillis();
        if (!player.isAtRest()
                && player.recipient().isCutOff(tick, nowNanos, type.ticks(patienceMillis), patienceMillis)) {
            counters.increment(Counter.INPUTS_RESTED);
            rest(player);
        }
    }

    /** Gives the match the commands that its next step takes; then comes {@link #settleCommands}. */
    void takeCommands() {
        for (int i = 0; hasCommands && i < count; i++) {
            if (!players[i].isSpectator()) {
                players[i].takeCommands(match);
            }
        }
    }

    /** Notes the answers of the step that was done. */
    void settleCommands() {
        for (int i = 0; hasCommands && i < count; i++) {
            players[i].settleCommands(match);
        }
    }

    /** Lets bots fill empty seats, and play. */
    void runBots(RoomType type) {
        bots.run(type, count > 0);
    }

    /** Takes a player away, also a bot or one whose seat is kept, and says why, if there is such a player. */
    void remove(int number, String sentence) {
        bots.remove(number);
        Seat seat = seated.get(number);
        Player player = seat == null ? null : bySeat.get(seat);
        if (player != null) {
            seat.end(DisconnectReason.REMOVED, CloseSentence.of(DisconnectReason.REMOVED, sentence));
            remove(player);
        }
    }

    private void remove(Player gone) {
        gone.seat().kept().letGo();
        int index = 0;
        while (players[index] != gone) {
            index++;
        }
        players[index] = players[--count];
        bySeat.remove(gone.seat());
        seated.set(gone.place(), null);
        stats.remove(gone.place());
        if (!gone.isSpectator()) {
            match.leave(gone.number());
            bots.freed(gone.number());
        }
        places.release(gone.isSpectator() ? Role.SPECTATOR : Role.PLAYER);
    }
}
