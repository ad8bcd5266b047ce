package dev.tickwire.client.swarm;

import dev.tickwire.client.swarm.bot.Bot;
import dev.tickwire.client.swarm.report.FailIf;
import dev.tickwire.client.swarm.report.Measure;
import dev.tickwire.client.swarm.report.SwarmReport;
import dev.tickwire.client.swarm.report.SwarmReport.Subject;
import dev.tickwire.client.swarm.scenario.Phase;
import dev.tickwire.client.swarm.scenario.Phase.Kind;
import dev.tickwire.client.swarm.scenario.Plan;
import dev.tickwire.client.swarm.scenario.Plan.Member;
import dev.tickwire.client.swarm.scenario.Role;
import dev.tickwire.client.swarm.scenario.Scenario;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Raises players until a condition holds of what they see, and finds out with how many it just does not. Each trial is
 * a phase of the report. Always ends, whatever the server does.
 */
final class LimitRun {
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long JOIN_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int FIRST = 50;
    private static final int GENERATIONS = 4;

    private final List<Member> members;
    private final FailIf condition;
    private final long trialNanos;
    private final double joinsPerSecond;
    private final BooleanSupplier isStopped;
    private final Measure measure;
    private final Crowd crowd;
    private final Pace pace;
    private final LimitSearch search;
    private final List<Trial> trials = new ArrayList<>();
    private @Nullable Limit limit;
    private int next;

    /**
     * One number of players, for a while.
     *
     * @param failure why it did not hold out, in a sentence; empty: it did
     */
    record Trial(String phase, int players, String failure) {
        boolean hasHeld() {
            return failure.isEmpty();
        }
    }

    /**
     * A search.
     *
     * @param scenario whose rooms, mix and networks bots have; its phases are left out
     * @param condition that must not hold, of the figures of a trial
     * @param trial how long each takes
     */
    LimitRun(Scenario scenario, FailIf condition, Duration trial, double joinsPerSecond, int most, Supervision by) {
        this.condition = condition;
        isStopped = by.isStopped();
        this.joinsPerSecond = joinsPerSecond;
        trialNanos = trial.toNanos();
        // Those who have left in a trial do not come back in the next.
        members = Plan.of(raising(scenario, most * GENERATIONS)).members();
        measure = new Measure(subject(scenario, most, by.server()), System.nanoTime());
        crowd = new Crowd(by, measure);
        pace = new Pace(crowd, measure, by.progress());
        search = new LimitSearch(FIRST, most);
    }

    /** What the report is about. */
    static Subject subject(Scenario scenario, int most, URI server) {
        Scenario raising = raising(scenario, most);
        return SwarmRun.subject(raising, Plan.of(raising), server);
    }

    /** The same bots, so many of whom could join. */
    private static Scenario raising(Scenario scenario, int most) {
        Phase joining =
                new Phase("join", Kind.RAMP, most, List.of(), Duration.ofSeconds(1), Duration.ZERO, 0, 0, false, false);
        return new Scenario(
                scenario.name(),
                scenario.seed(),
                scenario.rooms(),
                scenario.roles().stream().map(Role::thatMayFail).toList(),
                List.of(joining),
                List.of(),
                scenario.decode());
    }

    Measure measured() {
        return measure;
    }

    /** Runs on the calling thread until the limit is found. */
    SwarmReport run() throws SwarmFailedException {
        try (crowd) {
            for (int players = search.next(); players > 0 && !isStopped.getAsBoolean(); players = search.next()) {
                Trial trial = attempt(players);
                trials.add(trial);
                search.tried(trial.hasHeld());
            }
            SwarmReport report = measure.finish(crowd.presence(), System.nanoTime());
            crowd.leaveAll();
            limit = Limit.of(search, trials, report);
            limit.putInto(report);
            return report;
        }
    }

    /** What was found, once the run has ended. */
    Limit limit() {
        return Objects.requireNonNull(limit);
    }

    private Trial attempt(int players) throws SwarmFailedException {
        measure.phase("join", false, System.nanoTime());
        bringTo(players);
        step(System.nanoTime() + SETTLE_NANOS, () -> false);
        long same = trials.stream().filter(trial -> trial.players() == players).count();
        String name = "players-" + players + (same == 0 ? "" : "-" + (same + 1));
        measure.phase(name, true, System.nanoTime());
        step(System.nanoTime() + trialNanos, () -> false);
        crowd.settle();
        SwarmReport report = measure.soFar(crowd.presence(), System.nanoTime());
        String failure = condition.failure(report.phase(name));
        int there = crowd.count(bot -> bot.state() == Bot.State.PLAYING);
        if (failure == null && there < players) {
            failure = "only " + there + " of " + players + " players were there at its end";
        }
        return new Trial(name, players, failure == null ? "" : failure);
    }

    /** Lets players come or leave until there are that many, and waits until they have joined. */
    private void bringTo(int players) throws SwarmFailedException {
        crowd.forgetLost();
        List<Bot> there = crowd.all();
        for (int surplus = there.size() - 1; surplus >= players; surplus--) {
            crowd.leave(there.get(surplus).member().number());
        }
        long from = System.nanoTime();
        int missing = players - there.size();
        for (int i = 0; i < missing && next < members.size(); i++) {
            long due = from + (long) (i / joinsPerSecond * SECOND_NANOS);
            step(due, () -> false);
            crowd.join(members.get(next++), due);
        }
        step(System.nanoTime() + JOIN_TIMEOUT_NANOS, () -> crowd.count(LimitRun::isComing) == 0);
        if (trials.isEmpty() && crowd.count(bot -> bot.state() == Bot.State.PLAYING) == 0) {
            throw new SwarmFailedException("No bot could join" + why() + ".");
        }
    }

    private String why() {
        return crowd.all().stream()
                .map(Bot::ended)
                .filter(ended -> ended != null)
                .findFirst()
                .map(ended -> " (" + ended.reason() + "): " + ended.sentence())
                .orElse("");
    }

    private static boolean isComing(Bot bot) {
        return bot.state() == Bot.State.NEW || bot.state() == Bot.State.JOINING;
    }

    private void step(long untilNanos, BooleanSupplier isDone) {
        pace.waitUntil(() -> System.nanoTime() - untilNanos >= 0 || isDone.getAsBoolean() || isStopped.getAsBoolean());
    }
}
