package dev.tickwire.server.room;

import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.roomtype.RoomType;

/** Gives each step what came for it, does it, and passes on what came of it. Belongs to the room's loop. */
final class StepRunner {
    private final Match match;
    private final Roster roster;
    private final RequestRunner requests;
    private final RoomStats stats;

    StepRunner(Match match, Roster roster, RequestRunner requests, RoomStats stats) {
        this.match = match;
        this.roster = roster;
        this.requests = requests;
        this.stats = stats;
    }

    /** Does a step; {@code type} is how the room runs now. */
    void run(RoomType type, long deadlineNanos, long nowNanos) {
        takeInputs(type, deadlineNanos, nowNanos);
        roster.takeCommands();
        roster.runBots(type);
        requests.takeAnswers();
        match.step();
        requests.send();
        roster.settleCommands();
    }

    private void takeInputs(RoomType type, long deadlineNanos, long nowNanos) {
        int tick = match.tick() + 1;
        int waited = 0;
        for (int i = 0; i < roster.count(); i++) {
            Player player = roster.get(i);
            if (!player.isAway() && !player.isSpectator()) {
                waited += player.takeInput(match, tick, deadlineNanos, type.nanosPerTick());
                roster.restIfCutOff(player, type, tick, nowNanos);
            }
        }
        stats.inputsWaited(waited);
    }
}
