package dev.tickwire.server.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.world.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBackendTest {
    private static final String SECRET = "correct horse battery";

    private final ManualAgenda agenda = new ManualAgenda();
    private final Counters counters = new Counters();
    private final List<Post> posts = new ArrayList<>();
    private final HttpBackend backend = new HttpBackend(
            "room type regatta",
            new BackendSettings("http://localhost/", SECRET, "", 10_000, 2, 64),
            (body, id, signature) -> {
                Post post = new Post(body, id, signature, new CompletableFuture<>());
                posts.add(post);
                return post.reply;
            },
            agenda,
            () -> 1_700_000_000,
            () -> 0,
            counters);

    private record Post(String body, String id, String signature, CompletableFuture<Exchange.Reply> reply) {
        void answer(int status, String text) {
            reply.complete(new Exchange.Reply(status, text));
        }
    }

    private CompletableFuture<BackendAnswer> send(int number) {
        return backend.send(new BackendRequest(
                        "r-" + number,
                        "r",
                        "regatta",
                        "results",
                        Map.of("winner", "Swift \"7\"\n"),
                        List.of(new BackendRequest.Seated(3, "Ada"))))
                .toCompletableFuture();
    }

    private Post last() {
        return posts.get(posts.size() - 1);
    }

    private void answerLast(int status, String text) {
        last().answer(status, text);
        agenda.pass(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 599, 408, 425, 429})
    void shouldTryAgainLaterEachTimeAndGiveUpInTheEnd(int status) {
        CompletableFuture<BackendAnswer> answer = send(1);
        answerLast(status, "");
        agenda.pass(999);
        assertThat(posts).hasSize(1);
        agenda.pass(1);
        assertThat(posts).hasSize(2);
        answerLast(status, "");
        agenda.pass(1_999);
        assertThat(posts).hasSize(2);
        agenda.pass(1);
        assertThat(posts).hasSize(3).extracting(Post::id).containsOnly("r-1");
        assertThat(answer).isNotDone();
        answerLast(status, "");
        assertThat(answer.join()).isEqualTo(BackendAnswer.failed(Outcome.GAVE_UP));
        agenda.pass(100_000);
        assertThat(posts).hasSize(3);
        assertThat(counters.get(Counter.REQUESTS_RETRIED)).isEqualTo(2);
    }

    @Test
    void shouldCancelATryThatTakesTooLongAndTakeTheAnswerOfTheNextOne() {
        CompletableFuture<BackendAnswer> answer = send(1);
        agenda.pass(9_999);
        assertThat(last().reply).isNotDone();
        agenda.pass(1);
        assertThat(last().reply).isCancelled();
        agenda.pass(1_000);
        assertThat(posts).hasSize(2);
        posts.get(0).answer(200, "{\"rating\": 1}");
        answerLast(200, "{\"rating\": 2}");
        assertThat(answer.join()).isEqualTo(BackendAnswer.of(Map.of("rating", 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 302, 400, 401, 404, 422})
    void shouldNotTryAgainWhatIsRefused(int status) {
        CompletableFuture<BackendAnswer> answer = send(1);
        answerLast(status, "{\"rating\": 1}");
        assertThat(answer.join()).isEqualTo(BackendAnswer.failed(Outcome.REFUSED));
        agenda.pass(100_000);
        assertThat(posts).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "[1]", "{\"rating\":", "<html></html>", "12"})
    void shouldTakeWhatIsNoJsonObjectForNonsense(String text) {
        CompletableFuture<BackendAnswer> answer = send(1);
        answerLast(200, text);
        assertThat(answer.join()).isEqualTo(BackendAnswer.failed(Outcome.NONSENSE));
    }

    @Test
    void shouldTakeWhatIsNestedWithoutEndForNonsense() {
        CompletableFuture<BackendAnswer> answer = send(1);
        answerLast(200, "{\"a\":" + "[".repeat(Exchange.MOST_BYTES));
        assertThat(answer.join()).isEqualTo(BackendAnswer.failed(Outcome.NONSENSE));
    }

    @Test
    void shouldNotTakeAnAnswerForConfigThatReadsTheServersEnvironment() {
        CompletableFuture<BackendAnswer> answer = send(1);
        answerLast(200, "{\"rating\": \"${PATH}\", \"a.b\": 1, \"include\": \"/etc/passwd\"}");
        assertThat(answer.join().values().get("rating")).isEqualTo("${PATH}");
        assertThat(answer.join().values().get("include")).isEqualTo("/etc/passwd");
        assertThat(answer.join().values().get("a.b")).isEqualTo(1);
    }

    @Test
    void shouldHaveAFewUnderWayAtATimeAndSendTheOthersInTheirOrder() {
        for (int i = 1; i <= HttpBackend.MOST_AT_ONCE + 2; i++) {
            var unused = send(i);
        }
        assertThat(posts).hasSize(HttpBackend.MOST_AT_ONCE);
        posts.get(5).answer(200, "{}");
        agenda.pass(0);
        assertThat(last().id()).isEqualTo("r-" + (HttpBackend.MOST_AT_ONCE + 1));
        answerLast(404, "");
        assertThat(last().id()).isEqualTo("r-" + (HttpBackend.MOST_AT_ONCE + 2));
    }

    @Test
    void shouldSignTimeAndBodySoThatOneWithTheSecretCanTell() {
        var unused = send(1);
        assertThat(last().body())
                .contains("\"id\":\"r-1\"", "\"kind\":\"results\"", "\"roomType\":\"regatta\"")
                .contains("\"request\":{\"winner\":\"Swift \\\"7\\\"\\n\"}")
                .contains("\"players\":[{\"name\":\"Ada\",\"number\":3}]");
        assertThat(last().signature())
                .isEqualTo(new Signature(SECRET).of(1_700_000_000, last().body()))
                .matches("t=1700000000,v1=[0-9a-f]{64}");
        assertThat(new Signature("another secret 12").of(1_700_000_000, last().body()))
                .isNotEqualTo(last().signature());
        assertThat(new Signature(SECRET).of(1_700_000_001, last().body())).isNotEqualTo(last().signature());
        // As another implementation of HMAC-SHA256 has it.
        assertThat(new Signature("key").of(1, "{}"))
                .isEqualTo("t=1,v1=1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224");
    }

    @Test
    void shouldNotWaitForLongBetweenTriesWhenTheServerStops() {
        var unused = send(1);
        answerLast(500, "");
        backend.hurry();
        assertThat(posts).hasSize(2);
        answerLast(500, "");
        agenda.pass(1_000);
        assertThat(posts).hasSize(3);
    }

    @Test
    void shouldShowTheSecretToNobody() {
        assertThat(new BackendSettings("http://localhost/", SECRET, "", 1, 2, 3).toString())
                .doesNotContain(SECRET)
                .contains("http://localhost/");
    }
}
