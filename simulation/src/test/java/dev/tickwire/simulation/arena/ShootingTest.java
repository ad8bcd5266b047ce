package dev.tickwire.simulation.arena;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShootingTest {
    private static final int SHOOTER = 0;
    private static final int TARGET = 1;
    private static final int TICK_RATE = 20;

    private final ArenaRig rig = new ArenaRig(TICK_RATE);
    private final Arena arena = rig.arena;
    private final Ships ships = rig.ships;

    @Test
    void shouldKillAndScoreWithTheLastHit() {
        int shooter = rig.ship(SHOOTER, 1000, 1000);
        int target = rig.ship(TARGET, 1200, 1000);
        ships.hull.setRaw(target, 2 * Bullets.DAMAGE);
        fireOnce();
        rig.steps(15);
        assertThat(ships.hull.raw(target)).isEqualTo(Bullets.DAMAGE);
        assertThat(ships.score.raw(shooter)).isZero();
        fireOnce();
        rig.steps(15);
        assertThat(ships.hull.raw(target)).isZero();
        assertThat(ships.isFlying(target)).isFalse();
        assertThat(ships.score.raw(shooter)).isEqualTo(10);
        assertThat(ships.score.raw(target)).isZero();
        assertThat(arena.bullets.count()).isZero();
    }

    @Test
    void shouldNotHurtWhoIsShielded() {
        rig.ship(SHOOTER, 1000, 1000);
        int target = rig.ship(TARGET, 1200, 1000);
        ships.shieldTicks.setRaw(target, 100);
        fireOnce();
        rig.steps(15);
        assertThat(ships.hull.raw(target)).isEqualTo(Ships.FULL_HULL);
        assertThat(arena.bullets.count()).isZero();
    }

    @Test
    void shouldDropTheShieldOfWhoFires() {
        int shooter = rig.ship(SHOOTER, 1000, 1000);
        ships.shieldTicks.setRaw(shooter, 100);
        rig.steps(1);
        assertThat(ships.shielded.is(shooter)).isTrue();
        fireOnce();
        assertThat(ships.shielded.is(shooter)).isFalse();
    }

    @Test
    void shouldComeBackShieldedAfterTheRespawnDelay() {
        rig.ship(SHOOTER, 1000, 1000);
        int target = rig.ship(TARGET, 1060, 1000);
        ships.hull.setRaw(target, 1);
        fireOnce();
        while (ships.isFlying(target)) {
            rig.steps(1);
        }
        int delay = (int) (arena.respawnSeconds.get() * TICK_RATE);
        rig.steer(TARGET, 1, true, true);
        rig.steps(delay - 1);
        assertThat(ships.isFlying(target)).isFalse();
        assertThat(ships.x.get(target)).isEqualTo(1060);
        rig.steer(TARGET, 0, false, false);
        rig.steps(1);
        assertThat(ships.hull.raw(target)).isEqualTo(Ships.FULL_HULL);
        assertThat(ships.shielded.is(target)).isTrue();
    }

    @Test
    void shouldFireAgainOnlyWhenReloaded() {
        rig.ship(SHOOTER, 200, 1000);
        rig.steer(SHOOTER, 0, false, true);
        rig.steps(5);
        assertThat(arena.bullets.count()).isEqualTo(1);
        rig.steps(1);
        assertThat(arena.bullets.count()).isEqualTo(2);
    }

    @Test
    void shouldFlyPastNothingBetweenTwoTicks() {
        ArenaRig coarse = new ArenaRig(5);
        coarse.ship(SHOOTER, 1000, 1000);
        int target = coarse.ship(TARGET, 1100, 1000);
        coarse.steer(SHOOTER, 0, false, true);
        coarse.steps(1);
        assertThat(coarse.ships.hull.raw(target)).isEqualTo(Ships.FULL_HULL - Bullets.DAMAGE);
        int reach = (int) (coarse.arena.bulletSpeed.get() / 5);
        assertThat(reach).as("units in a tick").isGreaterThan((int) (2 * Ships.RADIUS + 6));
    }

    @Test
    void shouldMissWhatIsBesideItsWay() {
        rig.ship(SHOOTER, 1000, 1000);
        int target = rig.ship(TARGET, 1200, 1000 + Ships.RADIUS + 4);
        fireOnce();
        rig.steps(15);
        assertThat(ships.hull.raw(target)).isEqualTo(Ships.FULL_HULL);
    }

    @Test
    void shouldBreakARockIntoTwoSmallerOnes() {
        int shooter = rig.ship(SHOOTER, 1000, 1000);
        rig.rock(1200, 1000, Asteroids.LARGE);
        fireOnce();
        rig.steps(15);
        assertThat(arena.asteroids.count()).isEqualTo(2);
        for (int rock = arena.asteroids.first(); rock >= 0; rock = arena.asteroids.next(rock)) {
            assertThat(arena.asteroids.size.raw(rock)).isEqualTo(Asteroids.MEDIUM);
        }
        assertThat(ships.score.raw(shooter)).isEqualTo(1);
    }

    @Test
    void shouldLeaveNothingButPickupsOfSmallRocks() {
        rig.ship(SHOOTER, 1000, 1000);
        for (int i = 0; i < 50; i++) {
            rig.rock(1100, 1000, Asteroids.SMALL);
            fireOnce();
            rig.steps(6);
        }
        assertThat(arena.asteroids.count()).isZero();
        assertThat(arena.pickups.count()).isBetween(5, 30);
    }

    private void fireOnce() {
        rig.steer(SHOOTER, 0, false, true);
        rig.steps(1);
        rig.steer(SHOOTER, 0, false, false);
    }
}
