package dev.tickwire.client.swarm;

import dev.tickwire.client.swarm.bot.SwarmSettings;
import dev.tickwire.client.swarm.report.AdminOptions;
import dev.tickwire.client.swarm.report.ConsoleProgress;
import dev.tickwire.client.swarm.report.FailIf;
import dev.tickwire.client.swarm.report.MergeCommand;
import dev.tickwire.client.swarm.report.Progress;
import dev.tickwire.client.swarm.report.ReportOptions;
import dev.tickwire.client.swarm.report.SwarmReport;
import dev.tickwire.client.transport.ServerUrl;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command that lets bots play against a server and reports what they saw; exit status 0: fine, 1: a check failed,
 * 2: unusable arguments.
 */
@Command(
        name = "swarm",
        description = "Lets bots play against a server, and reports what they saw.",
        mixinStandardHelpOptions = true,
        subcommands = MergeCommand.class,
        sortOptions = false,
        footer = {
            "",
            "A condition compares a number of the report: desyncs>0, connected<100,",
            "snapshotGapMillis.p99>75, disconnects>0 (all), disconnects.TOO_SLOW>3,",
            "phases.hold.rttMillis.p99 > 1.2 * phases.join.rttMillis.p99.",
            "Ctrl-C ends a run early, with its report."
        })
public final class SwarmCommand implements Callable<Integer> {
    private static final int MOST_BOTS = 20_000;
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h)");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server (default: ${DEFAULT-VALUE}).")
    private String url = "";

    @Option(names = "--room-type", paramLabel = "NAME", description = "Type of the rooms to join (default: arena).")
    private @Nullable String roomType;

    @Option(names = "--room", paramLabel = "ID", description = "The one room to join; otherwise the server chooses.")
    private @Nullable String room;

    @Option(
            names = "--bots",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many bots (default: ${DEFAULT-VALUE}).")
    private int bots;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long to measure, once all have joined: 500ms, 30s, 5m, 2h (default: ${DEFAULT-VALUE}).")
    private String duration = "";

    @Option(
            names = "--ramp",
            paramLabel = "N",
            defaultValue = "250",
            description = "Joins per second (default: ${DEFAULT-VALUE}).")
    private double ramp;

    @Option(names = "--resume", description = "Bots whose connection is lost come back to their seats, as pages do.")
    private boolean resume;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What the bots' decisions follow from (default: another one each time).")
    private @Nullable Long seed;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Override
    public Integer call() throws IOException {
        SwarmSettings settings = settings();
        List<FailIf> checks = reports.check(List.of(), SwarmRun.emptyReport(settings));
        try (Interrupt interrupt = Interrupt.install()) {
            Progress progress = new ConsoleProgress(System.err, isTerminal());
            SwarmReport result = new SwarmRun(settings, admin, progress, interrupt::isStopped).run();
            return reports.tell(result, checks, spec().commandLine().getOut());
        } catch (SwarmFailedException e) {
            err().println(e.getMessage());
            err().flush();
            return 1;
        }
    }

    private SwarmSettings settings() {
        URI webSocket;
        try {
            webSocket = ServerUrl.webSocketUri(url);
        } catch (IllegalArgumentException e) {
            throw unusable("--url: " + e.getMessage());
        }
        if (bots < 1 || bots > MOST_BOTS) {
            throw unusable("--bots must be from 1 to " + MOST_BOTS + ", not " + bots);
        }
        if (!(ramp > 0)) {
            throw unusable("--ramp must be above 0, not " + ramp);
        }
        String anyRoom = room == null ? "" : room;
        String type = roomType != null ? roomType : anyRoom.isEmpty() ? "arena" : "";
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        return new SwarmSettings(webSocket, type, anyRoom, bots, parseDuration(), ramp, resume, chosen);
    }

    private Duration parseDuration() {
        Matcher matcher = DURATION.matcher(duration.strip());
        if (!matcher.matches()) {
            throw unusable("--duration must be a number with ms, s, m or h, such as 30s, not \"" + duration + "\"");
        }
        double unitMillis = switch (matcher.group(2)) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
        double millis = Double.parseDouble(matcher.group(1)) * unitMillis;
        if (millis < 1 || millis > LONGEST.toMillis()) {
            throw unusable("--duration must be from 1ms to " + LONGEST.toHours() + "h, not " + duration);
        }
        return Duration.ofMillis((long) millis);
    }

    private ParameterException unusable(String sentence) {
        return new ParameterException(spec().commandLine(), sentence);
    }

    private PrintWriter err() {
        return spec().commandLine().getErr();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("the command line sets it");
        }
        return spec;
    }

    /**
     * Whether somebody is watching: from JDK 22 on there is a console even where there is no terminal, and it can tell.
     */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
