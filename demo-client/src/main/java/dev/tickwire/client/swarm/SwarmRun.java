package dev.tickwire.client.swarm;

import dev.tickwire.client.swarm.bot.Attendance;
import dev.tickwire.client.swarm.bot.Bot;
import dev.tickwire.client.swarm.bot.SwarmSettings;
import dev.tickwire.client.swarm.bot.Ticker;
import dev.tickwire.client.swarm.report.Measure;
import dev.tickwire.client.swarm.report.Progress;
import dev.tickwire.client.swarm.report.SwarmReport;
import dev.tickwire.client.swarm.report.Tally;
import dev.tickwire.client.transport.Disconnect;
import dev.tickwire.client.transport.WebSocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One run of a swarm: bots join, are measured, and leave.
 *
 * <p>The first bot joins first, to see whether there is a server. Then the others join at the rate that is set;
 * measuring starts when all have joined or joining has taken too long, and lasts as long as is set. Always ends,
 * whatever the server does.
 */
final class SwarmRun {
    private static final long STEP_NANOS = 10_000_000;
    private static final long PROGRESS_NANOS = 1_000_000_000;
    private static final long JOIN_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LEAVE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final SwarmSettings settings;
    private final Progress progress;
    private final BooleanSupplier isStopped;
    private final Measure measure;
    private final Ticker ticker = new Ticker();
    private final List<Bot> bots = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private long progressNanos = startNanos;

    /** A run that ends early, but with a report, once {@code isStopped} is true. */
    SwarmRun(SwarmSettings settings, Progress progress, BooleanSupplier isStopped) {
        this.settings = settings;
        this.progress = progress;
        this.isStopped = isStopped;
        measure = new Measure(subject(settings), startNanos);
        measure.phase("join", false, startNanos);
        Tally tally = measure.tally("players", false);
        for (int number = 1; number <= settings.bots(); number++) {
            bots.add(new Bot(number, settings, tally, ticker));
        }
    }

    /** Runs on the calling thread until the run is over. */
    SwarmReport run() throws SwarmFailedException {
        try (WebSocketClient client = WebSocketClient.start();
                Ticker ticking = ticker) {
            ticking.start();
            goAhead(client);
            join(client);
            SwarmReport report = measure();
            leave();
            return report;
        } finally {
            progress.end();
        }
    }

    /** A report without any figures, which has all names. */
    static SwarmReport emptyReport(SwarmSettings settings) {
        return SwarmReport.empty(subject(settings));
    }

    private static SwarmReport.Subject subject(SwarmSettings settings) {
        return new SwarmReport.Subject(
                settings.webSocket().toString(), settings.roomType(), settings.seed(), settings.bots());
    }

    List<Bot> bots() {
        return bots;
    }

    Measure measured() {
        return measure;
    }

    private void goAhead(WebSocketClient client) throws SwarmFailedException {
        Bot first = bots.get(0);
        first.start(client::connect);
        stepUntil(JOIN_TIMEOUT_NANOS, () -> first.state() != Bot.State.JOINING);
        Disconnect ended = first.ended();
        if (ended != null) {
            throw new SwarmFailedException(
                    "The first bot could not join (" + ended.reason() + "): " + ended.sentence());
        }
        if (first.state() == Bot.State.JOINING && !isStopped.getAsBoolean()) {
            throw new SwarmFailedException(
                    "The server at " + settings.webSocket() + " did not let the first bot in within "
                            + TimeUnit.NANOSECONDS.toSeconds(JOIN_TIMEOUT_NANOS) + " seconds.");
        }
    }

    private void join(WebSocketClient client) {
        Joins joins = new Joins(client);
        stepUntil(Long.MAX_VALUE, joins::hasStartedAll);
        stepUntil(JOIN_TIMEOUT_NANOS, () -> count(Bot.State.JOINING) == 0);
    }

    private SwarmReport measure() {
        measure.phase("hold", true, System.nanoTime());
        stepUntil(settings.duration().toNanos(), () -> count(Bot.State.PLAYING) == 0 && count(Bot.State.AWAY) == 0);
        long end = System.nanoTime();
        bots.forEach(bot -> bot.settle(end));
        showProgress();
        return measure.finish(Attendance.of(bots), System.nanoTime());
    }

    private void leave() {
        bots.forEach(Bot::leave);
        long until = System.nanoTime() + LEAVE_TIMEOUT_NANOS;
        while (count(Bot.State.PLAYING) > 0 && until - System.nanoTime() > 0) {
            LockSupport.parkNanos(this, STEP_NANOS);
        }
    }

    private void stepUntil(long timeoutNanos, BooleanSupplier isDone) {
        long from = System.nanoTime();
        while (!isDone.getAsBoolean() && !isStopped.getAsBoolean() && System.nanoTime() - from < timeoutNanos) {
            LockSupport.parkNanos(this, STEP_NANOS);
            if (System.nanoTime() - progressNanos >= PROGRESS_NANOS) {
                progressNanos = System.nanoTime();
                showProgress();
            }
        }
    }

    private void showProgress() {
        measure.sample(Attendance.of(bots), System.nanoTime());
        progress.show(measure.moment());
    }

    private int count(Bot.State state) {
        int count = 0;
        for (Bot bot : bots) {
            if (bot.state() == state) {
                count++;
            }
        }
        return count;
    }

    /** Starts the bots after the first at the rate that is set. */
    private final class Joins {
        private final WebSocketClient client;
        private final long fromNanos = System.nanoTime();
        private int started = 1;

        Joins(WebSocketClient client) {
            this.client = client;
        }

        boolean hasStartedAll() {
            double due = 1 + (System.nanoTime() - fromNanos) / 1e9 * settings.joinsPerSecond();
            while (started < bots.size() && started < due) {
                bots.get(started++).start(client::connect);
            }
            return started == bots.size();
        }
    }
}
