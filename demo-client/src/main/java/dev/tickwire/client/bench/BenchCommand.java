package dev.tickwire.client.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
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
            "nothing.",
            "Servers: ours, ours-all (in crowd: without interest), floor (a C loop that only sends), colyseus,",
            "socketio.",
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

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--scenes",
            paramLabel = "NAME",
            split = ",",
            description = "Which scenes (default: arena,crowd,idle).")
    private List<String> scenes = List.of();

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Which servers (default: all).")
    private List<String> only = List.of();

    @Option(names = "--players", paramLabel = "N", description = "In each scene (default: 250, 500, 2000).")
    private @Nullable Integer players;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long each time (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm",
            paramLabel = "N",
            defaultValue = "8",
            description = "Seconds before that are not counted (default: ${DEFAULT-VALUE}).")
    private int warm;

    @Option(
            names = "--hz",
            paramLabel = "N",
            defaultValue = "20",
            description = "Ticks and inputs per second (default: ${DEFAULT-VALUE}).")
    private int hz;

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
        BenchSettings settings = settings();
        PrintWriter err = spec().commandLine().getErr();
        try (Children children = Children.install()) {
            BenchRun run = new BenchRun(settings, children, line -> {
                err.println(line);
                err.flush();
            });
            tellDuration(settings, err);
            run.run();
            return tell(run, settings);
        } catch (BenchFailedException e) {
            err.println(e.getMessage() + ".");
            err.flush();
            return 1;
        }
    }

    private static void tellDuration(BenchSettings settings, PrintWriter err) {
        int runs = settings.scenes().stream()
                        .mapToInt(scene -> settings.entrants(scene).size())
                        .sum()
                * settings.rounds();
        int all = runs * (settings.warmSeconds() + settings.seconds() + STARTING_SECONDS);
        err.println(runs + " runs, about " + (all < 90 ? all + " seconds." : (all + 30) / 60 + " minutes."));
        err.flush();
    }

    private int tell(BenchRun run, BenchSettings settings) throws IOException {
        PrintWriter text = spec().commandLine().getOut();
        for (Results results : run.results()) {
            text.println();
            text.print(ResultsText.of(results, settings));
        }
        if (!run.notes().isEmpty()) {
            text.println();
            run.notes().forEach(text::println);
        }
        Path json = settings.out().resolve("bench.json");
        Path picture = settings.out().resolve("bench.svg");
        Files.writeString(json, ResultsJson.of(run.results(), settings, run.machine(), run.notes()));
        Files.writeString(picture, BarChart.of(run.results()));
        text.println();
        text.println(json);
        text.println(picture);
        text.flush();
        return run.hasOursFailed() ? 1 : 0;
    }

    private BenchSettings settings() {
        List<Scene> chosenScenes = chosen("--scenes", scenes, Scene.values(), Scene::key, Scene::find);
        List<Entrant> chosenEntrants = chosen("--only", only, Entrant.values(), Entrant::key, Entrant::find);
        if (players != null) {
            int most = chosenScenes.contains(Scene.CROWD) ? MOST_PLAYERS_OF_A_ROOM : MOST_PLAYERS;
            check("--players", players, 1, most);
        }
        check("--rounds", rounds, 1, MOST_ROUNDS);
        check("--seconds", seconds, 1, MOST_SECONDS);
        check("--warm", warm, 0, MOST_SECONDS);
        check("--hz", hz, 1, MOST_HZ);
        Path root = home.toAbsolutePath().normalize();
        Path folder = (out == null ? root.resolve("demo-client/target/bench") : out.toAbsolutePath()).normalize();
        BenchSettings settings = new BenchSettings(
                root,
                folder,
                chosenScenes,
                chosenEntrants,
                players == null ? OptionalInt.empty() : OptionalInt.of(players),
                rounds,
                warm,
                seconds,
                hz);
        if (!Files.exists(settings.files().resolve("load.mjs"))) {
            throw unusable("--home: " + home + " is not the directory of Tickwire: it has no demo-client/bench");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unusable("--out: " + folder + " cannot be made");
        }
        return settings;
    }

    /** In the order of the values, so that ours is the first to be measured. */
    private <T> List<T> chosen(
            String option,
            List<String> names,
            T[] values,
            Function<T, String> key,
            Function<String, Optional<T>> find) {
        for (String name : names) {
            if (find.apply(name).isEmpty()) {
                String all = Arrays.stream(values).map(key).collect(Collectors.joining(", "));
                throw unusable(option + ": there is no \"" + name + "\"; there are " + all);
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
