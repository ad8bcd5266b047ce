package dev.tickwire.simulation.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ArenaTest {
    private static final int ADA = 3;
    private static final int ZOE = 7;

    private final ArenaRig rig = new ArenaRig(20);
    private final Arena arena = rig.arena;
    private final Ships ships = rig.ships;

    @Test
    void shouldStayWhereItIsWithoutThrust() {
        int ship = rig.ship(ADA, 1000, 1000);
        rig.steps(20);
        assertThat(ships.x.get(ship)).isEqualTo(1000);
        assertThat(ships.y.get(ship)).isEqualTo(1000);
        assertThat(ships.thrusting.is(ship)).isFalse();
    }

    @Test
    void shouldMoveWhereItLooksWithThrust() {
        int ship = rig.ship(ADA, 1000, 1000);
        ships.heading.set(ship, Math.PI / 2);
        rig.steer(ADA, 0, true, false);
        rig.steps(10);
        assertThat(ships.y.get(ship)).isGreaterThan(1020);
        assertThat(ships.x.get(ship)).isCloseTo(1000, within(0.5));
        assertThat(ships.thrusting.is(ship)).isTrue();
    }

    @Test
    void shouldKeepToTheTopSpeedAndSlowDownWithoutThrust() {
        int ship = rig.ship(ADA, 200, 1000);
        rig.steer(ADA, 0, true, false);
        rig.steps(60);
        assertThat(ships.vx.get(ship)).isCloseTo(arena.topSpeed.get(), within(0.01));
        rig.steer(ADA, 0, false, false);
        rig.steps(20);
        assertThat(ships.vx.get(ship)).isBetween(100.0, 250.0);
    }

    @Test
    void shouldTurnBothWays() {
        int ship = rig.ship(ADA, 1000, 1000);
        rig.steer(ADA, 1, false, false);
        rig.steps(5);
        double turned = 5 * arena.turnRate.get() / 20;
        assertThat(ships.heading.get(ship)).isCloseTo(turned, within(0.02));
        rig.steer(ADA, -1, false, false);
        rig.steps(10);
        assertThat(ships.heading.get(ship)).isCloseTo(2 * Math.PI - turned, within(0.05));
    }

    @Test
    void shouldBounceOffTheWall() {
        int ship = rig.ship(ADA, Ships.RADIUS + 1, 1000);
        ships.vx.set(ship, -200);
        rig.steps(1);
        assertThat(ships.x.get(ship)).isEqualTo(Ships.RADIUS);
        assertThat(ships.vx.get(ship)).isBetween(50.0, 100.0);
        rig.steps(1);
        assertThat(ships.x.get(ship)).isGreaterThan(Ships.RADIUS);
    }

    @Test
    void shouldPushShipsApart() {
        int left = rig.ship(ADA, 1000, 1000);
        int right = rig.ship(ZOE, 1020, 1000);
        ships.vx.set(left, 100);
        rig.steps(1);
        assertThat(ships.x.get(right) - ships.x.get(left)).isGreaterThanOrEqualTo(2 * Ships.RADIUS - Arena.GRID);
        assertThat(ships.vx.get(right)).isGreaterThan(90);
        assertThat(ships.vx.get(left)).isLessThan(10);
    }

    @Test
    void shouldRemoveTheShipOfWhoLeavesAndDisownItsBullets() {
        rig.ship(ADA, 1000, 1000);
        int other = rig.ship(ZOE, 2000, 2000);
        rig.steer(ADA, 0, false, true);
        rig.steps(1);
        int bullet = arena.bullets.first();
        assertThat(arena.bullets.owner.rowOf(bullet)).isEqualTo(ADA);
        rig.simulation.leave(ADA);
        assertThat(ships.isPresent(ADA)).isFalse();
        assertThat(ships.count()).isEqualTo(1);
        assertThat(ships.isPresent(other)).isTrue();
        assertThat(arena.bullets.isPresent(bullet)).isTrue();
        assertThat(arena.bullets.owner.raw(bullet)).isZero();
    }

    @Test
    void shouldRepairAndSpeedUpWhoMeetsAPickup() {
        int ship = rig.ship(ADA, 1000, 1000);
        ships.hull.setRaw(ship, 30);
        pickup(1000, 1000, Pickups.REPAIR);
        rig.steps(1);
        assertThat(ships.hull.raw(ship)).isEqualTo(70);
        assertThat(arena.pickups.count()).isZero();
        pickup(1010, 1000, Pickups.REPAIR);
        rig.steps(1);
        assertThat(ships.hull.raw(ship)).isEqualTo(Ships.FULL_HULL);
        pickup(1000, 1010, Pickups.RAPID);
        pickup(1100, 1000, Pickups.RAPID);
        rig.steps(1);
        assertThat(ships.rapidTicks.raw(ship)).isPositive();
        assertThat(arena.pickups.count()).isEqualTo(1);
    }

    @Test
    void shouldTakePickupsAwayAfterAWhile() {
        pickup(1000, 1000, Pickups.RAPID);
        rig.steps(99);
        assertThat(arena.pickups.count()).isEqualTo(1);
        rig.steps(1);
        assertThat(arena.pickups.count()).isZero();
    }

    @Test
    void shouldHurtWhoFliesFastIntoARock() {
        int rock = rig.rock(1000, 1000, Asteroids.LARGE);
        int ship = rig.ship(ADA, 1000 - Asteroids.LARGEST_RADIUS - Ships.RADIUS - 5, 1000);
        ships.vx.set(ship, 320);
        rig.steps(1);
        assertThat(ships.hull.raw(ship)).isBetween(70, 90);
        assertThat(ships.vx.get(ship)).isNegative();
        assertThat(arena.asteroids.isPresent(rock)).isTrue();
    }

    @Test
    void shouldKeepTheNumberOfRocksUp() {
        arena.tune("asteroidCount", 5);
        rig.steps(5);
        assertThat(arena.asteroids.count()).isEqualTo(5);
    }

    private void pickup(double x, double y, int kind) {
        int pickup = arena.pickups.add();
        arena.pickups.x.set(pickup, x);
        arena.pickups.y.set(pickup, y);
        arena.pickups.kind.setRaw(pickup, kind);
        arena.pickups.ticksLeft.setRaw(pickup, 100);
    }
}
