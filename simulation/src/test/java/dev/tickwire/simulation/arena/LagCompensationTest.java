package dev.tickwire.simulation.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.world.Past;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shots at ships that cross, from players who see them as they were a while ago. */
class LagCompensationTest {
    private static final int SHOOTER = 0;
    private static final int TARGET = 1;
    private static final int TICK_RATE = 20;
    private static final double BULLET_SPEED = 620;
    /** A third of a second: 200 ms of round trip, and what is drawn late. */
    private static final int SEEN_AGO = 7 * Past.PARTS_PER_TICK + 5;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    /**
     * Aims where the target will cross the bullet's way on the shooter's screen; whether the shot took something from
     * its hull. Restored: the simulation is saved and restored just before the shot.
     */
    private boolean hits(int mostViewAgo, boolean isRestored) {
        ArenaRig rig = new ArenaRig(TICK_RATE);
        rig.simulation.setMostViewAgo(mostViewAgo);
        Ships ships = rig.ships;
        int shooter = rig.ship(SHOOTER, 1200, 1200);
        double distance = 120 + random.nextDouble() * 300;
        double speed = (150 + random.nextDouble() * 150) * (random.nextBoolean() ? 1 : -1);
        double secondsToFly = (distance - Ships.RADIUS - 4) / BULLET_SPEED;
        double shown = SEEN_AGO / (double) Past.PARTS_PER_TICK / TICK_RATE;
        int warmUpTicks = 12;
        // Drawn at (distance, 0) when the bullet gets there.
        double startY = 1200 - speed * (warmUpTicks / (double) TICK_RATE + secondsToFly - shown);
        int target = rig.ship(TARGET, 1200 + distance, startY);
        ships.heading.set(target, speed > 0 ? Math.PI / 2 : -Math.PI / 2);
        for (int tick = 0; tick < warmUpTicks + 20; tick++) {
            ships.vx.set(target, 0);
            ships.vy.set(target, speed / (1 - 0.55 / TICK_RATE));
            rig.simulation.setInput(SHOOTER, new int[] {0, 0, tick == warmUpTicks ? 1 : 0}, 0, SEEN_AGO);
            if (isRestored && tick == warmUpTicks) {
                rig.simulation.restore(rig.simulation.save(null));
            }
            rig.steps(1);
        }
        assertThat(ships.isFlying(shooter)).isTrue();
        return ships.hull.raw(target) < Ships.FULL_HULL;
    }

    private List<Boolean> hundredShots(int mostViewAgo) {
        return hundredShots(mostViewAgo, false);
    }

    private List<Boolean> hundredShots(int mostViewAgo, boolean isRestored) {
        List<Boolean> shots = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            shots.add(hits(mostViewAgo, isRestored));
        }
        return shots;
    }

    @Test
    void shouldCountShotsThatWereOnTargetOnTheShootersScreen() {
        assertThat(hundredShots(10 * Past.PARTS_PER_TICK)).as("seed %d", seed).allMatch(hit -> hit);
    }

    @Test
    void shouldCountThemRightAfterARestore() {
        assertThat(hundredShots(10 * Past.PARTS_PER_TICK, true))
                .as("seed %d", seed)
                .allMatch(hit -> hit);
    }

    @Test
    void shouldNotCountThemWhereCompensationIsOff() {
        assertThat(hundredShots(0)).as("seed %d", seed).noneMatch(hit -> hit);
    }

    @Test
    void shouldNotLookFurtherBackThanAllowed() {
        assertThat(hundredShots(2 * Past.PARTS_PER_TICK)).as("seed %d", seed).noneMatch(hit -> hit);
    }
}
