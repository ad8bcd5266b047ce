package dev.tickwire.simulation.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.state.TableType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same match on the JVM and in JavaScript has the same state, to the last bit. */
class LockstepIT {
    private static final int TICKS = 10_000;
    private static final int FIRST_OTHER_INPUT = 5_001;
    private static final int END_OF_OTHERS = 5_500;
    private static final long SCRIPT_SEED = 3;
    /** Takes more than 32 bits. */
    private static final long WORLD_SEED = 0x1234_5678_9ABC_DEF0L;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void shouldHaveTheSameStateInJavaScriptAsOnTheJvm(SampleGame game) throws Exception {
        MatchScript script = new MatchScript(game.schema(), TICKS, SCRIPT_SEED);
        List<String> here = new Match(game.start(), WORLD_SEED).play(script.lines, TICKS);
        List<String> there = playInNode(game, script.lines, TICKS);

        assertThat(firstDifference(game, here, there)).isEmpty();
        assertThat(there).hasSize(TICKS / Match.TICKS_PER_LINE);
    }

    @Test
    void shouldHaveAnotherStateOnceInputsDiffer() throws Exception {
        SampleGame game = SampleGame.ARENA;
        MatchScript script = new MatchScript(game.schema(), END_OF_OTHERS, SCRIPT_SEED);
        List<String> here = new Match(game.start(), WORLD_SEED).play(script.lines, END_OF_OTHERS);
        List<String> there =
                playInNode(game, script.withOtherInputs(FIRST_OTHER_INPUT, FIRST_OTHER_INPUT + 10), END_OF_OTHERS);

        int same = FIRST_OTHER_INPUT / Match.TICKS_PER_LINE;
        assertThat(firstDifference(game, here, there)).startsWith("arena at tick 5100: another state, in ships");
        assertThat(there.subList(same, there.size())).doesNotContainAnyElementsOf(here.subList(same, here.size()));
    }

    private List<String> playInNode(SampleGame game, List<String> script, int ticks)
            throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("script.txt"), script);
        return new Node(folder)
                .run(
                        "match.mjs",
                        game.module(),
                        file,
                        Match.TICK_RATE_HZ,
                        WORLD_SEED,
                        Match.MOST_VIEW_AGO,
                        ticks,
                        Match.TICKS_PER_LINE);
    }

    /** Where two matches differ first: game, tick and tables; empty if they do not. */
    private static String firstDifference(SampleGame game, List<String> here, List<String> there) {
        for (int i = 0; i < here.size(); i++) {
            if (!here.get(i).equals(there.get(i))) {
                String[] expected = here.get(i).split(" ");
                String[] actual = there.get(i).split(" ");
                return game.module() + " at tick " + expected[0] + ": another state, in "
                        + String.join(", ", differentTables(game, expected, actual));
            }
        }
        return "";
    }

    private static List<String> differentTables(SampleGame game, String[] expected, String[] actual) {
        List<TableType> tables = game.schema().tables();
        List<String> different = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            if (!expected[2 + i].equals(actual[2 + i])) {
                different.add(tables.get(i).name());
            }
        }
        return different.isEmpty() ? List.of("no table, but inputs, names or the generator") : different;
    }
}
