package dev.tickwire.client.swarm;

import dev.tickwire.client.swarm.bot.Bot;
import dev.tickwire.client.swarm.report.Measure;
import dev.tickwire.client.swarm.report.SwarmReport;
import dev.tickwire.client.swarm.report.SwarmReport.Subject;
import dev.tickwire.client.swarm.scenario.Phase;
import dev.tickwire.client.swarm.scenario.Phase.Kind;
import dev.tickwire.client.swarm.scenario.Plan;
import dev.tickwire.client.swarm.scenario.Plan.Event;
import dev.tickwire.client.swarm.scenario.Plan.PlannedPhase;
import dev.tickwire.client.swarm.scenario.RoomChoice;
import dev.tickwire.client.swarm.scenario.Scenario;
import dev.tickwire.client.transport.Disconnect;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scenario: bots join, are measured, and leave.
 *
 * <p>The first bot joins first, to see whether there is a server. Then all goes by the plan; a phase in which players
 * come lasts until they have joined, or joining has taken too long. Always ends, whatever the server does.
 */
final class SwarmRun {
    private static final long STEP_NANOS = 5_000_000;
    /** Joins that are due closer to each other are many at once, and in whatever order the network makes of them. */
    private static final long ORDERED_NANOS = 10_000_000;

    private static final long ORDER_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long JOIN_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LEAVE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Plan plan;
    private final URI server;
    private final BooleanSupplier isStopped;
    private final @Nullable Restarter restarter;
    private final Measure measure;
    private final Crowd crowd;
    private final Pace pace;
    private long phaseNanos;
    private String early = "";
    private @Nullable Bot newest;
    private long newestDueNanos;

    /** Starts and ends the server, where a scenario asks for it. */
    interface Restarter {
        /** Ends the server and starts it anew, meanwhile; at most one at a time. */
        void restart(boolean isKill);
    }

    /**
     * A run.
     *
     * @param restarter null: there is none, and the scenario needs none
     */
    SwarmRun(Scenario scenario, Supervision by, @Nullable Restarter restarter) {
        server = by.server();
        isStopped = by.isStopped();
        this.restarter = restarter;
        plan = Plan.of(scenario);
        measure = new Measure(subject(scenario, plan, server), System.nanoTime());
        crowd = new Crowd(by, measure);
        pace = new Pace(crowd, measure, by.progress());
    }

    /** What a report of the scenario is about. */
    static Subject subject(Scenario scenario, Plan plan, URI server) {
        List<String> types =
                scenario.rooms().stream().map(RoomChoice::type).distinct().toList();
        return new Subject(
                server.toString(),
                String.join(",", types),
                scenario.seed(),
                plan.mostPlayers(),
                scenario.name(),
                scenario.phases().stream()
                        .map(phase -> new SwarmReport.Phase(
                                phase.name(), phase.isMeasured(), phase.length().toNanos() / 1e9))
                        .toList(),
                scenario.roles().stream()
                        .map(role ->
                                new SwarmReport.Group(role.name(), role.does().isBad(), role.mayFail()))
                        .toList());
    }

    /** Runs on the calling thread until the run is over. */
    SwarmReport run() throws SwarmFailedException {
        try (crowd) {
            for (PlannedPhase planned : plan.phases()) {
                if (!isOver()) {
                    run(planned);
                }
            }
            crowd.settle();
            pace.sample();
            SwarmReport report = measure.finish(crowd.presence(), System.nanoTime());
            leave();
            return report;
        }
    }

    /** Why the run ended before its time, in a sentence; empty: it did not. */
    String early() {
        return early;
    }

    Crowd crowd() {
        return crowd;
    }

    Measure measured() {
        return measure;
    }

