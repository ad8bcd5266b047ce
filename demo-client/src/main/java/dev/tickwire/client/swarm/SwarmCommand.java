package dev.tickwire.client.swarm;

import dev.tickwire.client.swarm.report.AdminOptions;
import dev.tickwire.client.swarm.report.ConsoleProgress;
import dev.tickwire.client.swarm.report.FailIf;
import dev.tickwire.client.swarm.report.Measure;
import dev.tickwire.client.swarm.report.MergeCommand;
import dev.tickwire.client.swarm.report.Progress;
import dev.tickwire.client.swarm.report.ReportOptions;
import dev.tickwire.client.swarm.report.ServerMetrics;
import dev.tickwire.client.swarm.report.SwarmReport;
import dev.tickwire.client.swarm.scenario.InvalidScenarioException;
import dev.tickwire.client.swarm.scenario.Plan;
import dev.tickwire.client.swarm.scenario.Scenario;
import dev.tickwire.client.swarm.scenario.ScenarioReader;
import dev.tickwire.client.transport.ServerUrl;
import dev.tickwire.simulation.world.Game;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
            "phases.beside.rttMillis.p99 > 1.2 * phases.alone.rttMillis.p99.",
            "Ctrl-C ends a run early, with its report."
        })
public final class SwarmCommand implements Callable<Integer> {
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

    @Option(
            names = "--server",
            paramLabel = "COMMAND",
            description =
                    "Starts the server by this command of the shell, and ends it; in place of --url. Scenarios that"
                            + " restart the server need it.")
    private @Nullable String serverCommand;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "What happens, from a file, or one of the samples: smoke, evening-peak, launch-day, bad-wifi,"
                    + " griefers, soak, restart, gate. Takes the place of the next six options.")
    private @Nullable String scenario;

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

    @Option(
            names = "--find-limit",
            paramLabel = "EXPR",
            description = "Looks for the most players, up to --bots, for whom this does not hold, such as"
                    + " snapshotGapMillis.p99>75; each trial takes --duration.")
    private @Nullable String findLimit;

    @Option(
            names = "--games",
            paramLabel = "PATH",
            description = "Jar, or directory of classes, with games of your own, whose brains play.")
    private @Nullable Path games;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads bots live on (default: half as many as there are processors).")
    private int threads;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Override
    public Integer call() throws IOException {
        Scenario chosen = scenario();
        SwarmReport sample = SwarmReport.empty(SwarmRun.subject(chosen, Plan.of(chosen), server(url)));
        List<FailIf> checks = reports.check(chosen.thresholds(), sample);
        if (chosen.restarts() && serverCommand == null) {
            throw unusable("--scenario: " + chosen.name() + " restarts the server, so it needs --server to start it");
        }
        try (Interrupt interrupt = Interrupt.install();
                ServerProcess process = serverCommand == null ? null : ServerProcess.start(serverCommand)) {
            URI server = server(process == null ? url : process.url());
            Progress progress = new ConsoleProgress(System.err, isTerminal());
            Supervised supervised =
                    new Supervised(server, gameBook(), threads(), process, progress, interrupt::isStopped);
            return findLimit == null ? play(chosen, checks, supervised) : search(chosen, supervised);
        } catch (SwarmFailedException e) {
            err().println(e.getMessage());
            err().flush();
            return 1;
        }
    }

    /** What all runs need. */
    private record Supervised(
            URI server,
            List<Supplier<Game>> games,
            int threads,
            @Nullable ServerProcess process,
            Progress progress,
            BooleanSupplier isStopped) {}

    private interface Run {
        SwarmReport run() throws SwarmFailedException;
    }

    private int play(Scenario chosen, List<FailIf> checks, Supervised by) throws IOException, SwarmFailedException {
        SwarmRun run = new SwarmRun(
                chosen, by.server(), by.games(), by.threads(), by.process(), by.progress(), by.isStopped());
        SwarmReport result = measured(by, run.measured(), run::run);
        String wrong = !run.early().isEmpty()
                ? run.early()
                : by.process() == null ? "" : by.process().failure();
        if (!wrong.isEmpty()) {
            err().println(wrong);
            err().flush();
        }
        return Math.max(wrong.isEmpty() ? 0 : 1, reports.tell(result, checks, out()));
    }

    private int search(Scenario chosen, Supervised by) throws IOException, SwarmFailedException {
        LimitRun run = new LimitRun(
                chosen,
                limitOf(chosen, by.server()),
                parseDuration(),
                ramp,
                bots,
                by.server(),
                by.games(),
                by.threads(),
                by.progress(),
                by.isStopped());
        SwarmReport result = measured(by, run.measured(), run::run);
        Limit limit = run.limit();
        if (limit != null) {
            out().print(limit.text());
            out().println();
        }
        return reports.tell(result, List.of(), out());
    }

    private FailIf limitOf(Scenario chosen, URI server) {
        try {
            SwarmReport sample = SwarmReport.empty(LimitRun.subject(chosen, bots, server));
            return FailIf.parse(findLimit == null ? "" : findLimit, sample.phase("join"));
        } catch (IllegalArgumentException e) {
            throw unusable("--find-limit: " + e.getMessage());
        }
    }

    private SwarmReport measured(Supervised by, Measure measure, Run run) throws SwarmFailedException {
        ServerMetrics metrics = admin.start(by.server(), measure);
        try {
            return run.run();
        } finally {
            if (metrics != null) {
                metrics.close();
            }
        }
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private URI server(String address) {
        try {
            return ServerUrl.webSocketUri(address);
        } catch (IllegalArgumentException e) {
            throw unusable("--url: " + e.getMessage());
        }
    }

    private Scenario scenario() {
        return scenario == null ? simple() : named(scenario);
    }

    private Scenario named(String name) {
        try {
            Scenario read = ScenarioReader.read(name);
            refuseBeside("--scenario", "--room", "--room-type", "--resume");
            if (findLimit == null) {
                refuseBeside("--scenario", "--bots", "--duration", "--ramp");
            }
            return seed == null ? read : read.withSeed(seed);
        } catch (InvalidScenarioException e) {
            throw unusable("--scenario: " + e.getMessage());
        }
    }

    private void refuseBeside(String option, String... others) {
        for (String other : others) {
            if (spec().commandLine().getParseResult().hasMatchedOption(other)) {
                throw unusable(other + " is a part of the scenario: it cannot be beside " + option);
            }
        }
    }

    private Scenario simple() {
        if (bots < 1 || bots > Scenario.MOST_BOTS) {
            throw unusable("--bots must be from 1 to " + Scenario.MOST_BOTS + ", not " + bots);
        }
        if (!(ramp > 0)) {
            throw unusable("--ramp must be above 0, not " + ramp);
        }
        String id = room == null ? "" : room;
        String type = roomType != null ? roomType : id.isEmpty() ? "arena" : "";
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        return Scenario.simple(Scenario.anyRoom(type, id), bots, ramp, parseDuration(), resume, chosen);
    }

    private List<Supplier<Game>> gameBook() {
        try {
            return GameBook.of(games);
        } catch (IllegalArgumentException e) {
            throw unusable("--games: " + e.getMessage());
        }
    }

    private int threads() {
        int most = Runtime.getRuntime().availableProcessors();
        if (threads < 0 || threads > most) {
            throw unusable("--threads must be from 1 to the " + most + " processors here, not " + threads);
        }
        return threads > 0 ? threads : Math.max(1, most / 2);
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
