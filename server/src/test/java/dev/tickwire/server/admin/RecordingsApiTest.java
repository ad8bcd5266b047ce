package dev.tickwire.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.recording.Archive;
import dev.tickwire.server.recording.FilmedMatch;
import dev.tickwire.server.replay.Screenings;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.arena.Arena;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingsApiTest {
    private static final String BOB = "b".repeat(32);
    /** As {@link RoomTypes} calls its games. */
    private static final String KNOWN = "test";

    @TempDir
    private Path place;

    private Path directory;
    private Screenings screenings;
    private AdminListener listener;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void open() throws Exception {
        directory = Files.createDirectory(place.resolve("recordings"));
        Archive archive = new Archive(directory);
        RoomType type = new RoomTypes().build(Arena::new);
        screenings = new Screenings(archive, () -> List.of(type));
        AdminSettings settings = new AdminSettings(
                "127.0.0.1",
                0,
                false,
                Set.of(),
                List.of(new AdminSettings.Token(new Operator("bob", Access.VIEW), BOB)),
                null,
                null,
                null,
                null);
        listener = new AdminListener(settings, new Counters(), new RecordingsApi(archive, screenings));
        listener.start();
    }

    @AfterEach
    void close() throws Exception {
        listener.stop();
        screenings.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(listener.url() + "/api/v1/recordings" + path))
                        .header("Authorization", "Bearer " + BOB)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void save(String name, String game, String reason, long savedMillis)
            throws IOException, MalformedRecordingException {
        byte[] file =
                new FilmedMatch(Arena::new, 1).bots(3).steps(50).mark(reason).file();
        Recording recording = Recording.parse(file);
        RecordingHead head = recording.head().toBuilder()
                .setGame(game)
                .setSavedMillis(savedMillis)
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Recording.beginning(head));
        for (Chunk chunk : recording.chunks()) {
            out.writeBytes(chunk.bytes());
        }
        Path saved = Files.write(directory.resolve(name), out.toByteArray());
        Files.setLastModifiedTime(saved, FileTime.fromMillis(savedMillis));
    }

    @Test
    void shouldListWhatIsSavedNewestFirst() throws Exception {
        save("r1-old.twr", KNOWN, "stuck in a wall", 1_000);
        save("r1-new.twr", KNOWN, "A desync", 9_000);
        Files.writeString(directory.resolve("broken.twr"), "no recording");
        Files.setLastModifiedTime(directory.resolve("broken.twr"), FileTime.fromMillis(5_000));
        Files.writeString(directory.resolve("notes.txt"), "mine");
        Files.createDirectory(directory.resolve("folder.twr"));

        String listed = get("").body();

        assertThat(listed).contains("\"reason\":\"stuck in a wall\"", "\"room\":\"r1\"", "\"more\":0");
        assertThat(listed.indexOf("r1-new.twr")).isLessThan(listed.indexOf("broken.twr"));
        assertThat(listed.indexOf("broken.twr")).isLessThan(listed.indexOf("r1-old.twr"));
        assertThat(listed).doesNotContain("notes", "folder");
    }

    @Test
    void shouldListNothingWhereThereIsNoDirectory() throws Exception {
        Files.delete(directory);

        assertThat(get("").body()).contains("\"recordings\":[]");
    }

    @Test
    void shouldListAsManyAsItSaysAndCountTheOthers() throws Exception {
        for (int i = 0; i < Archive.MOST_LISTED + 7; i++) {
            Files.writeString(directory.resolve("r" + i + ".twr"), "no recording");
        }

        assertThat(get("").body()).contains("\"more\":7");
    }

    @Test
    void shouldGiveAFileToSave() throws Exception {
        save("r1-a.twr", KNOWN, "stuck", 1_000);

        HttpResponse<String> file = get("/r1-a.twr");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("content-disposition")).hasValue("attachment; filename=\"r1-a.twr\"");
        assertThat(file.body()).startsWith("TWRC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/none.twr",
                "/../secret.twr",
                "/..%2Fsecret.twr",
                "/%2e%2e/secret.twr",
                "/..%5csecret.twr",
                "/.twr",
                "/secret.twr%00.twr",
                "/link.twr",
                "/none.twr/recording",
                "/link.twr/tick?at=1",
                "/r1-a.twr/other",
                "/r1-a.twr/recording/more"
            })
    void shouldGiveNothingElse(String path) throws Exception {
        Path secret = Files.writeString(place.resolve("secret.twr"), "SECRET");
        Files.createSymbolicLink(directory.resolve("link.twr"), secret);
        save("r1-a.twr", KNOWN, "stuck", 1_000);

        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(answer.body()).doesNotContain("SECRET");
    }

    @Test
    void shouldAnswerWithAProblemWhereThereIsNone() throws Exception {
        HttpResponse<String> answer = get("/none.twr");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    @Test
    void shouldPlayARecordingByTheRulesOfItsRooms() throws Exception {
        save("r1-a.twr", KNOWN, "stuck", 1_000);

        assertThat(get("/r1-a.twr/recording").body())
                .contains("\"file\":\"r1-a.twr\"", "\"lastTick\":50", "come out the same again");
        assertThat(get("/r1-a.twr/tick?at=20&table=ships").body()).contains("\"tick\":20", "\"found\":3");
        assertThat(get("/r1-a.twr/tick?at=x").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldPlayOneAfterTheOther() throws Exception {
        for (int i = 0; i < 4; i++) {
            save("r" + i + ".twr", KNOWN, "reason " + i, 1_000);
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(get("/r" + i + ".twr/recording").body()).contains("\"reason\":\"reason " + i + "\"");
            }
        }
    }

    @Test
    void shouldSayWhereToLookAtARecordingOfAnotherGame() throws Exception {
        save("r1-a.twr", "org.example.Chess", "stuck", 1_000);

        HttpResponse<String> answer = get("/r1-a.twr/recording");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("No room type of this server plays org.example.Chess", "./tickwire replay --games=PATH");
    }

    @Test
    void shouldSayThatAFileIsDamaged() throws Exception {
        Files.writeString(directory.resolve("broken.twr"), "no recording");

        HttpResponse<String> answer = get("/broken.twr/recording");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("It is no recording of a room.");
    }

    @Test
    void shouldTellThoseWhoAreNobodyNothing() throws Exception {
        save("r1-a.twr", KNOWN, "stuck", 1_000);
        for (String path : List.of("", "/r1-a.twr", "/r1-a.twr/recording")) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(listener.url() + "/api/v1/recordings" + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("stuck");
        }
    }
}
