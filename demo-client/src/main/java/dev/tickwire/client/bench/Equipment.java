package dev.tickwire.client.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What has to be there before anything can be measured: Node.js, the peers from their registry, the floor and the
 * bench's own games from their sources.
 */
final class Equipment {
    private static final int OLDEST_NODE = 20;
    private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\..*");
    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");
    private static final int ANSWER_SECONDS = 20;
    private static final int COMPILE_SECONDS = 60;
    private static final int INSTALL_SECONDS = 300;

    private final BenchSettings settings;
    private final Children children;
    private final Path log;
    /** Without a path: it goes into notes, which are published with the figures. */
    private final String seeLog;

    Equipment(BenchSettings settings, Children children) {
        this.settings = settings;
        this.children = children;
        log = settings.out().resolve("equipment.log");
        seeLog = "see " + log.getFileName() + " beside bench.json";
    }

    /** Version of Node.js; the load runs on it. */
    String nodeVersion() throws BenchFailedException, InterruptedException {
        String needed = "The load runs on Node.js " + OLDEST_NODE + " or newer, and ";
        if (!isOnPath("node")) {
            throw new BenchFailedException(needed + "there is no node on the PATH");
        }
        try (Child node = children.start(new ProcessBuilder("node", "--version"), log)) {
            String line = node.nextLine(ANSWER_SECONDS);
            String version = line == null ? "" : line;
            Matcher matcher = NODE_VERSION.matcher(version);
            if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < OLDEST_NODE) {
                throw new BenchFailedException(needed + "this is " + version);
            }
            return version;
        }
    }

    /** Makes a server ready to be started; null: done, else a sentence that says why it cannot be. */
    @Nullable
    String prepare(Kind kind) throws InterruptedException {
        try {
            if (kind.isFromNpm()) {
                install();
            } else if (kind == Kind.FLOOR) {
                compileFloor();
            } else if (settings.scenes().stream().anyMatch(Scene::hasOwnGame)) {
                compileGames();
            }
            return null;
        } catch (BenchFailedException e) {
            return kind.key() + " is left out: " + e.getMessage() + ".";
        }
    }

    /** Versions of the peers, by package. */
    Map<String, Object> peerVersions() {
        Config parsed = ConfigFactory.parseFile(
                settings.files().resolve("package.json").toFile(),
                ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
        return parsed.hasPath("dependencies")
                ? new TreeMap<>(parsed.getObject("dependencies").unwrapped())
                : Map.of();
    }

    /** Installs what the lock file says, unless that is there already. */
    private void install() throws BenchFailedException, InterruptedException {
        Path stamp = settings.files().resolve("node_modules").resolve(".installed");
        try {
            String wanted = Files.readString(settings.files().resolve("package-lock.json"));
            if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
                return;
            }
            if (!isOnPath("npm")) {
                throw new BenchFailedException("there is no npm on the PATH");
            }
            // Not "npm ci": it wants the lock to name what optional packages there are for other machines.
            run(
                    INSTALL_SECONDS,
                    "npm could not install it; " + seeLog,
                    List.of("npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"));
            Files.writeString(stamp, wanted);
        } catch (IOException e) {
            throw new BenchFailedException("demo-client/bench cannot be read or written");
        }
    }

    private void compileFloor() throws BenchFailedException, InterruptedException {
        String compiler = COMPILERS.stream()
                .filter(Equipment::isOnPath)
                .findFirst()
                .orElseThrow(() -> new BenchFailedException("there is no C compiler (cc, gcc or clang) on the PATH"));
        String source = settings.files().resolve("peers").resolve("floor.c").toString();
        run(
                COMPILE_SECONDS,
                "it does not compile here; " + seeLog,
                List.of(compiler, "-O2", "-o", floor(settings).toString(), source));
    }

    /** For the oldest JDK that they are to run on. */
    private void compileGames() throws BenchFailedException {
        @Nullable JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new BenchFailedException("the bench's games are compiled with a JDK, and this is a JRE");
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--release",
                "17",
                "-proc:none",
                "-cp",
                settings.serverJar().toString(),
                "-d",
                settings.games().toString()));
        try (Stream<Path> sources = Files.list(settings.files().resolve("games"));
                OutputStream said = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
            if (compiler.run(null, said, said, arguments.toArray(String[]::new)) != 0) {
                throw new BenchFailedException("the bench's games do not compile; " + seeLog);
            }
        } catch (IOException e) {
            throw new BenchFailedException("demo-client/bench cannot be read, or the log not be written");
        }
    }

    /** Whether there is such a program. */
    static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Where the floor's program is. */
    static Path floor(BenchSettings settings) {
        return settings.out().resolve("floor");
    }

    private void run(int patienceSeconds, String otherwise, List<String> command)
            throws BenchFailedException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(settings.files().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        try (Child child = children.start(builder, log)) {
            if (!child.hasSucceeded(patienceSeconds)) {
                throw new BenchFailedException(otherwise);
            }
        }
    }
}
