package dev.tickwire.server.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.RequestType;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests over real sockets, to a server that misbehaves. */
class RealBackendTest {
    private static final String SECRET = "correct horse battery";
    private static final List<RequestType> KINDS = List.of(new RequestType(
            new TableType("results", 8, List.of(ColumnType.text("winner"))),
            new TableType("results", 8, List.of(ColumnType.integer("rating", 0, 4000)))));

    private final Counters counters = new Counters();
    private final Backends backends = new Backends(counters);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    /** How many times each id was posted. */
    private final Map<String, AtomicInteger> posts = new ConcurrentHashMap<>();

    private final Map<String, String> wronglySigned = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        testIsOver.countDown();
        server.stop(0);
        threads.shutdownNow();
        backends.close(0);
    }

    /** Does what the winner of a request is called. */
    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String signature = exchange.getRequestHeaders().getFirst("Tickwire-Signature");
        long seconds = Long.parseLong(signature.substring(2, signature.indexOf(',')));
        if (!new Signature(SECRET).of(seconds, body).equals(signature)) {
            wronglySigned.put(id, signature);
        }
        int times = posts.computeIfAbsent(id, first -> new AtomicInteger()).incrementAndGet();
        if (body.contains("\"down at first\"") && times == 1) {
            exchange.close();
        } else if (body.contains("\"slow\"") && times == 1) {
            hang();
        } else if (body.contains("\"drips\"") && times == 1) {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            hang();
        } else if (body.contains("\"endless\"")) {
            answer(exchange, 200, "{\"rating\":" + " ".repeat(2 * Exchange.MOST_BYTES) + "1}");
        } else if (body.contains("\"elsewhere\"")) {
            exchange.getResponseHeaders().set("Location", "/other");
            answer(exchange, 307, "");
        } else {
            answer(exchange, 200, body.contains("\"nonsense\"") ? "<html>" : "{\"rating\":" + times + "}");
        }
    }

    private void hang() throws IOException {
        try {
            testIsOver.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Outbox outbox(String room, int port) {
        String url = "http://127.0.0.1:" + port + "/results";
        return backends.outbox(room, "arena", KINDS, new BackendSettings(url, SECRET, "", 3_000, 1, 64));
    }

    private static Answered ask(Outbox outbox, int number, String winner) {
        outbox.offer(0, number, new int[0], new String[] {winner}, List.of());
        return await().until(() -> outbox.poll(0), answered -> answered != null);
    }

    @Test
    void shouldAnswerEachRequestOnceWhateverTheBackendDoes() {
        Outbox outbox = outbox("a", server.getAddress().getPort());
        List<String> winners =
                List.of("well", "down at first", "slow", "drips", "nonsense", "endless", "elsewhere", "well");
        for (int i = 0; i < winners.size(); i++) {
            outbox.offer(0, i + 1, new int[0], new String[] {winners.get(i)}, List.of());
        }
        List<Answered> answers = new ArrayList<>();
        await().until(() -> {
            for (Answered next = outbox.poll(0); next != null; next = outbox.poll(0)) {
                answers.add(next);
            }
            return answers.size() == winners.size();
        });

        Map<Integer, String> said = new java.util.TreeMap<>();
        answers.forEach(one -> said.put(
                one.request(), one.outcome() + (one.outcome() == Outcome.ANSWERED ? " " + one.raws()[0] : "")));
        assertThat(said)
                .isEqualTo(Map.of(
                        1, "ANSWERED 1",
                        2, "ANSWERED 2",
                        3, "ANSWERED 2",
                        4, "ANSWERED 2",
                        5, "NONSENSE",
                        6, "GAVE_UP",
                        7, "REFUSED",
                        8, "ANSWERED 1"));
        assertThat(wronglySigned).isEmpty();
        assertThat(posts.get("a-7")).hasValue(1);
        assertThat(outbox.poll(0)).isNull();
    }

    @Test
    void shouldNotKeepOtherBackendsWaitingForOneThatIsDown() {
        int closed = server.getAddress().getPort();
        Outbox down = outbox("down", 1);
        for (int i = 1; i <= 64; i++) {
            down.offer(0, i, new int[0], new String[] {"anybody"}, List.of());
        }
        Answered answered = ask(outbox("up", closed), 1, "well");
        assertThat(answered.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(counters.get(Counter.REQUESTS_FAILED)).isZero();
    }

    @Test
    void shouldWaitForTheLastAnswersWhenTheServerStopsAndCountThoseThatAreLost() {
        Outbox outbox = outbox("a", server.getAddress().getPort());
        outbox.offer(0, 1, new int[0], new String[] {"well"}, List.of());
        backends.close(60_000);
        assertThat(counters.get(Counter.REQUESTS_ANSWERED)).isEqualTo(1);
        outbox.offer(0, 2, new int[0], new String[] {"well"}, List.of());
        backends.close(0);
        assertThat(counters.get(Counter.REQUESTS_LOST)).isEqualTo(1);
    }

    @Test
    void shouldTakeAClassThatThrowsBlocksOrAnswersTwiceForWhatItIs() {
        Outbox outbox =
                backends.outbox("a", "arena", KINDS, new BackendSettings("", "", Moody.class.getName(), 200, 8, 64));
        assertThat(ask(outbox, 1, "throws").outcome()).isEqualTo(Outcome.GAVE_UP);
        assertThat(ask(outbox, 2, "well").raws()).containsExactly(12);
        assertThat(ask(outbox, 3, "blocks").outcome()).isEqualTo(Outcome.GAVE_UP);
        assertThat(outbox.poll(0)).isNull();
        Moody.GO_ON.countDown();
    }

    /** A backend of an author's own. */
    public static final class Moody implements Backend {
        private static final CountDownLatch GO_ON = new CountDownLatch(1);

        @Override
        public java.util.concurrent.CompletionStage<BackendAnswer> send(BackendRequest request) throws Exception {
            Object winner = request.values().get("winner");
            if ("throws".equals(winner)) {
                throw new Exception("moody");
            }
            if ("blocks".equals(winner)) {
                GO_ON.await();
            }
            return java.util.concurrent.CompletableFuture.completedFuture(BackendAnswer.of(Map.of("rating", 12)));
        }
    }
}
