package dev.tickwire.server.room;

import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.world.Meters;
import java.util.ArrayList;
import java.util.List;

/** Gives each step what came for it, does it, and passes on what came of it. Belongs to the room's loop. */
final class StepRunner {
    private final Match match;
    private final Meters meters;
    private final Roster roster;
    private final RequestRunner requests;
    private final List<JournalSeat> seats = new ArrayList<>();
    private final CounterBatch counters;
    private final RoomStats stats;

    StepRunner(Match match, Roster roster, RequestRunner requests, CounterBatch counters, RoomStats stats) {
        this.match = match;
        meters = match.meters();
        this.roster = roster;
        this.requests = requests;
        this.counters = counters;
        this.stats = stats;
    }

    /** Does a step; {@code type} is how the room runs now. */
    void run(RoomType type, long deadlineNanos, long nowNanos) {
        takeInputs(type, deadlineNanos, nowNanos);
        boolean hasCommands = !type.commandShapes().isEmpty();
        if (hasCommands) {
            takeCommands();
        }
        roster.runBots(type);
        requests.takeAnswers();
        stats.inputsTaken();
        match.step();
        publishMeters();
        requests.send();
        if (hasCommands) {
            settleCommands();
        }
        if (type.savesRows()) {
            for (int i = 0; i < roster.count(); i++) {
                roster.get(i).saveIfDue(match, nowNanos);
            }
        }
        if (match.sink().wantsCheckpoint()) {
            keep();
        }
    }

    /** Keeps all that is needed to come back. */
    void keep() {
        match.sink().keep(match.checkpoint(), seats(), requests.open());
    }

    boolean hasOpenRequests() {
        return requests.hasOpen();
    }

    /**
     * No step follows: hands over what is kept of its players, and lets the game say its last.
     *
     * @param comesBack whether the room goes on later: its game is told nothing, and all of it is kept
     */
    void end(boolean comesBack) {
        if (comesBack) {
            keep();
        } else {
            requests.end();
        }
        publishMeters();
        for (int i = 0; i < roster.count(); i++) {
            roster.get(i).save(match);
        }
        match.sink().onClosed(comesBack);
    }

    private void publishMeters() {
        for (int i = 0; i < meters.all().size(); i++) {
            stats.meters().publish(i, meters.count(i));
        }
    }

    /** Gives the match the commands that its next step takes; then comes {@link #settleCommands}. */
    private void takeCommands() {
        for (int i = 0; i < roster.count(); i++) {
            if (!roster.get(i).isSpectator()) {
                roster.get(i).takeCommands(match);
            }
        }
    }

    /** Notes the answers of the step that was done. */
    private void settleCommands() {
        for (int i = 0; i < roster.count(); i++) {
            roster.get(i).settleCommands(match);
        }
    }

    /** All that players need to come back into their seats; valid until the next call. */
    private List<JournalSeat> seats() {
        seats.clear();
        for (int i = 0; i < roster.count(); i++) {
            if (!roster.get(i).isSpectator()) {
                seats.add(roster.get(i).seatNow());
            }
        }
        return seats;
    }

    private void takeInputs(RoomType type, long deadlineNanos, long nowNanos) {
        int tick = match.tick() + 1;
        int waited = 0;
        for (int i = 0; i < roster.count(); i++) {
            Player player = roster.get(i);
            if (!player.isAway() && !player.isSpectator()) {
                waited += player.takeInput(match, tick, deadlineNanos, type.nanosPerTick());
                restIfCutOff(player, type, tick, nowNanos);
            }
        }
        stats.inputsWaited(waited);
    }

    /**
     * Lets go of a player's inputs once its connection seems to be cut off, which nobody says: a key that was down must
     * not stay down until the connection is given up. They hold again with the next input.
     *
     * @param tick the tick about to be run
     */
    private void restIfCutOff(Player player, RoomType type, int tick, long nowNanos) {
        long patienceMillis = type.settings().flow().maxUnackedMillis();
        if (!player.isAtRest()
                && player.recipient().isCutOff(tick, nowNanos, type.ticks(patienceMillis), patienceMillis)) {
            counters.increment(Counter.INPUTS_RESTED);
            player.rest(match);
        }
    }
}
