package dev.tickwire.server;

import static dev.tickwire.server.fixture.Operators.ADA;
import static dev.tickwire.server.fixture.Operators.BOB;
import static dev.tickwire.server.fixture.Operators.detail;
import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.typesafe.config.ConfigUtil;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.Operators;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of rooms that are kept, and do with them, over real sockets. */
class KeptRoomsApiIT {
    @TempDir
    private Path folder;

    private Operators operators;

    @BeforeEach
    void start() {
        operators = Operators.start(
                "admin.auditLog="
                        + ConfigUtil.quoteString(folder.resolve("audit.log").toString()),
                "store.directory="
                        + ConfigUtil.quoteString(folder.resolve("rooms").toString()),
                "roomTypeDefaults.keep=checkpoint",
                "roomTypeDefaults.emptyRoomTimeout=never");
    }

    @AfterEach
    void stop() {
        operators.close();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> listed(String id) throws Exception {
        String json = operators.get("/api/v1/kept-rooms", BOB).body();
        return ((List<?>) JSONObjectUtils.parse(json).get("rooms"))
                .stream()
                        .map(one -> (Map<String, Object>) one)
                        .filter(one -> id.equals(one.get("id")))
                        .findFirst()
                        .orElse(Map.of());
    }

    private HttpResponse<String> delete(String id) throws Exception {
        return operators.post("kept-rooms/delete", ADA, "{\"room\": \"" + id + "\", \"why\": \"full\"}");
    }

    /** A room that was put aside; its id. */
    private String asleep() throws Exception {
        String id;
        try (Browser ada = Browser.joined(operators.server(), "Ada")) {
            id = ada.room();
            patiently().until(() -> !listed(id).isEmpty());
            assertThat(listed(id)).containsEntry("state", "open").containsEntry("seats", 1L);
            HttpResponse<String> refused = delete(id);
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(detail(refused)).isEqualTo("Room " + id + " is open: close it, and it is kept no longer.");
            ada.leave();
        }
        patiently().until(() -> operators.server().server().rooms().list().isEmpty());
        patiently().until(() -> "asleep".equals(listed(id).get("state")));
        return id;
    }

    @Test
    void shouldListExportAndDeleteARoomThatIsAsleep() throws Exception {
        String id = asleep();
        assertThat(listed(id))
                .containsEntry("type", "regatta")
                .containsEntry("seats", 0L)
                .containsKeys("game", "bytes", "written");

        HttpResponse<byte[]> file = file(id, ADA);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"" + id + ".twr\"");
        assertThat(Recording.parse(file.body()).head().getRoom()).isEqualTo(id);
        assertThat(file(id, BOB).statusCode()).as("it has what opens seats").isEqualTo(403);
        assertThat(file("../audit", ADA).statusCode()).isEqualTo(404);

        patiently().until(() -> delete(id).statusCode() == 200);
        HttpResponse<String> again = delete(id);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(detail(again)).isEqualTo("No room " + id + " is kept.");
        assertThat(Files.readAllLines(folder.resolve("audit.log")))
                .hasSize(2)
                .anyMatch(line -> line.contains("\"what\":\"export\"") && line.contains(id))
                .anyMatch(line -> line.contains("\"details\":{\"why\":\"full\"}") && line.contains("delete"));
        try (Browser late = Browser.connect(operators.server())) {
            late.join(Join.newBuilder().setRoom(id));
            late.assertClosed(DisconnectReason.UNKNOWN_ROOM);
        }
    }

    private HttpResponse<byte[]> file(String id, String token) throws Exception {
        return Browser.HTTP.send(
                HttpRequest.newBuilder(operators.server().adminUri().resolve("/api/v1/kept-rooms/recording?room=" + id))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
