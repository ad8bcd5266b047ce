package dev.tickwire.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script {@code tickwire}, in a copy of the sources in which nothing is built, with tools that only pretend to be.
 */
class LauncherIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path LAUNCHER = ROOT.resolve("tickwire");
    /** What a shell has anyway. */
    private static final List<String> COMMANDS = List.of(
            "bash",
            "cat",
            "dirname",
            "find",
            "grep",
            "head",
            "mkdir",
            "mktemp",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "touch");

    private static final String OFFLINE =
            "[ERROR] Failed to execute goal on project tickwire: Could not transfer artifact "
                    + "org.eclipse.jetty:jetty-server:pom:1 from/to central (https://repo.example.org/maven2): "
                    + "repo.example.org: Temporary failure in name resolution -> [Help 1]";

    @TempDir
    Path folder;

    private Path bin;
    private Path sources;
    private final List<Process> processes = new ArrayList<>();

    private record Outcome(int status, String out, String err) {}

    @BeforeEach
    void pretend() throws IOException {
        bin = Files.createDirectories(folder.resolve("bin"));
        sources = Files.createDirectories(folder.resolve("tickwire"));
        Files.copy(LAUNCHER, sources.resolve("tickwire"));
        Files.createFile(sources.resolve("pom.xml"));
        for (String module : List.of("simulation", "proto", "server/src", "demo-client/src", "demo-client/web")) {
            Files.createDirectories(sources.resolve(module));
        }
        for (String file : List.of("server/pom.xml", "demo-client/pom.xml", "demo-client/web/package.json")) {
            Files.createFile(sources.resolve(file));
        }
        for (String command : COMMANDS) {
            tool(command, "exec '" + which(command) + "' \"$@\"");
        }
        java("17.0.1");
        tool("javac", "exit 0");
        maven("exit 0");
        tool("node", "echo 20.1.0");
        tool("npm", "exit 0");
    }

    @AfterEach
    void kill() {
        processes.forEach(Process::destroyForcibly);
    }

    static Stream<String> shouldAnswerHelpForEachCommandOfItsUsage() throws Exception {
        Process usage = new ProcessBuilder(LAUNCHER.toString(), "--help").start();
        String text = new String(usage.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> commands = Pattern.compile("(?m)^  (\\w+)  ")
                .matcher(text)
                .results()
                .map((MatchResult line) -> line.group(1))
                .toList();
        assertThat(commands).contains("serve", "swarm", "types", "new", "package");
        return commands.stream();
    }

    @Test
    void shouldKnowTheSameCommandsOnWindows() throws Exception {
        String windows = Files.readString(Path.of("src/assembly/tickwire.cmd"));
        for (String command : shouldAnswerHelpForEachCommandOfItsUsage().toList()) {
            boolean needsSources = command.equals("bench") || command.equals("package");
            assertThat(windows.contains("\"%command%\"==\"" + command + "\""))
                    .as(command)
                    .isEqualTo(!needsSources);
            assertThat(windows.contains("echo   " + command + " ")).as(command).isEqualTo(!needsSources);
        }
    }

    @Test
    void shouldBuildNothingWhereItWasUnpacked() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("unpacked/lib"));
        Files.createFile(lib.resolve("tickwire-server.jar"));
        Path web = Files.createDirectories(folder.resolve("unpacked/web"));
        Path unpacked = Files.createDirectories(folder.resolve("unpacked/bin")).resolve("tickwire");
        Files.copy(LAUNCHER, unpacked);
        Path link = Files.createSymbolicLink(folder.resolve("link"), unpacked);
        Files.delete(bin.resolve("mvn"));

        assertThat(finish(start(link, Map.of("JAVA_OPTS", "-Xmx1g"), "serve", "--port", "1")))
                .isEqualTo(new Outcome(
                        0,
                        "-XX:+UseParallelGC -Xmx1g -jar " + lib.resolve("tickwire-server.jar")
                                + " serve --port 1 --web " + web + "\n",
                        ""));
        assertThat(finish(start(link, Map.of(), "dev", "race")).out())
                .isEqualTo("-XX:+UseParallelGC -Xms40m -Xmn16m -cp " + lib.resolve("tickwire-server.jar") + ":" + lib
                        + "/teavm/* dev.tickwire.server.Main dev race --web " + web + "\n");
        assertThat(finish(start(link, Map.of(), "new", "race")).out())
                .endsWith(" new race --libraries " + folder.resolve("unpacked/maven") + "\n");
        for (String command : List.of("bench", "package")) {
            Outcome refused = finish(start(link, Map.of(), command));
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.err()).isEqualTo("tickwire: '" + command + "' needs the sources of Tickwire.\n");
        }
        assertThat(finish(start(link, Map.of(), "--help")).out()).doesNotContain("bench", "package");
    }

    @ParameterizedTest
    @MethodSource
    void shouldAnswerHelpForEachCommandOfItsUsage(String command) throws Exception {
        Path realJava = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.delete(bin.resolve("java"));
        tool("java", "exec '" + realJava + "' \"$@\"");
        maven("echo 'the jars are built already' >&2; exit 1");

        Outcome help = finish(start(LAUNCHER, Map.of(), command, "--help"));

        assertThat(help.err()).isEmpty();
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("Usage: tickwire " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "Serve", "--port"})
    void shouldRefuseACommandThatThereIsNot(String command) throws Exception {
        Outcome refused = run(command);

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .contains("there is no command '" + command + "'")
                .hasLineCount(1);
    }

    @Test
    void shouldSayThatThereIsNoJava() throws Exception {
        Files.delete(bin.resolve("java"));

        assertRefused("serve", "Java 17 or newer is needed, and there is no java on the PATH.");
    }

    @ParameterizedTest
    @CsvSource({"11.0.2, 11", "1.8.0_392, 8", "16, 16"})
    void shouldSayWhichJavaIsTooOld(String version, String shown) throws Exception {
        java(version);

        assertRefused("serve", "Java 17 or newer is needed; " + bin.resolve("java") + " is version " + shown + ".");
    }

    @Test
    void shouldNameTheJavaOfJavaHome() throws Exception {
        Path home = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.move(bin.resolve("java"), home.resolve("java"));
        java("21");
        Files.writeString(home.resolve("java"), "#!/bin/sh\necho 'openjdk version \"9.0.4\"' >&2\n");

        Outcome refused =
                finish(start(launcher(), Map.of("JAVA_HOME", home.getParent().toString()), "serve"));

        assertThat(refused.err()).contains(home.resolve("java") + " is version 9.");
    }

    @Test
    void shouldSayThatAJavaDoesNotRun() throws Exception {
        tool("java", "echo 'Unable to locate a Java Runtime.' >&2; exit 1");

        assertRefused("serve", "Java 17 or newer is needed; " + bin.resolve("java") + " does not tell its version.");
    }

    @Test
    void shouldSayThatMavenIsTooOldOrRunsOnAnOldJava() throws Exception {
        tool("mvn", "echo 'Apache Maven 3.6.3 (abc)'; echo 'Java version: 17.0.1, vendor: Example'");
        assertRefused(
                "serve",
                "Maven 3.8 or newer is needed to build Tickwire; " + bin.resolve("mvn") + " is version 3.6.3.");

        tool("mvn", "echo 'Apache Maven 4.0.0 (abc)'; echo 'Java version: 11.0.1, vendor: Example'");
        assertRefused("serve", bin.resolve("mvn") + " runs on version 11: let JAVA_HOME name a newer JDK.");

        tool("mvn", "echo 'The JAVA_HOME environment variable is not defined correctly'; exit 1");
        assertRefused("serve", bin.resolve("mvn") + " does not tell its version: The JAVA_HOME environment variable");

        Files.delete(bin.resolve("mvn"));
        assertRefused("serve", "there is no mvn on the PATH.");
    }

    @Test
    void shouldSayThatNodeIsTooOldOrMissing() throws Exception {
        tool("node", "echo 18.2.0");
        assertRefused(
                "serve",
                "Node.js 20 or newer is needed to build the pages; " + bin.resolve("node") + " is version 18.2.0");

        Files.delete(bin.resolve("node"));
        assertRefused("serve", "Node.js 20 or newer, with npm, is needed to build the pages");
    }

    @Test
    void shouldNotBuildAgainBecauseOfWhatTheBuildItselfWrites() throws Exception {
        Path builds = folder.resolve("builds");
        maven("echo built >>'" + builds + "'");
        touch("demo-client/target/web/index.html", 1000);
        touch("server/target/tickwire-server.jar", 1000);
        touch("demo-client/web/client/LICENSE", 2000);

        assertThat(run("serve").status()).isZero();
        assertThat(builds).doesNotExist();

        touch("demo-client/web/client/index.ts", 2000);
        assertThat(run("serve").status()).isZero();
        assertThat(builds).exists();
    }

    @Test
    void shouldArchiveTheClassesOfTheServerOnceAndStartFromThere() throws Exception {
        maven("exit 0");
        touch("demo-client/target/web/index.html", 1000);
        touch("server/target/tickwire-server.jar", 1000);
        Path archive = sources.resolve("server/target/classes-17.jsa");
        assertThat(run("serve").out()).as("there is none yet").doesNotContain("SharedArchiveFile");

        touch("server/target/classes-17.jsa", 2000);
        assertThat(run("serve").out()).contains("-XX:SharedArchiveFile=" + archive + " ", "-jar");
        assertThat(run("config", "check").out()).doesNotContain("SharedArchiveFile");

        touch("server/target/tickwire-server.jar", 3000);
        assertThat(run("serve").out()).as("it is older than the server").doesNotContain("SharedArchiveFile");
        assertThat(archive).doesNotExist();
    }

    /** A file that was written that many seconds after all others. */
    private void touch(String path, long seconds) throws IOException {
        Path file = sources.resolve(path);
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + seconds * 1000));
    }

    @Test
    void shouldTellEachStepOfABuildOnALineWhereThereIsNoTerminal() throws Exception {
        maven("""
                echo '[INFO] Building Tickwire 0.1.0-SNAPSHOT    [1/4]'
                echo '[INFO] Building Tickwire simulation 0.1.0-SNAPSHOT    [2/4]'
                echo 'Downloading from central: https://repo.example.org/a.jar'
                while [ ! -e "$0.go" ]; do sleep 0.05; done""");
        Process build = start(launcher(), Map.of(), "config", "check");

        try (var lines = build.errorReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            assertThat(line).contains("building what is missing");
            while (!line.contains("simulation")) {
                line = lines.readLine();
                assertThat(line).isNotNull();
            }
            assertThat(line).matches("tickwire: building simulation \\(2 of 4\\), fetching libraries, \\d+ s");
            Files.createFile(bin.resolve("mvn.go"));

            assertThat(lines.readLine()).as("nothing more").isNull();
        }
        assertThat(build.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .as("goes on to the server")
                .contains("-jar", "config check");
        assertThat(build.exitValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void shouldEndTheBuildWhenInterruptedAndNotCallItAFailure(String signal, int status) throws Exception {
        assumeThat(signal.equals("INT") && isInterruptIgnored())
                .as("a shell cannot trap what is ignored, as it is for tasks in the background")
                .isFalse();
        maven("touch \"$0.running\"; echo $$ > \"$0.pid\"; exec sleep 600");
        Process build = start(launcher(), Map.of(), "serve");
        while (!Files.exists(bin.resolve("mvn.pid")) || Files.size(bin.resolve("mvn.pid")) == 0) {
            Thread.onSpinWait();
            assertThat(build.isAlive()).isTrue();
        }
        ProcessHandle maven = ProcessHandle.of(
                        Long.parseLong(Files.readString(bin.resolve("mvn.pid")).strip()))
                .orElseThrow();

        assertThat(new ProcessBuilder("bash", "-c", "kill -" + signal + " " + build.pid())
                        .start()
                        .waitFor())
                .isZero();
        Outcome interrupted = finish(build);

        assertThat(interrupted.status()).isEqualTo(status);
        assertThat(interrupted.err()).contains("was interrupted").doesNotContain("failed", "mvn");
        assertThat(maven.onExit().get(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(logs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                OFFLINE
                        + " | Maven cannot fetch from https://repo.example.org/maven2"
                        + " (repo.example.org: Temporary failure in name resolution)",
                "[ERROR] Cannot access central (https://repo.example.org/maven2) in offline mode and the artifact x"
                        + " | Maven may not fetch from https://repo.example.org/maven2 (it is told to be offline)",
                "npm error request to https://npm.example.org/vite failed, reason: getaddrinfo EAI_AGAIN"
                        + " npm.example.org"
                        + " | npm cannot fetch from https://npm.example.org (getaddrinfo EAI_AGAIN npm.example.org)",
                "npm ERR! request to https://npm.example.org/vite failed, reason: connect ECONNREFUSED 192.0.2.1:443"
                        + " | npm cannot fetch from https://npm.example.org (connect ECONNREFUSED 192.0.2.1:443)",
            })
    void shouldSayWhatCannotBeReachedWithoutANetwork(String line, String sentence) throws Exception {
        maven("echo \"" + line + "\"; echo '[ERROR] and much more'; exit 1");

        Outcome failed = run("config", "check");

        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err())
                .contains("tickwire: " + sentence + ". The first build needs the network")
                .contains("settings.xml", ".npmrc")
                .doesNotContain("the build failed", "and much more");
    }

    @Test
    void shouldShowTheErrorsOfABuildThatFails() throws Exception {
        maven("""
                echo '[INFO] Building Tickwire simulation 0.1.0-SNAPSHOT    [2/4]'
                echo 'Downloaded from central: https://repo.example.org/a.jar'
                echo '[ERROR] Dots.java:[3,1] class expected'
                exit 1""");

        Outcome failed = run("config", "check");

        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err())
                .contains("tickwire: the build failed; the end of ", "[ERROR] Dots.java:[3,1] class expected")
                .doesNotContain("[INFO]", "Downloaded");
        assertThat(logs()).hasSize(1);
    }

    private void assertRefused(String command, String sentence) throws Exception {
        Outcome refused = run(command);
        assertThat(refused.err()).startsWith("tickwire: ").contains(sentence).hasLineCount(1);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
    }

    private Path launcher() {
        return sources.resolve("tickwire");
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("tickwire-build."))
                    .toList();
        }
    }

    private Outcome run(String... arguments) throws Exception {
        return finish(start(launcher(), Map.of(), arguments));
    }

    private Process start(Path launcher, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JAVA_OPTS"));
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("TMPDIR", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static Outcome finish(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), out, err);
    }

    /** A java of that version, which says what it is asked to run. */
    private void java(String version) throws IOException {
        tool(
                "java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\" 2022' >&2\n"
                        + "else echo \"$@\"; fi");
    }

    /** A Maven that is new enough, and whose builds do as said. */
    private void maven(String build) throws IOException {
        tool(
                "mvn",
                "if [ \"$1\" = -v ]; then\n"
                        + "  echo 'Apache Maven 3.8.7'; echo 'Java version: 17.0.1, vendor: Example'; exit\n"
                        + "fi\n"
                        + build);
    }

    private void tool(String name, String script) throws IOException {
        Path file = bin.resolve(name);
        Files.writeString(file, "#!" + which("bash") + "\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path which(String command) {
        for (String directory : System.getenv("PATH").split(":")) {
            Path file = Path.of(directory, command);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new AssertionError("there is no " + command + " on the PATH");
    }

    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1 << 1) != 0);
    }
}
