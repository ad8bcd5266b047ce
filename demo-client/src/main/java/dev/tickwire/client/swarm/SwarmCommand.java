package dev.tickwire.client.swarm;

import dev.tickwire.client.swarm.report.AdminOptions;
import dev.tickwire.client.swarm.report.ConsoleProgress;
import dev.tickwire.client.swarm.report.FailIf;
import dev.tickwire.client.swarm.report.Measure;
import dev.tickwire.client.swarm.report.MergeCommand;
import dev.tickwire.client.swarm.report.ReportOptions;
import dev.tickwire.client.swarm.report.ServerMetrics;
import dev.tickwire.client.swarm.report.SwarmReport;
import dev.tickwire.client.swarm.scenario.Plan;
import dev.tickwire.client.swarm.scenario.Scenario;
import dev.tickwire.client.transport.ServerUrl;
import dev.tickwire.simulation.world.Game;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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

    @Mixin
    private ScenarioOptions scenarios = new ScenarioOptions();

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
        Scenario scenario = scenarios.scenario(findLimit != null);
        SwarmReport sample = SwarmReport.empty(SwarmRun.subject(scenario, Plan.of(scenario), server(url)));
        List<FailIf> checks = reports.check(findLimit == null ? scenario.thresholds() : List.of(), sample);
        if (findLimit == null && scenario.restarts() && serverCommand == null) {
            throw unusable("--scenario: " + scenario.name() + " restarts the server, so it needs --server to start it");
        }
        try (Interrupt interrupt = Interrupt.install();
                ServerProcess process = serverCommand == null ? null : ServerProcess.start(serverCommand)) {
            Supervision by = new Supervision(
                    server(process == null ? url : process.url()),
                    gameBook(),
                    threads(),
                    new ConsoleProgress(System.err, isTerminal()),
                    interrupt::isStopped);
            return findLimit == null
                    ? play(scenario, checks, process, by)
                    : search(scenario, limitOf(findLimit, scenario, by.server()), by);
        } catch (SwarmFailedException e) {
            err().println(e.getMessage());
            err().flush();
            return 1;
        }
    }

    private int play(Scenario scenario, List<FailIf> checks, @Nullable ServerProcess process, Supervision by)
            throws IOException, SwarmFailedException {
        SwarmRun run = new SwarmRun(scenario, by, process);
        SwarmReport result = watched(by.server(), run.measured(), run::run);
        String wrong = !run.early().isEmpty() ? run.early() : process == null ? "" : process.failure();
        if (!wrong.isEmpty()) {
            result.endedEarly(wrong);
        }
        return reports.tell(result, checks, out());
    }

    private int search(Scenario scenario, FailIf condition, Supervision by) throws IOException, SwarmFailedException {
        LimitRun run = new LimitRun(
                scenario, condition, scenarios.duration(), scenarios.joinsPerSecond(), scenarios.bots(), by);
        SwarmReport result = watched(by.server(), run.measured(), run::run);
        out().println(run.limit().text());
        return reports.tell(result, List.of(), out());
    }

    private interface Run {
        SwarmReport run() throws SwarmFailedException;
    }

    /** Runs while the server is asked for its own figures. */
    private SwarmReport watched(URI server, Measure measure, Run run) throws SwarmFailedException {
        ServerMetrics metrics = admin.start(server, measure);
        try {
            return run.run();
        } finally {
            if (metrics != null) {
                metrics.close();
            }
        }
    }

    private FailIf limitOf(String expression, Scenario scenario, URI server) {
        try {
            SwarmReport sample = SwarmReport.empty(LimitRun.subject(scenario, scenarios.bots(), server));
            return FailIf.parse(expression, sample.phase("join"));
        } catch (IllegalArgumentException e) {
            throw unusable("--find-limit: " + e.getMessage());
        }
    }

    private URI server(String address) {
        try {
            return ServerUrl.webSocketUri(address);
        } catch (IllegalArgumentException e) {
            throw unusable("--url: " + e.getMessage());
        }
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

    private ParameterException unusable(String sentence) {
        return new ParameterException(spec().commandLine(), sentence);
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
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
