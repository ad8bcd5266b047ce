package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
        assertThat(process.exitValue()).isZero();
        assertThat(out.readLine()).as("nothing else on standard output").isNull();
        assertThat(errorsOf(process)).contains(" player 0 joins room arena-").doesNotContain(" ERROR ");
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
        Process process = run("serve", "--port", "0", "--host", "0.0.0.0", "--anonymous");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String ready = out.readLine();
        assertThat(ready).matches("ready http://0\\.0\\.0\\.0:\\d+");
        List<String> expected = new ArrayList<>(NetworkAddresses.reachableAt("0.0.0.0").stream()
                .map(address -> "others on this network open http://" + address + ":"
                        + addressOf(ready).getPort())
                .toList());
        if (isOnIpv6(addressOf(ready).getPort())) {
            expected.add("it also listens on every IPv6 address of this machine");
        }

        patiently().until(() -> Files.readAllLines(folder.resolve("errors.txt")).equals(expected));

        process.toHandle().destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(out.readLine()).as("nothing else on standard output").isNull();
    }

    @Test
    void shouldServeOnWhereNobodyReadsStandardErrorAndStillStop() throws Exception {
        // Its standard error is a pipe.
        Process process = command("serve", "--port", "0").start();
        processes.add(process);
        int port = addressOf(process.inputReader(StandardCharsets.UTF_8).readLine())
                .getPort();
        String hosts = "GET / HTTP/1.1\r\nHost: a\r\nHost: " + "b".repeat(2_000) + "\r\n\r\n";
        for (int i = 0; i < 200; i++) {
            try (RawClient stranger = new RawClient(port)) {
                stranger.send(hosts.getBytes(StandardCharsets.US_ASCII));
                assertThat(stranger.readLine()).as("request %d", i).startsWith("HTTP/1.1 400 ");
            }
        }

        process.toHandle().destroy();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void shouldRefuseSocketsAndServeOnWhereItIsOutOfFileDescriptors() throws Exception {
        List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -n 150 && exec \"$@\"", "bash"));
        limited.addAll(command("serve", "--port", "0").command());
        Process process = start(new ProcessBuilder(limited));
        int port = addressOf(process.inputReader(StandardCharsets.UTF_8).readLine())
                .getPort();
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                clients.add(new RawClient(port));
            }
            try (RawClient last = new RawClient(port)) {
                assertThat(last.readToEnd()).as("is refused, and does not wait").isNull();
            }
            assertThat(clients.get(0).http("GET", "/healthz")).startsWith("HTTP/1.1 200 ");
        } finally {
            clients.forEach(RawClient::close);
        }

        patiently().until(() -> {
            try (RawClient again = new RawClient(port)) {
                return again.http("GET", "/healthz").startsWith("HTTP/1.1 200 ");
            } catch (UncheckedIOException e) {
                return false;
            }
        });
        process.toHandle().destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(errorsOf(process)).isEmpty();
    }

    private static boolean isOnIpv6(int port) {
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        try (Socket socket = new Socket(InetAddress.getByAddress(loopback), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static URI addressOf(String ready) {
        assertThat(ready).startsWith("ready ");
        return URI.create(ready.substring("ready ".length()));
    }

    private Process run(String... arguments) throws IOException {
        return runIn(Path.of("").toAbsolutePath(), arguments);
    }

    private Process runIn(Path directory, String... arguments) throws IOException {
        return start(command(arguments).directory(directory.toFile()));
    }

    private ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        // Of several servers on a machine, the console of one alone can have the usual port.
        command.addAll(List.of("--set", "admin.port=off"));
        command.addAll(List.of("--set", "store.directory=\"" + folder.resolve("rooms") + '"'));
        return new ProcessBuilder(command);
    }

    private Process start(ProcessBuilder builder) throws IOException {
        Process process =
                builder.redirectError(folder.resolve("errors.txt").toFile()).start();
        processes.add(process);
        return process;
    }

    private String errorsOf(Process process) throws IOException {
        assertThat(process.isAlive()).isFalse();
        return Files.readString(folder.resolve("errors.txt"));
    }
}
