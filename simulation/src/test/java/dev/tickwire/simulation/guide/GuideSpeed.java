package dev.tickwire.simulation.guide;

import dev.tickwire.simulation.kit.Match;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Prints how many steps per second the guide's game makes with four players: in a test's match, and in a room. */
public final class GuideSpeed {
    private static final int PLAYERS = 4;
    private static final int STEPS = 200_000;
    private static final int ROUNDS = 5;

    private GuideSpeed() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("tickwire-guide");
        new Guide(folder).load("Coins");
        Supplier<Game> coins = new JavaFolder(folder).game("Coins");
        Match match = Match.of(coins).players(PLAYERS);
        Simulation room = new Simulation(coins.get(), 20, 1);
        for (int player = 0; player < PLAYERS; player++) {
            room.join(player, "Player " + player);
        }
        for (int round = 0; round < ROUNDS; round++) {
            int way = round % 2 * 2 - 1;
            for (int player = 0; player < PLAYERS; player++) {
                match.input(player).set(player % 2 == 0 ? "right" : "down", way);
                room.setInput(player, player % 2 == 0 ? new int[] {way, 0} : new int[] {0, way}, 0, 0);
            }
            System.out.printf("match: %,.0f steps/s%n", stepsPerSecond(match::run));
            System.out.printf(
                    "room:  %,.0f steps/s%n",
                    stepsPerSecond(steps -> {
                        for (int i = 0; i < steps; i++) {
                            room.step();
                        }
                    }));
        }
    }

    private static double stepsPerSecond(IntConsumer run) {
        long start = System.nanoTime();
        run.accept(STEPS);
        return STEPS / ((System.nanoTime() - start) / 1e9);
    }
}
