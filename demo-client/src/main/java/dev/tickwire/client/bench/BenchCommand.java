package dev.tickwire.client.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command that measures ours beside peers; exit status 0: done, 1: ours could not be measured, 2: unusable
 * arguments.
 */
@Command(
        name = "bench",
        description = "Measures this server beside peers, on this machine, one after the other.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Scenes: arena, rooms of 50 in which all move; crowd, one large room; idle, many connections that do",
            "nothing; world, much that stands still; storm, all join in a second; battle, ships and shots.",
            "Servers: ours, ours-all (in crowd: without interest), floor (a C loop that only sends), colyseus,",
            "colyseus-quantised (fewer bytes), colyseus-view (in crowd: with a StateView), socketio.",
            "The peers are installed with npm; what is missing is left out, with a sentence.",
            "Let nothing else run on the machine meanwhile, and compare within one run."
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int MOST_PLAYERS = 20_000;
    private static final int MOST_PLAYERS_OF_A_ROOM = 4096;
    private static final int MOST_ROUNDS = 100;
    private static final int MOST_SECONDS = 3600;
    private static final int MOST_HZ = 100;
    private static final int STARTING_SECONDS = 3;
    private static final int TRIES_FOR_A_LIMIT = 10;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--scenes",
            paramLabel = "NAME",
            split = ",",
            description = "Which scenes (default: all, but with --limit none).")
    private List<String> scenes = List.of();

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Which servers (default: all).")
    private List<String> only = List.of();

    @Option(names = "--players", paramLabel = "N", description = "In each scene (default: 1000, in idle 2000).")
    private @Nullable Integer players;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How long each time (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm",
            paramLabel = "N",
            defaultValue = "6",
            description = "Seconds before that are not counted (default: ${DEFAULT-VALUE}).")
    private int warm;

    @Option(
            names = "--hz",
            paramLabel = "N",
            defaultValue = "20",
            description = "Ticks and inputs per second (default: ${DEFAULT-VALUE}).")
    private int hz;

    @Option(
            names = "--jdk",
            paramLabel = "DIR",
            description = "What ours runs on; several: on each in turn (default: the JDK of this command).")
    private List<Path> jdks = List.of();

    @Option(
            names = "--limit",
            description = "Finds the most players per core, too, until the 99th percentile of gaps passes 75 ms.")
    private boolean findsLimits;

    @Option(
            names = "--price-per-gb",
            paramLabel = "PRICE",
            defaultValue = "0.09",
            description = "Of egress; the default, ${DEFAULT-VALUE}, is what large clouds ask for first.")
    private double pricePerGb;

    @Option(names = "--jmh", paramLabel = "FILE", description = "Takes the results of JMH (-rf json) into bench.json.")
    private @Nullable Path jmh;

    @Option(
            names = "--write-docs",
            paramLabel = "FILE",
            description = "Measures nothing: writes the documents' figures from a bench.json, and keeps it there.")
    private @Nullable Path writeDocs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where bench.json, bench.svg and logs go (default: demo-client/target/bench).")
    private @Nullable Path out;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The directory of Tickwire (default: the launcher's, else this one).")
    private Path home = Path.of(".");

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec().commandLine().getErr();
        try (Children children = Children.install()) {
            if (writeDocs != null) {
                return writeDocs(writeDocs, home.toAbsolutePath().normalize());
            }
            BenchSettings settings = settings();
            List<JmhFigure> jmhFigures = jmh == null ? List.of() : JmhFile.read(jmh);
            BenchRun run = new BenchRun(settings, children, line -> {
                err.println(line);
                err.flush();
            });
            tellDuration(settings, err);
            tell(run.run(jmhFigures), settings);
            return run.hasOursFailed() ? 1 : 0;
        } catch (BenchFailedException e) {
            err.println(e.getMessage() + ".");
            err.flush();
            return 1;
        }
    }

    private static int writeDocs(Path json, Path root) throws BenchFailedException, IOException {
        Report report = ReportJson.read(json);
        Map<Path, String> pages = DocsPages.of(report, root);
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            Files.writeString(page.getKey(), page.getValue());
        }
        Files.writeString(root.resolve("docs/bench.json"), ReportJson.write(report));
        return 0;
    }

    private static void tellDuration(BenchSettings settings, PrintWriter err) {
        Terms terms = settings.terms();
        int runs = settings.scenes().stream()
                        .mapToInt(scene -> settings.entrants(scene).size())
                        .sum()
                * terms.rounds();
        if (settings.findsLimits()) {
            runs += TRIES_FOR_A_LIMIT * settings.entrants(Scene.ARENA).size();
        }
        int all = runs * (terms.warmSeconds() + terms.seconds() + STARTING_SECONDS);
        err.println(runs + " runs, about " + (all < 90 ? all + " seconds." : (all + 30) / 60 + " minutes."));
        err.flush();
    }

    private void tell(Report report, BenchSettings settings) throws IOException {
        PrintWriter text = spec().commandLine().getOut();
        for (Results results : report.scenes()) {
            text.println();
            text.print(ResultsText.of(results, report.terms()));
        }
        if (!report.limits().isEmpty()) {
            text.println();
            text.print(ResultsText.ofLimits(report.limits()));
        }
        Spread spin = report.spinMillis();
        if (spin.count() > 0) {
            text.println();
            text.printf(
                    Locale.ROOT,
                    "The same piece of work took %.1f ms before a run (%.1f to %.1f): the machine's own noise.%n",
                    spin.median(),
                    spin.min(),
                    spin.max());
        }
        report.notes().forEach(text::println);
        Path json = settings.out().resolve("bench.json");
        Path picture = settings.out().resolve("bench.svg");
        Files.writeString(json, ReportJson.write(report));
        Files.writeString(picture, BarChart.of(report.scenes()));
        text.println();
        text.println(json);
        text.println(picture);
        text.flush();
    }

    private BenchSettings settings() throws BenchFailedException {
        List<Scene> chosenScenes = findsLimits && scenes.isEmpty()
                ? List.of()
                : chosen("--scenes", scenes, Scene.values(), Scene.keys(), Scene::find);
        List<Kind> kinds = chosen("--only", only, Kind.values(), Kind.keys(), Kind::find);
        if (players != null) {
            int most = chosenScenes.contains(Scene.CROWD) ? MOST_PLAYERS_OF_A_ROOM : MOST_PLAYERS;
            check("--players", players, 1, most);
        }
        check("--rounds", rounds, 1, MOST_ROUNDS);
        check("--seconds", seconds, 1, MOST_SECONDS);
        check("--warm", warm, 0, MOST_SECONDS);
        check("--hz", hz, 1, MOST_HZ);
        if (!(pricePerGb >= 0)) {
            throw unusable("--price-per-gb must be 0 or more, not " + pricePerGb);
        }
        Path root = home.toAbsolutePath().normalize();
        Path folder = (out == null ? root.resolve("demo-client/target/bench") : out.toAbsolutePath()).normalize();
        BenchSettings settings = new BenchSettings(
                root,
                folder,
                chosenScenes,
                Entrant.of(kinds, jdks()),
                players == null ? OptionalInt.empty() : OptionalInt.of(players),
                new Terms(rounds, warm, seconds, hz, pricePerGb),
                findsLimits);
        if (!Files.exists(settings.files().resolve("load.mjs"))) {
            throw unusable("--home: " + home + " is not the directory of Tickwire: it has no demo-client/bench");
        }
        try {
            Files.createDirectories(settings.games());
        } catch (IOException e) {
            throw unusable("--out: " + folder + " cannot be made");
        }
        return settings;
    }

    private List<Jdk> jdks() throws BenchFailedException {
        if (jdks.isEmpty()) {
            return List.of(Jdk.running());
        }
        List<Jdk> found = new ArrayList<>();
        for (Path directory : jdks) {
            Jdk jdk = Jdk.at(directory.toAbsolutePath().normalize());
            if (found.stream().anyMatch(other -> other.feature() == jdk.feature())) {
                throw unusable("--jdk: two of them are version " + jdk.feature());
            }
            found.add(jdk);
        }
        return found;
    }

    /** In the order of the values, so that ours is the first to be measured. */
    private <T> List<T> chosen(
            String option, List<String> names, T[] values, List<String> keys, Function<String, Optional<T>> find) {
        for (String name : names) {
            if (find.apply(name).isEmpty()) {
                throw unusable(option + ": there is no \"" + name + "\"; there are " + String.join(", ", keys));
            }
        }
        List<T> wanted = names.stream().map(find).flatMap(Optional::stream).toList();
        return Arrays.stream(values)
                .filter(value -> wanted.isEmpty() || wanted.contains(value))
                .toList();
    }

    private void check(String option, int value, int from, int to) {
        if (value < from || value > to) {
            throw unusable(option + " must be from " + from + " to " + to + ", not " + value);
        }
    }

    private ParameterException unusable(String sentence) {
        return new ParameterException(spec().commandLine(), sentence);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("the command line sets it");
        }
        return spec;
    }
}
