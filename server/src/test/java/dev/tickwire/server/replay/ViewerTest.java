package dev.tickwire.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.recording.Recording;
import dev.tickwire.server.recording.FilmedMatch;
import dev.tickwire.simulation.arena.Arena;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewerTest {
    @TempDir
    Path pages;

    private Viewer viewer;

    @BeforeEach
    void open() throws Exception {
        byte[] file =
                new FilmedMatch(Arena::new, 1).bots(3).steps(50).mark("stuck").file();
        viewer = new Viewer(new Film(Recording.parse(file), Arena::new), Arena::new, "stuck.twr", pages, 0);
        viewer.start();
    }

    @AfterEach
    void close() throws Exception {
        viewer.stop();
    }

    private String ask(String path, String host) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(viewer.url()).getPort())) {
            Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
            out.write("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            out.flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }

    private String ask(String path) throws IOException {
        return ask(path, "localhost");
    }

    @Test
    void shouldTellWhatTheWorldWasAtATick() throws IOException {
        assertThat(ask("/api/v1/recording"))
                .contains("\"reason\":\"stuck\"", "\"lastTick\":50", "come out the same again");
        assertThat(ask("/api/v1/tick?at=20&table=ships"))
                .contains(" 200 ", "\"tick\":20", "\"table\":\"ships\"", "\"found\":3");
        assertThat(ask("/api/v1/tick?at=4000000000")).contains("\"tick\":50");
    }

    @Test
    void shouldGiveTheGamesOwnDrawingAndAllThatItDraws() throws IOException {
        assertThat(ask("/api/v1/recording")).contains("\"drawing\":\"./drawings/" + Arena.class.getName() + ".js?v=");
        assertThat(ask("/drawings/" + Arena.class.getName() + ".js"))
                .contains(" 200 ", "Content-Type: text/javascript", "export function draw(canvas");
        assertThat(ask("/drawings/java.lang.String.js")).contains(" 404 ");
        assertThat(ask("/api/v1/tick?at=20&table=ships")).doesNotContain("\"world\"");
        assertThat(ask("/api/v1/tick?at=20&world=true")).containsPattern("\"world\":\\{.*\"ships\":\\[\\[0,");
    }

    @Test
    void shouldRefuseWhatIsNoTick() throws IOException {
        for (String wrong : new String[] {"", "?at=", "?at=x", "?at=-1", "?at=99999999999"}) {
            assertThat(ask("/api/v1/tick" + wrong)).contains(" 400 ", "at must be the number of a tick.");
        }
    }

    @Test
    void shouldAnswerNoOtherSiteThatLeadsItsNameHere() throws IOException {
        assertThat(ask("/api/v1/recording", "evil.example")).contains(" 421 ").doesNotContain("stuck");
    }
}
