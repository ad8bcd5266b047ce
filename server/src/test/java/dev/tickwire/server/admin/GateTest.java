package dev.tickwire.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.http.Answer;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final String ADA = "a".repeat(32);
    private static final String BOB = "b".repeat(32);

    private static final String PATH = "/api/v1/counters";

    private final Gate local = new Gate(settings(Set.of(), List.of()));
    private final Gate withTokens = new Gate(settings(
            Set.of("ops.example.org"),
            List.of(
                    new AdminSettings.Token(new Operator("ada", Access.OPERATE), ADA),
                    new AdminSettings.Token(new Operator("bob", Access.VIEW), BOB))));

    @ParameterizedTest
    @ValueSource(strings = {"evil.example.org", "evil.example.org:8081", "ops.example.org.evil.test", "", "a b"})
    void shouldNotAnswerToNamesThatSomebodyElseLeadsHere(String host) {
        assertThat(status(withTokens.refusal(PATH, headers(host, null)))).isEqualTo(421);
        assertThat(status(local.refusal(PATH, headers(host, null)))).isEqualTo(421);
    }

    @Test
    void shouldAnswerToTheNamesOfTheConfigAndOfThisMachine() {
        assertThat(withTokens.refusal(PATH, headers("ops.example.org", null))).isNull();
        assertThat(withTokens.refusal(PATH, headers("localhost:8081", null))).isNull();
        assertThat(local.refusal(PATH, headers("127.0.0.1:8081", null))).isNull();
        assertThat(local.refusal(PATH, headers(null, null))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8081, http://127.0.0.1:8080",
        "127.0.0.1:8081, https://evil.example.org",
        "127.0.0.1:8081, null",
        "localhost:8081, http://127.0.0.1:8081",
    })
    void shouldRefusePagesOfOtherOriginsAlsoOfThePlayersPort(String host, String origin) {
        assertThat(status(local.refusal(PATH, headers(host, origin)))).isEqualTo(403);
    }

    @Test
    void shouldRefuseProgramsWithAProblemAndPeopleWithALineOfText() {
        assertThat(local.refusal(PATH, headers("evil.example.org", null)).type())
                .isEqualTo("application/problem+json");
        assertThat(local.refusal("/", headers("evil.example.org", null)).type()).startsWith("text/plain");
        assertThat(Gate.unknown(PATH).type()).isEqualTo("application/problem+json");
        assertThat(Gate.unknown("/metrics").type()).startsWith("text/plain");
    }

    @Test
    void shouldTakeItsOwnPages() {
        assertThat(local.refusal(PATH, headers("127.0.0.1:8081", "http://127.0.0.1:8081")))
                .isNull();
        assertThat(withTokens.refusal(PATH, headers("ops.example.org", "https://ops.example.org")))
                .isNull();
    }

    @Test
    void shouldLetEverybodyOnThisMachineActWhereThereAreNoTokens() {
        assertThat(local.operator(null)).isEqualTo(new Operator("local", Access.OPERATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer cccccccccccccccccccccccccccccccc", "Basic YTph"})
    void shouldKnowNobodyWithoutATokenOfTheConfig(String authorization) {
        assertThat(withTokens.operator(authorization)).isNull();
        assertThat(withTokens.operator(null)).isNull();
    }

    @Test
    void shouldKnowOperatorsByTheirTokens() {
        assertThat(withTokens.operator("Bearer " + ADA)).isEqualTo(new Operator("ada", Access.OPERATE));
        assertThat(withTokens.operator("Bearer " + BOB)).isEqualTo(new Operator("bob", Access.VIEW));
    }

    private static AdminSettings settings(Set<String> hosts, List<AdminSettings.Token> tokens) {
        return new AdminSettings("127.0.0.1", 0, false, hosts, tokens, null, null, null, null);
    }

    private static HttpFields headers(String host, String origin) {
        HttpFields.Mutable headers = HttpFields.build();
        if (host != null) {
            headers.put("Host", host);
        }
        if (origin != null) {
            headers.put("Origin", origin);
        }
        return headers;
    }

    private static int status(Answer answer) {
        return answer == null ? 200 : answer.status();
    }
}
