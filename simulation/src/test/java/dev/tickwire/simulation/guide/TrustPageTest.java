package dev.tickwire.simulation.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.kit.Match;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The game on the page about claims does what the page says. */
class TrustPageTest {
    @Test
    void shouldGiveRulesTheClaimsOfAPlayer(@TempDir Path folder) throws Exception {
        String source = Pattern.compile("```java\n(public final class Club .*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/trust.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .orElseThrow();
        Match match = Match.of(new JavaFolder(folder)
                .compile("Club", "import dev.tickwire.simulation.world.*;\n" + source)
                .game("Club"));
        int ada = match.join("Ada", "u1", Map.of("account", Map.of("level", 12, "team", "blue")));
        int guest = match.join("Guest");
        match.run(1);

        assertThat(match.table("members").row(ada).raw("hull")).isEqualTo(112);
        assertThat(match.table("account").row(ada).label("team")).isEqualTo("blue");
        assertThat(match.table("members").row(guest).raw("hull")).isEqualTo(101);
        assertThat(match.table("account").row(guest).label("team")).isEqualTo("blue");
        match.assertDeterministic();
        assertThat(match.warnings()).isEmpty();
    }
}