    private void run(PlannedPhase planned) throws SwarmFailedException {
        Phase phase = planned.phase();
        phaseNanos = System.nanoTime();
        measure.phase(phase.name(), phase.isMeasured(), phaseNanos);
        if (phase.kind() == Kind.RESTART && restarter != null) {
            restarter.restart(phase.isKill());
        }
        for (Event event : planned.events()) {
            long due = phaseNanos + event.atNanos();
            stepUntil(() -> System.nanoTime() - due >= 0);
            if (isOver()) {
                return;
            }
            act(event, due);
        }
        long end = phaseNanos + phase.length().toNanos();
        stepUntil(() -> System.nanoTime() - end >= 0 || isDeserted(phase));
        if (phase.kind() == Kind.RAMP || phase.kind() == Kind.SPIKE) {
            long patience = System.nanoTime() + JOIN_TIMEOUT_NANOS;
            stepUntil(() -> System.nanoTime() - patience >= 0 || crowd.count(SwarmRun::isJoining) == 0);
        }
    }

    private void act(Event event, long dueNanos) throws SwarmFailedException {
        switch (event.act()) {
            case JOIN -> {
                awaitTheOneBefore(dueNanos);
                Bot bot = crowd.join(plan.members().get(event.bot() - 1), dueNanos);
                newest = bot;
                newestDueNanos = dueNanos;
                if (event.bot() == 1) {
                    goAhead(bot);
                }
            }
            case LEAVE -> crowd.leave(event.bot());
            case CUT -> crowd.cut(event.bot());
        }
    }

    /** So that players join in the order of the plan, in each run. Their joins count from when they were due. */
    private void awaitTheOneBefore(long dueNanos) {
        Bot before = newest;
        if (before == null || dueNanos - newestDueNanos < ORDERED_NANOS) {
            return;
        }
        long patience = System.nanoTime() + ORDER_PATIENCE_NANOS;
        stepUntil(() -> before.hasAsked() || before.state() == Bot.State.GONE || System.nanoTime() - patience >= 0);
    }

    private void goAhead(Bot first) throws SwarmFailedException {
        if (first.member().role().does().isBad()) {
            return;
        }
        long patience = System.nanoTime() + JOIN_TIMEOUT_NANOS;
        stepUntil(() -> System.nanoTime() - patience >= 0
                || (first.state() != Bot.State.JOINING && first.state() != Bot.State.NEW));
        Disconnect ended = first.ended();
        if (ended != null) {
            throw new SwarmFailedException(
                    "The first bot could not join (" + ended.reason() + "): " + ended.sentence());
        }
        if (first.state() == Bot.State.JOINING && !isStopped.getAsBoolean()) {
            throw new SwarmFailedException("The server at " + server + " did not let the first bot in within "
                    + TimeUnit.NANOSECONDS.toSeconds(JOIN_TIMEOUT_NANOS) + " seconds.");
        }
        // It was there before its time to see whether the others may come.
        phaseNanos = System.nanoTime();
    }

    /** Nobody is there any more, though nobody was to leave: the server is gone, or sends all away. */
    private boolean isDeserted(Phase phase) {
        boolean isMeant = phase.kind() == Kind.DRAIN && phase.players() == 0;
        if (isMeant || crowd.count(bot -> !isGone(bot)) > 0) {
            return false;
        }
        early = "Nobody is left in phase " + phase.name() + ", so the run ended before its time.";
        return true;
    }

    private static boolean isGone(Bot bot) {
        return bot.state() == Bot.State.GONE;
    }

    private static boolean isJoining(Bot bot) {
        return bot.state() == Bot.State.JOINING && !bot.member().role().does().isBad();
    }

    private boolean isOver() {
        return isStopped.getAsBoolean() || !early.isEmpty();
    }

    private void leave() {
        crowd.leaveAll();
        long until = System.nanoTime() + LEAVE_TIMEOUT_NANOS;
        while (crowd.count(bot -> !isGone(bot)) > 0 && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(this, STEP_NANOS);
        }
    }

    private void stepUntil(BooleanSupplier isDone) {
        pace.waitUntil(() -> isDone.getAsBoolean() || isOver());
    }
}
