package dev.tickwire.server;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.replay.Verification;
import dev.tickwire.server.replay.Dump;
import dev.tickwire.server.replay.Film;
import dev.tickwire.server.replay.TestFiles;
import dev.tickwire.server.replay.Viewer;
import dev.tickwire.simulation.games.GameFailure;
import dev.tickwire.simulation.games.Games;
import dev.tickwire.simulation.world.Game;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tickwire replay}: plays a recording of a room again. */
@Command(
        name = "replay",
        description = "Plays a recording of a room again. Without an option it shows it in a browser: open the"
                + " address that it prints.",
        footer = "Exit status: 0 done, 1 the recording comes out different or its rules throw, 2 it cannot be used.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final int DIFFERS = 1;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");
    private static final String USUAL = "";

    @Parameters(paramLabel = "FILE", description = "the recording")
    private Path file = Path.of("");

    @ArgGroup
    private Purpose purpose = new Purpose();

    @Option(names = "--port", paramLabel = "PORT", description = "port of the viewer; 0, the default: any free one")
    private int port;

    @Option(names = "--console", paramLabel = "DIR", description = "directory with the page; the launcher knows it")
    private @Nullable Path console;

    @Mixin
    private GamesOption games = new GamesOption();

    @Mixin
    private Streams streams = new Streams();

    /** What it is played for; at most one of these. */
    static final class Purpose {
        @Option(
                names = "--verify",
                description = "names the first ticks and the cell that differ from what was recorded, or what the"
                        + " rules throw")
        private boolean isVerify;

        @Option(
                names = "--dump",
                paramLabel = "FROM..TO",
                description = "prints these ticks: all tables and inputs at the first, then what changes")
        private @Nullable String dump;

        @Option(
                names = "--test",
                paramLabel = "JAVA",
                arity = "0..1",
                fallbackValue = USUAL,
                description = "writes a JUnit test that plays it, and a copy of it to src/test/resources; default:"
                        + " beside the tests of the project here")
        private @Nullable String test;
    }

    @Override
    public Integer call() throws Exception {
        Recording recording;
        try {
            recording = Recording.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            return refuse(
                    file + " cannot be read: " + (Files.exists(file) ? e.getMessage() : "there is no such file") + ".");
        } catch (MalformedRecordingException e) {
            return refuse(file + " cannot be played. " + e.sentence());
        }
        recording.problems().forEach(problem -> streams.err().println("In " + file + " " + problem + "."));
        if (recording.chunks().isEmpty()) {
            return refuse(file + " cannot be played: there is no start in it from which it could be.");
        }
        String name = recording.head().getGame();
        try {
            Supplier<Game> game = Games.find(name, Thread.currentThread().getContextClassLoader());
            int status = run(recording, game);
            streams.out().flush();
            return status;
        } catch (IllegalArgumentException e) {
            String hint = games.names().isEmpty() ? " Say where the game is with --games." : "";
            return refuse(file + " " + e.getMessage() + "." + hint);
        } catch (MalformedRecordingException e) {
            return refuse(file + " cannot be played: " + e.sentence() + ".");
        }
    }

    private int run(Recording recording, Supplier<Game> game) throws Exception {
        if (purpose.isVerify) {
            return verify(recording, game);
        }
        if (purpose.dump != null) {
            return dump(recording, game, purpose.dump);
        }
        return purpose.test == null ? view(recording, game) : writeTest(recording, game, purpose.test);
    }

    private int verify(Recording recording, Supplier<Game> game) throws MalformedRecordingException {
        Verification verification = Verification.of(recording, game);
        streams.out().println(verification.sentence());
        Throwable thrown = verification.thrown();
        if (thrown != null) {
            thrown.printStackTrace(streams.out());
        }
        return verification.isSame() ? 0 : DIFFERS;
    }

    private int dump(Recording recording, Supplier<Game> game, String range) throws MalformedRecordingException {
        Matcher ticks = RANGE.matcher(range);
        if (!ticks.matches() || Integer.parseInt(ticks.group(1)) > Integer.parseInt(ticks.group(2))) {
            return refuse("--dump needs two ticks, such as 100..120, and not " + range + ".");
        }
        int from = Integer.parseInt(ticks.group(1));
        int to = Integer.parseInt(ticks.group(2));
        if (to < recording.firstTick() || from > recording.lastTick()) {
            return refuse("It has no tick of " + range + ": it goes from " + recording.firstTick() + " to "
                    + recording.lastTick() + ".");
        }
        try {
            new Dump(new Film(recording, game), streams.out()).print(from, to);
            return 0;
        } catch (MalformedRecordingException e) {
            throw e;
        } catch (Throwable thrown) {
            String sentence = GameFailure.sentence(recording.head().getGame(), thrown);
            streams.out().println("In the next step " + sentence + ".");
            return DIFFERS;
        }
    }

    private int writeTest(Recording recording, Supplier<Game> game, String asked) throws MalformedRecordingException {
        TestFiles files = new TestFiles(file, game.get().getClass());
        Path test = asked.equals(USUAL) ? files.usual(Path.of("")) : Path.of(asked);
        try {
            Verification verification = Verification.of(recording, game);
            Path copy = files.write(test, recording, verification);
            streams.out().println(test + " plays " + copy.getFileName() + " again. " + verification.sentence());
            streams.out()
                    .println(
                            "It needs dev.tickwire:tickwire-proto, with scope test, among the project's dependencies.");
            return 0;
        } catch (IOException e) {
            return refuse("The test cannot be written: " + e.getMessage() + ".");
        }
    }

    private int view(Recording recording, Supplier<Game> game) throws Exception {
        Path pages = console;
        if (pages == null || !Files.isRegularFile(pages.resolve("replay.html"))) {
            return refuse("There is no page to show it with: name the directory that has replay.html with --console,"
                    + " or use --verify or --dump.");
        }
        Viewer viewer = new Viewer(new Film(recording, game), game, file.toString(), pages.toRealPath(), port);
        try {
            viewer.start();
        } catch (IOException e) {
            return refuse("Port " + port + " cannot be used: " + e.getMessage() + ". Choose another with --port.");
        }
        streams.out().println("ready " + viewer.url());
        streams.out().flush();
        viewer.join();
        return 0;
    }

    private int refuse(String sentence) {
        streams.err().println(sentence);
        return Main.UNUSABLE;
    }
}
