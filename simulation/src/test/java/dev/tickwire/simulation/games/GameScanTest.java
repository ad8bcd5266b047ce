package dev.tickwire.simulation.games;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.whiteboard.Whiteboard;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GameScanTest {
    private static final class Careless extends Game {
        static int rounds;
        static final int MOST = 7;
        final Map<String, Integer> prices = new HashMap<>();
        final Helping helping = new Helping();

        @Override
        public void step(Step step) {
            prices.put("sword", MOST + rounds++);
            helping.help();
        }
    }

    private static final class Helping {
        double help() {
            return Math.sin((double) System.nanoTime())
                    + Math.round(Math.sqrt(2))
                    + new Random().nextInt()
                    + Math.pow(2, 3);
        }
    }

    @Test
    void shouldNameWhatGivesAnotherWorldElsewhere() {
        String careless = Careless.class.getName();
        String helping = Helping.class.getName();

        assertThat(GameScan.of(Careless.class))
                .containsExactlyInAnyOrder(
                        careless + ".rounds is static and not final: all rooms share it, and no replay knows it; keep"
                                + " it in a table",
                        careless + " uses java.util.HashMap, whose order differs from run to run: use an array, a"
                                + " LinkedHashMap or a TreeMap",
                        helping + " uses java.lang.Math.sin, whose last bits differ from machine to machine: use Trig",
                        helping + " uses java.lang.Math.pow, whose last bits differ from machine to machine: use + - *"
                                + " / and Math.sqrt",
                        helping + " uses java.lang.Math.round, which rounds otherwise in a browser: use"
                                + " Math.floor(value + 0.5)",
                        helping + " uses java.lang.System.nanoTime, a clock: use step.tick() and step.seconds()",
                        helping + " uses java.util.Random, whose numbers no replay repeats: use step.random()",
                        helping + " uses java.util.Random.nextInt, whose numbers no replay repeats: use"
                                + " step.random()");
    }

    @Test
    void shouldFindNothingInTheSampleGames() {
        assertThat(GameScan.of(Arena.class)).isEmpty();
        assertThat(GameScan.of(Walkers.class)).isEmpty();
        assertThat(GameScan.of(Whiteboard.class)).isEmpty();
    }
}
