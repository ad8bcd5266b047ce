package dev.tickwire.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DisconnectReasonTest {
    private static final Pattern ROW = Pattern.compile("\\| (\\d{4}) \\| `(\\w+)` \\| (.+) \\|");

    @Test
    void shouldFitInACloseFrame() {
        assertThat(DisconnectReason.values())
                .allSatisfy(reason -> assertThat(reason.sentence().getBytes(StandardCharsets.UTF_8))
                        .hasSizeBetween(1, 122));
    }

    @Test
    void shouldHaveACodeOfItsOwnThatAServerMaySend() {
        assertThat(Stream.of(DisconnectReason.values()).map(DisconnectReason::closeCode))
                .doesNotHaveDuplicates()
                .doesNotContain(1004, 1005, 1006, 1015)
                .allMatch(code -> (code >= 1000 && code <= 1011) || (code >= 4000 && code <= 4999));
    }

    @Test
    void shouldBeListedInTheProtocolAsItIs() throws IOException {
        List<String> documented = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("PROTOCOL.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                documented.add(row.group(1) + " " + row.group(2) + " " + row.group(3));
            }
        }
        assertThat(Stream.of(DisconnectReason.values())
                        .map(reason -> reason.closeCode() + " " + reason.name() + " " + reason.sentence()))
                .containsExactlyElementsOf(documented);
    }
}
