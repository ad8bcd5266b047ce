package dev.tickwire.server;

import static dev.tickwire.server.fixture.Operators.ADA;
import static dev.tickwire.server.fixture.Operators.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.Operators;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators are shown, over real sockets. */
class ConsoleShowsIT {
    private static Operators operators;

    @BeforeAll
    static void start() {
        operators = Operators.start();
    }

    @AfterAll
    static void stop() {
        operators.close();
    }

    @Test
    void shouldTellWhatHoldsAndWhatIsOfTheConsole() throws Exception {
        assertThat(operators.get("/api/v1/config", "wrong").statusCode()).isEqualTo(401);

        operators.post(
                "adjust", ADA, "{\"type\": \"regatta\", \"lagCompensation\": 250, \"tunables\": {\"gulls\": 9}}");
        String told = operators.get("/api/v1/config", BOB).body();
        operators.post("reset", ADA, "{\"type\": \"regatta\"}");

        assertThat(told)
                .contains(
                        "{\"from\":\"console\",\"setting\":\"roomTypes.regatta.lagCompensation\",\"value\":\"250ms\"}")
                .contains("{\"from\":\"console\",\"setting\":\"roomTypes.regatta.tunables.gulls\",\"value\":\"9\"}")
                .contains("{\"from\":\"default\",\"setting\":\"limits.rooms\",\"value\":\"1000\"}")
                .contains("\"setting\":\"admin.tokens.ada.secret\",\"value\":\"(secret)\"")
                .doesNotContain(ADA, BOB);
        assertThat(operators.get("/api/v1/config", BOB).body()).doesNotContain("\"console\"");
    }

    @Test
    void shouldShowTheServerAndARoomFromInside() throws Exception {
        try (Browser player = Browser.joined(operators.server(), "Ada");
                Looker looker = new Looker(operators.server().adminUri())) {
            player.awaitSnapshots(3);
            looker.send("{\"token\": \"" + BOB + "\"}");
            Map<String, Object> shown = looker.awaitThat("server", one -> number(one, "players") >= 1);
            assertThat(shown).containsKeys("loops", "perSecond", "stepMillis", "bytesPerSecond");
            Map<?, ?> listed = (Map<?, ?>) ((List<?>) shown.get("list")).get(0);
            String id = String.valueOf(listed.get("id"));

            looker.send("{\"watch\": \"room\", \"room\": \"" + id + "\", \"table\": \"boats\"}");

            Map<String, Object> inside = looker.awaitThat("room", one -> one.containsKey("tables"));
            assertThat(String.valueOf(inside.get("tables"))).contains("luck").contains("hidden");
            Map<?, ?> world = (Map<?, ?>) inside.get("world");
            Map<?, ?> rows = (Map<?, ?>) world.get("rows");
            assertThat(String.valueOf(rows.get("page"))).contains("Ada");
            assertThat(String.valueOf(inside.get("people"))).contains("name=Ada");
            assertThat(String.valueOf(inside.get("adjustable")))
                    .contains("path=tickRateHz", "path=lagCompensation", "path=tunables.gulls");

            Map<String, Object> counted = looker.awaitThat("room", one -> !((List<?>) one.get("bytes")).isEmpty());
            assertThat(String.valueOf(counted.get("bytes"))).contains("kind=column", "name=gulls", "column=x");
            looker.awaitThat("room", one -> String.valueOf(one.get("coarser")).contains("name=gulls"));

            looker.send("{\"watch\": \"room\", \"room\": \"" + id + "\", \"bytesOf\": 0, \"beside\": \"" + id + "\"}");
            looker.awaitThat("room", one -> one.containsKey("bytesOf") && !((List<?>) one.get("bytes")).isEmpty());
            looker.awaitThat(
                    "beside",
                    one -> one.containsKey("adjustable") && !one.containsKey("people") && !one.containsKey("world"));

            looker.send(
                    "{\"watch\": \"room\", \"room\": \"" + id + "\", \"table\": \"boats\", \"search\": \"nobody\"}");
            looker.awaitThat("room", one -> String.valueOf(one.get("world")).contains("found=0"));

            player.send(ClientFrame.newBuilder().setChat("ahoy"));
            looker.awaitThat("room", one -> String.valueOf(one.get("chats")).contains("name=Ada, text=ahoy"));

            looker.send("{\"watch\": \"room\", \"room\": \"gone-1\"}");
            looker.awaitThat("room", one -> "gone".equals(one.get("state")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"token\": \"cccccccccccccccccccccccccccccccc\"}", "{\"watch\": \"server\"}", "[", ""})
    void shouldShowNothingToThoseWithoutAToken(String first) throws Exception {
        try (Looker looker = new Looker(operators.server().adminUri())) {
            looker.send(first);
            assertThat(looker.awaitClose()).isEqualTo(1008);
            assertThat(looker.messages).isEmpty();
        }
    }

    private static double number(Map<String, Object> of, String key) {
        return ((Number) of.get(key)).doubleValue();
    }

    /** A console without a page. */
    private static final class Looker implements WebSocket.Listener, AutoCloseable {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;

        Looker(URI admin) {
            URI address = URI.create("ws://" + admin.getAuthority() + "/live");
            socket =
                    Browser.HTTP.newWebSocketBuilder().buildAsync(address, this).join();
        }

        void send(String text) {
            socket.sendText(text, true).join();
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> awaitThat(String key, Predicate<Map<String, Object>> wanted) throws Exception {
            for (int i = 0; i < 200; i++) {
                String message = messages.poll(20, TimeUnit.SECONDS);
                assertThat(message).as("a message with " + key).isNotNull();
                Object value = JSONObjectUtils.parse(message).get(key);
                if (value != null && wanted.test((Map<String, Object>) value)) {
                    return (Map<String, Object>) value;
                }
            }
            throw new AssertionError("it was not shown");
        }

        int awaitClose() throws Exception {
            Integer code = closes.poll(20, TimeUnit.SECONDS);
            return code == null ? -1 : code;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closes.add(code);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
