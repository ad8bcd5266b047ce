package dev.tickwire.server.api;

import static dev.tickwire.server.api.ApiDriver.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.metrics.Counter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask for what takes a secret. */
class ApiSecretsTest {
    private static final String SECRET = "a secret of thirty-two characters";
    private static final int WRONG_AT_ONCE = 20;

    private final ApiDriver api = ApiDriver.of(new PlayersApi(TestSaves.NONE, SECRET));

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a secret of thirty-two character", "a secret of thirty-two characters0", "ä"})
    void shouldRefuseAWrongSecret(String secret) {
        assertProblem(api.with(secret).get("players/u1"), 401, "Send saves.secret");
        assertProblem(api.with(null).get("players/u1"), 401, "Send saves.secret");
        assertThat(api.counters.get(Counter.SECRETS_REFUSED)).isEqualTo(2);
    }

    @Test
    void shouldTakeNoSecretWhereThereIsNone() {
        ApiDriver bare = ApiDriver.of(new PlayersApi(TestSaves.NONE, ""));
        assertProblem(bare.with("").get("players/u1"), 404, "no such address");
    }

    @Test
    void shouldRefuseTheRightSecretToAnAddressThatTriesToFindIt() {
        ApiDriver trying = api.from("192.0.2.1");
        for (int i = 0; i < WRONG_AT_ONCE; i++) {
            assertProblem(trying.with("wrong").get("players/u1"), 401, "Send saves.secret");
        }

        assertProblem(trying.with("wrong").get("players/u1"), 429, "Too many wrong secrets");
        assertProblem(trying.with(SECRET).get("players/u1"), 429, "Too many wrong secrets");
        assertThat(api.counters.get(Counter.SECRETS_TOO_MANY)).isEqualTo(2);
        assertThat(api.from("192.0.2.2").with(SECRET).get("players/u1").status())
                .as("of another address")
                .isNotEqualTo(429);
    }

    @Test
    void shouldNotCountTheRightSecret() {
        for (int i = 0; i < 3 * WRONG_AT_ONCE; i++) {
            assertThat(api.with(SECRET).get("players/u1").status()).isNotEqualTo(429);
        }
    }

    @Test
    void shouldLimitThisMachineToo() {
        for (int i = 0; i < WRONG_AT_ONCE; i++) {
            api.with("wrong").get("players/u1");
        }
        assertProblem(api.with(SECRET).get("players/u1"), 429, "Too many wrong secrets");
    }
}
