package dev.tickwire.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** Settings that a config may not have. */
final class Refusals {
    /** The secret that settings of tests have in them. */
    static final String SECRET_BEGIN = "hunter22";

    private Refusals() {}

    /** A line is refused with one sentence, which has no secret in it. */
    static void assertRefused(String line, String sentence) {
        InvalidConfigException refused = catchThrowableOfType(
                InvalidConfigException.class, () -> ConfigReader.read(null, List.of(line), List.of(), List.of()));

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains(sentence)
                .doesNotContain(SECRET_BEGIN);
    }
}
