package dev.tickwire.simulation.kit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.arena.Arena;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The kit with the rules that the build has compiled to JavaScript. */
class JavaScriptRunIT {
    private static final Path RULES = Path.of("target/rules");

    private static Match arena() {
        Match match =
                Match.of(Arena::new).players(3).seed(0x1234_5678_9ABC_DEF0L).tickRate(30);
        match.tunables(Map.of("topSpeed", 400.0));
        match.input(0).set("turn", 1).set("thrust", true);
        match.input(1).set("fire", true);
        match.run(100);
        match.leave(2);
        match.join("Zoë Ångström");
        return match.run(100);
    }

    @Test
    void shouldFindTheSameMatchInJavaScript() {
        arena().rules(RULES.resolve("arena.js")).assertDeterministic();
    }

    @Test
    void shouldSayWhereJavaScriptDiffers() {
        assertThatThrownBy(() -> arena().rules(RULES.resolve("whiteboard.js")).assertDeterministic())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed in Node");
        Match other = Match.of(Arena::new).players(1).run(5).rules(RULES.resolve("walkers.js"));
        assertThatThrownBy(other::assertDeterministic)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("at tick 1, ")
                .hasMessageContaining("in JavaScript");
    }
}
