package dev.tickwire.simulation.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.world.Simulation;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArenaCapacityTest {
    private static final int PLAYERS = 50;

    @Test
    void shouldStayWithinItsTablesWhenFiftyPlayersFire() {
        Arena arena = new Arena();
        Simulation simulation = new Simulation(arena, 20, 4);
        Random random = new Random(4);
        for (int player = 0; player < PLAYERS; player++) {
            simulation.join(player, "Pilot " + player);
        }
        int mostBullets = 0;
        for (int tick = 0; tick < 2_000; tick++) {
            for (int player = 0; player < PLAYERS; player++) {
                simulation.setInput(player, new int[] {random.nextInt(3) - 1, random.nextInt(2), 1}, 0, 0);
            }
            simulation.step();
            mostBullets = Math.max(mostBullets, arena.bullets.count());
        }
        assertThat(mostBullets).isGreaterThan(PLAYERS);
        assertThat(arena.ships.refusedCount()).isZero();
        assertThat(arena.bullets.refusedCount()).isZero();
        assertThat(arena.asteroids.refusedCount()).isZero();
        assertThat(arena.pickups.refusedCount()).isZero();
        assertThat(arena.hits.refusedCount()).isZero();
        assertThat(arena.kills.refusedCount()).isZero();
        assertThat(arena.breakups.refusedCount()).isZero();
    }
}
