package dev.tickwire.simulation.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The modules that the build has made. */
class ModulesIT {
    private static final int MOST_BYTES_GZIPPED = 30_000;

    @Test
    void shouldBeThoseOfTheSampleGames() throws IOException {
        assertThat(Node.modules())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(SampleGame.values())
                        .map(SampleGame::module)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeSmall(SampleGame game) throws IOException {
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzipped)) {
            Files.copy(Node.module(game.module()), out);
        }
        assertThat(gzipped.size())
                .as(
                        "bytes of %s, gzipped; a number or a list that is made text, as in an exception's message, adds 12,000",
                        game)
                .isLessThan(MOST_BYTES_GZIPPED);
    }
}
