package dev.tickwire.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.log.Failures;
import org.junit.jupiter.api.Test;

class ActionsApiTest {
    @Test
    void shouldAnswerAndLogABugOfAnAct() {
        try (LogLines log = new LogLines(Failures.class.getName())) {
            Answer answer = ActionsApi.answer(
                    (operator, body) -> {
                        throw new IllegalStateException("a bug");
                    },
                    Operator.LOCAL,
                    "{}");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.type()).isEqualTo("application/problem+json");
            assertThat(log.take()).singleElement().asString().contains("a bug in the server");
        }
    }
}
