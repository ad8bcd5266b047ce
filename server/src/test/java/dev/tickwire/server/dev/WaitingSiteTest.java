package dev.tickwire.server.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingSiteTest {
    private static final String PAGE = "<!doctype html><h1>Dots</h1>";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Board board = new Board("a");
    private RulesDesk rules;
    private WaitingSite site;

    @BeforeEach
    void open() throws Exception {
        Files.writeString(folder.resolve("Dots.java"), "");
        Path pages = Files.createDirectories(folder.resolve("page")).toRealPath();
        Files.writeString(pages.resolve("index.html"), PAGE);
        Files.writeString(pages.resolve("style.css"), "h1 {}");
        Files.writeString(folder.resolve("secret.html"), "secret");
        Project project = Project.in(folder, List.of());
        rules = new RulesDesk(project, List.of(new RulesModule("DotsRules", "dots.js")), List.of());
        site = new WaitingSite(InetSocketAddress.createUnresolved("127.0.0.1", 0), project.pages(), board, rules);
        site.open();
    }

    @AfterEach
    void close() throws Exception {
        site.close();
        rules.close();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + path))
                .build();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldAddItsScriptToPagesAndToNothingElse() throws Exception {
        String tag = "<script src=\"/tickwire-dev.js\"></script>";
        assertThat(get("/").body()).startsWith(PAGE).contains(tag);
        assertThat(get("/index.html").body()).startsWith(PAGE).contains(tag);
        assertThat(get("/style.css").body()).isEqualTo("h1 {}");
        assertThat(get("/tickwire-dev.js").body()).contains("EventSource");
        assertThat(get("/no.html").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowNoPageFromElsewhere() throws Exception {
        assertThat(get("/%2e%2e/secret.html").body()).doesNotContain("secret\n");
        assertThat(get("/..%2fsecret.html").statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void shouldSayThatThereAreNoRulesYet() throws Exception {
        assertThat(get("/dots.js").statusCode()).isEqualTo(404);
        assertThat(get("/dots.js").body()).contains("could not be compiled");
    }

    @Test
    void shouldTellAPageWhatIsWrongAtOnceAndWhenItChanges() throws Exception {
        HttpResponse<InputStream> response =
                client.send(request("/tickwire-dev"), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        try (BufferedReader events =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(next(events)).contains("\"troubles\":[]");
            board.built(List.of(new Trouble("Dots.java", 3, "';' expected")));
            assertThat(next(events)).contains("\"line\":3", "';' expected");
            board.beat();
            board.built(List.of());
            assertThat(next(events)).contains("\"troubles\":[]");
        }
    }

    private static String next(BufferedReader events) throws Exception {
        String line = events.readLine();
        while (!line.startsWith("data: ")) {
            line = events.readLine();
        }
        return line;
    }
}
