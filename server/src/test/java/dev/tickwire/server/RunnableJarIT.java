package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that people run. */
class RunnableJarIT {
    private static final Path JAR = Path.of("target", "tickwire-server.jar").toAbsolutePath();

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void kill() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void shouldServeUntilItIsToldToStopAndSayGoodbye() throws Exception {
        Process process = run("serve", "--port", "0");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);

        String ready = out.readLine();
        assertThat(ready).matches("ready http://127\\.0\\.0\\.1:\\d+");
        URI address = addressOf(ready);
        try (Browser player = Browser.joined(address, Join.newBuilder().setName("Ada"))) {
            player.awaitSnapshots(3);
            assertThat(player.watcher().welcome().getRoomType()).isEqualTo("arena");

            process.toHandle().destroy();

            player.assertClosed(DisconnectReason.SERVER_STOPPING);
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        assertThat(out.readLine()).as("nothing else on standard output").isNull();
        assertThat(errorsOf(process)).isEmpty();
    }

    @Test
    void shouldExitWithTwoAndOneSentenceWhereThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = run("serve", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(errorsOf(process).lines())
                    .singleElement()
                    .asString()
                    .startsWith("The server cannot listen on 127.0.0.1:" + taken.getLocalPort());
            assertThat(process.inputReader().readLine()).isNull();
        }
    }

    @Test
    void shouldServeDirectoriesWhateverLinksAndDotsLeadToThemWithoutAWarning() throws Exception {
        Path web = Files.createDirectories(folder.resolve("web"));
        Files.writeString(web.resolve("index.html"), "<h1>mine</h1>");
        Files.createSymbolicLink(folder.resolve("link"), web);
        for (String written : new String[] {"../link", ".././web/", "link/", "."}) {
            Path from = written.startsWith("..") || written.equals(".") ? web : folder;
            Process process = runIn(from, "serve", "--port", "0", "--web", written);
            URI address = addressOf(process.inputReader(StandardCharsets.UTF_8).readLine());

            HttpResponse<String> page =
                    Browser.HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(page.body()).as("--web %s", written).isEqualTo("<h1>mine</h1>");
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(errorsOf(process)).as("--web %s", written).isEmpty();
        }
    }

    @Test
    void shouldPrintOnStandardErrorWhereOthersOnTheNetworkReachIt() throws Exception {
        Process process = run("serve", "--port", "0", "--host", "0.0.0.0");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String ready = out.readLine();
        assertThat(ready).matches("ready http://0\\.0\\.0\\.0:\\d+");
        List<String> expected = NetworkAddresses.reachableAt("0.0.0.0").stream()
                .map(address -> "others on this network open http://" + address + ":"
                        + addressOf(ready).getPort())
                .toList();

        patiently().until(() -> Files.readAllLines(folder.resolve("errors.txt")).equals(expected));

        process.toHandle().destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(out.readLine()).as("nothing else on standard output").isNull();
    }

    private static URI addressOf(String ready) {
        assertThat(ready).startsWith("ready ");
        return URI.create(ready.substring("ready ".length()));
    }

    private Process run(String... arguments) throws IOException {
        return runIn(Path.of("").toAbsolutePath(), arguments);
    }

    private Process runIn(Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String errorsOf(Process process) throws IOException {
        assertThat(process.isAlive()).isFalse();
        return Files.readString(folder.resolve("errors.txt"));
    }
}
