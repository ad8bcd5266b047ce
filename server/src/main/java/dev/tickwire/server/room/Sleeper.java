package dev.tickwire.server.room;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.roomtype.RoomSettings;
import dev.tickwire.server.roomtype.RoomType;

/** Decides after each tick whether a room has nothing to do, and lets it sleep then. Belongs to the room's loop. */
final class Sleeper {
    /** A room that sleeps has a tick as often as this: to see who is away for too long, and to say that all is well. */
    private static final double SECONDS = 1;

    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Somebody may have gone for a moment only. */
    private static final long PAUSE_AFTER_NANOS = 5_000 * NANOS_PER_MILLI;
    /** As good as never. */
    private static final long YEAR_NANOS = 365L * 24 * 3600 * 1_000_000_000;

    private final RoomRun run;
    private final RoomRun.Parts parts;
    private final Sleep sleep;

    Sleeper(RoomRun run) {
        this.run = run;
        parts = run.parts();
        sleep = parts.mailbox().sleep();
    }

    /** Lets time go by in which it slept: its ticks are counted, and nothing else happens in them. */
    void wake(RoomType type) {
        int ticks = sleep.end();
        parts.stats().setAsleep(false);
        if (ticks == 0) {
            return;
        }
        run.match().sleep(ticks);
        parts.batch().add(Counter.TICKS_SLEPT, ticks);
        int lastSnapshotTick = run.match().tick() / type.ticksPerSnapshot() * type.ticksPerSnapshot();
        for (int i = 0; i < run.roster().count(); i++) {
            run.roster().get(i).recipient().quiet().slept(lastSnapshotTick);
        }
    }

    /** A tick is over. */
    void consider(RoomType type, long nowNanos) {
        if (isAwaited(type)) {
            return;
        }
        if (run.roster().count() == 0 && type.settings().timeouts().emptyRoomsWait()) {
            pause(type, nowNanos);
        } else if (run.snapshots().areAllAtRest() && run.match().isStill()) {
            int rounds = Math.max(1, (int) (SECONDS * type.tickRateHz() / type.ticksPerSnapshot()));
            int ticks =
                    Math.min(rounds * type.ticksPerSnapshot() - 1, run.match().ticksLeft() - 1);
            if (ticks > 0) {
                sleep.begin(ticks);
            }
        }
        parts.stats().setAsleep(sleep.isAsleep());
    }

    /** Whether something is to happen at the next tick, or as time goes by. */
    private boolean isAwaited(RoomType type) {
        return parts.mailbox().depth() > 0
                || run.commands().isBusy(type)
                || run.steps().hasOpenRequests()
                || parts.notices().endRoom()
                || isSomebodyAwaited();
    }

    private boolean isSomebodyAwaited() {
        Roster roster = run.roster();
        boolean isAwaited = roster.count() > 0 && parts.stats().bots() > 0;
        for (int i = 0; i < roster.count() && !isAwaited; i++) {
            isAwaited = roster.get(i).isAwaited();
        }
        return isAwaited;
    }

    private void pause(RoomType type, long nowNanos) {
        long since = parts.lifetime().emptySinceNanos();
        if (since == Lifetime.NEVER_EMPTY || nowNanos - since < PAUSE_AFTER_NANOS) {
            return;
        }
        if (run.match().sink().lasts()) {
            run.steps().keep();
        }
        run.match().sink().onPause();
        long emptyRoomMillis = type.settings().timeouts().emptyRoomMillis();
        sleep.pause(
                emptyRoomMillis == RoomSettings.NEVER
                        ? nowNanos + YEAR_NANOS
                        : since + emptyRoomMillis * NANOS_PER_MILLI);
    }
}
