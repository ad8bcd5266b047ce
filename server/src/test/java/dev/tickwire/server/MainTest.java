package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line answers, up to where it would serve. */
class MainTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serv | Try tickwire --help.",
                "serve --prot 80 | Unknown option",
                "serve --port | Missing required parameter",
                "serve --port eighty | 'eighty' is not an int",
                "serve --port 99999 | http.port must be from 0 to 65535, not 99999",
                "serve --web /no/such/directory | --web /no/such/directory is not a directory.",
                "serve --games /no/such.jar | --games /no/such.jar does not exist.",
                "serve --config /no/such.conf | the config file /no/such.conf does not exist",
                "serve --set http.port | write --set path=value",
                "config check /no/such.conf | the config file /no/such.conf does not exist",
                "config check --set http.prot=1 | http.prot is not a setting; did you mean port?",
                "config check a b | Unmatched argument",
                "config chek | Try tickwire config --help.",
            })
    void shouldExitWithTwoAndASentenceWhereArgumentsAreUnusable(String arguments, String sentence) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains(sentence).doesNotContain("Exception", "\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldExitWithTwoAndASentenceForEachProblemOfTheConfig() throws IOException {
        Path file = folder.resolve("bad.conf");
        Files.writeString(file, "http.port = -1\nlimits.rooms = 0\n");

        assertThat(execute("serve", "--config", file.toString())).isEqualTo(2);
        assertThat(execute("config", "check", file.toString())).isEqualTo(2);

        assertThat(err.toString().lines())
                .containsExactly(
                        file + ":1: http.port must be from 0 to 65535, not -1",
                        file + ":2: limits.rooms must be from 1 to 1000000, not 0",
                        file + ":1: http.port must be from 0 to 65535, not -1",
                        file + ":2: limits.rooms must be from 1 to 1000000, not 0");
    }

    @Test
    void shouldExitWithTwoAndASentenceWhereThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(execute("serve", "--port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo(2);

            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .startsWith("The server cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
                    .endsWith(". Choose another with --port or --host.")
                    .contains("in use")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void shouldExitWithTwoAndASentenceWhereTheHostIsNotOfThisMachine() {
        assertThat(execute("serve", "--port", "0", "--host", "192.0.2.1", "--anonymous"))
                .isEqualTo(2);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("The server cannot listen on 192.0.2.1:0: ")
                .doesNotContain("Exception");
    }

    @Test
    void shouldExitWithTwoWhereOthersCouldReachItAndNobodySaidWhoMayJoin() {
        assertThat(execute("serve", "--port", "0", "--host", "0.0.0.0")).isEqualTo(2);

        assertThat(err.toString().lines()).singleElement().asString().contains("--anonymous");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no such host", "nowhere.invalid", "256.1.1.1", "[::1", "x:80"})
    void shouldExitWithTwoAndASentenceWhereThereIsNoSuchHost(String host) {
        assertThat(execute("serve", "--port", "0", "--host", host, "--anonymous"))
                .isEqualTo(2);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .isEqualTo("The server cannot listen on " + host
                        + ":0: there is no host of that name. Choose another with --port or --host.");
    }

    @ParameterizedTest
    @CsvSource({
        "--help",
        "serve --help",
        "config --help",
        "config check --help",
        "config show --help",
        "help",
        "help serve"
    })
    void shouldHelpAndExitWithZero(String arguments) {
        assertThat(execute(arguments.split(" "))).isZero();

        assertThat(out.toString()).startsWith("Usage: tickwire").contains("-h, --help");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldShowWhereEachValueComesFrom() throws IOException {
        Path file = Files.writeString(folder.resolve("own.conf"), "limits.rooms = 5");

        assertThat(execute("config", "show", file.toString(), "--set", "http.port=1234"))
                .isZero();

        assertThat(out.toString())
                .containsPattern("http.host +127.0.0.1 +default\\R")
                .containsPattern("http.port +1234 +--set\\R")
                .containsPattern("limits.rooms +5 +" + file + ":1\\R");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "half written, roomTypes { arena { tickRateHz = 6 | :1: Expecting close brace } or a comma, got end of file",
                "wrong type, http.port = many | :1: http.port must be a number, not many",
                "unknown, http.prot = 5 | :1: http.prot is not a setting; did you mean port?",
                "out of range, limits.rooms = 0 | :1: limits.rooms must be from 1 to 1000000, not 0",
                "Latin-1, # gr\u00FC\u00DFe | is not UTF-8 from line 1 on: save it as UTF-8",
                "an include, include required(\"gone.conf\") | gone.conf",
            })
    void shouldHaveOneAnswerForAFileThatIsWrong(String file, String sentence) throws IOException {
        String text = file.substring(file.indexOf(", ") + 2);
        Path path = Files.write(folder.resolve("own.conf"), text.getBytes(StandardCharsets.ISO_8859_1));

        for (List<String> command : List.of(
                List.of("config", "check", path.toString()),
                List.of("config", "show", path.toString()),
                List.of("serve", "--config", path.toString()))) {
            assertThat(execute(command.toArray(new String[0]))).isEqualTo(2);

            assertThat(err.toString().lines()).singleElement().asString().contains(sentence);
            assertThat(out.toString()).isEmpty();
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void shouldSayThatAnIncludeIsNotThereAndTakeAnEmptyFileForTheDefaults() throws IOException {
        Path file = Files.writeString(folder.resolve("own.conf"), "include \"gone\"");
        assertThat(execute("config", "check", file.toString())).isZero();
        assertThat(out.toString())
                .isEqualTo("It is right, and every setting has its default.\nBut it includes " + folder.resolve("gone")
                        + ", which is not there: nothing of it holds.\n");
        out.getBuffer().setLength(0);

        Files.writeString(file, "");
        assertThat(execute("config", "check", file.toString())).isZero();
        assertThat(out.toString()).isEqualTo("It is right, and every setting has its default.\n");
    }

    @Test
    void shouldSayWhatDiffersFromTheDefaults() {
        assertThat(execute("config", "check", "--set", "http.port=1234")).isZero();

        assertThat(out.toString()).isEqualTo("""
                It is right. 1 setting is not the default:

                http.port = 1234    --set
                    port to listen on; 0: any free one
                    default 8080; 0 to 65535; a change holds at the next start
                """);
    }

    private int execute(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
