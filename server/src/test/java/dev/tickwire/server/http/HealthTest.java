package dev.tickwire.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final List<String> problems = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
    private final Health health = new Health(() -> problems, () -> obstacles);

    @Test
    void shouldBeAliveAndReadyWhileNothingIsWrong() {
        assertThat(health.alive()).isEqualTo(Answer.text(200, "alive"));
        assertThat(health.ready()).isEqualTo(Answer.text(200, "accepting players"));
    }

    @Test
    void shouldSayEachProblemOnALine() {
        problems.add("Loop 1 is stuck.");
        problems.add("Loop 2 is stuck.");

        assertThat(health.alive().status()).isEqualTo(503);
        assertThat(health.alive().body()).isEqualTo("Loop 1 is stuck.\nLoop 2 is stuck.\n");
        assertThat(health.ready().status()).isEqualTo(200);
    }

    @Test
    void shouldSayWhyNobodyCanJoin() {
        obstacles.add("The server is stopping.");

        assertThat(health.ready().status()).isEqualTo(503);
        assertThat(health.ready().body()).isEqualTo("The server is stopping.\n");
        assertThat(health.alive().status()).isEqualTo(200);
    }
}
