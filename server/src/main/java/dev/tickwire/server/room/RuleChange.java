package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.server.backend.Outbox;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.match.MarkKind;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.swap.Swap;
import dev.tickwire.simulation.games.GameFailure;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.swap.InputMapping;
import dev.tickwire.simulation.swap.StateMapping;
import dev.tickwire.simulation.swap.UnmappableException;
import dev.tickwire.simulation.world.WorldState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a room go by other rules between two ticks, and lets it go back to those before if the new ones fail soon.
 * Belongs to the room's loop.
 */
final class RuleChange {
    private final LongSupplier clockNanos;
    private final CounterBatch counters;
    private @Nullable WayBack wayBack;

    /** What a room goes on as. */
    record Changed(RoomRun run, RoomType type) {}

    /**
     * What a room goes back to.
     *
     * @param players who had which number when the rules changed
     * @param untilTick after this tick, there is no way back
     */
    private record WayBack(
            RoomRun run, RoomType type, Checkpoint world, List<@Nullable Player> players, int untilTick, Swap swap) {}

    RuleChange(LongSupplier clockNanos, CounterBatch counters) {
        this.clockNanos = clockNanos;
        this.counters = counters;
    }

    /** Changes the rules; null: that cannot be, and all is as it was. */
    @Nullable
    Changed change(RoomRun run, RoomType type, Swap swap) {
        long began = clockNanos.getAsLong();
        RoomType by = type.goingBy(swap.type());
        Checkpoint before = run.match().checkpoint();
        StateMapping.Mapped mapped;
        RoomRun next;
        try {
            mapped = swap.mapping().map(before.world());
            Outbox outbox = swap.outbox();
            next = begin(run, by, swap.match(), Swap.map(mapped, by), outbox == null ? run.outbox() : outbox);
        } catch (UnmappableException e) {
            counters.increment(Counter.SWAPS_REFUSED);
            swap.listener().refused(String.valueOf(e.getMessage()));
            return null;
        } catch (RuntimeException | Error failure) {
            counters.increment(Counter.SWAPS_REFUSED);
            swap.listener().refused(GameFailure.sentence(by.settings().gameName(), failure));
            run.match().goOnFrom(before, run.match().sink());
            return null;
        }
        wayBack = new WayBack(
                run, type, before, seated(run.roster()), next.match().tick() + swap.watchTicks(), swap);
        int gone = goOn(next, type, by, swap.inputs());
        counters.increment(Counter.SWAPS_DONE);
        swap.listener().changed(mapped.losses(), gone, clockNanos.getAsLong() - began);
        return new Changed(next, by);
    }

    private static RoomRun begin(RoomRun run, RoomType by, Match match, Checkpoint from, Outbox outbox) {
        match.goOnFrom(from, run.match().sink());
        match.retune(by.tuning());
        return run.goingBy(by, match, outbox);
    }

    private static List<@Nullable Player> seated(Roster roster) {
        List<@Nullable Player> players = new ArrayList<>();
        for (int i = 0; i < roster.count(); i++) {
            Player player = roster.get(i);
            while (players.size() <= player.number()) {
                players.add(null);
            }
            if (!player.isSpectator()) {
                players.set(player.number(), player);
            }
        }
        return players;
    }

    /** Everybody in the room goes on by the new rules; how many cannot. */
    private static int goOn(RoomRun run, RoomType before, RoomType by, @Nullable InputMapping inputs) {
        run.parts().stats().restartMeters(run.match().meters().names());
        boolean looksTheSame = before.schemaHash() == by.schemaHash();
        int gone = 0;
        for (int i = 0; i < run.roster().count(); i++) {
            Player player = run.roster().get(i);
            player.goBy(by, inputs, run.match().tick() + 1);
            run.broadcast().news().goOn(player.recipient());
            if (player.isAway()) {
                continue;
            }
            if (player.seat().request().knowsSwaps()) {
                player.seat().outlet().send(Welcomes.frame(run.parts().listing(), by, player));
            } else if (!looksTheSame) {
                player.seat().end(DisconnectReason.SCHEMA_MISMATCH);
                gone++;
            }
        }
        return gone;
    }

    /** Whether the rules changed so short a time ago that what they threw is no reason to end the room. */
    boolean canGoBack(int tick, Throwable failure) {
        boolean isOfMachine = failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
        WayBack way = wayBack;
        return way != null && tick <= way.untilTick && !isOfMachine;
    }

    /** The room has come through a tick: forgets the way back when it is over. */
    void ticked(int tick) {
        if (wayBack != null && tick > wayBack.untilTick) {
            wayBack = null;
        }
    }

    /** Goes back to the world before the change, at the tick at which the room is now. */
    Changed goBack(RoomRun failed, Throwable failure) {
        WayBack way = Objects.requireNonNull(wayBack);
        wayBack = null;
        counters.increment(Counter.SWAPS_ROLLED_BACK);
        String game = way.swap.type().settings().gameName();
        Failures.log("room " + failed.parts().listing().id() + " goes back to the rules before", failure);
        failed.match()
                .sink()
                .onMark(
                        "New rules threw a " + failure.getClass().getName() + ": the room goes back.",
                        MarkKind.FINDING);
        Match match = way.run.match();
        match.goOnFrom(at(way.world, failed.match().tick()), match.sink());
        reseat(match, way, failed.roster());
        failed.roster().forgetBots();
        RoomRun run = failed.goingBy(way.type, match, way.run.outbox());
        goOn(run, way.swap.type(), way.type, null);
        for (int i = 0; i < run.roster().count(); i++) {
            run.roster().get(i).setAtRest(false);
            run.roster().get(i).rest(match);
        }
        way.swap.listener().rolledBack(GameFailure.sentence(game, failure));
        return new Changed(run, way.type);
    }

    /** Ticks never go back: those that the new rules did are done. */
    private static Checkpoint at(Checkpoint world, int tick) {
        WorldState state = world.world();
        Snapshot now = new Snapshot(state.now().schema());
        now.copyFrom(state.now());
        now.setTick(tick);
        return new Checkpoint(
                world.tickRateHz(),
                world.ticksPerSnapshot(),
                world.tunables(),
                new WorldState(
                        state.mostViewAgo(),
                        now,
                        state.past(),
                        state.pendingEvents(),
                        state.pendingCommands(),
                        state.pendingRequests(),
                        state.pendingAnswers()));
    }

    /** Those who went meanwhile go, and those who came come. Bots go: others come. */
    private static void reseat(Match match, WayBack way, Roster roster) {
        List<@Nullable Player> now = seated(roster);
        for (int number = 0; number < way.world.world().now().inputs().capacity(); number++) {
            Player then = number < way.players.size() ? way.players.get(number) : null;
            Player is = number < now.size() ? now.get(number) : null;
            if (then != null && then == is) {
                continue;
            }
            if (way.world.world().now().inputs().isPresent(number)) {
                match.leave(number, () -> {});
            }
            if (is != null) {
                match.join(number, is.name().text(), is.user(), false, List.of());
            }
        }
    }
}
