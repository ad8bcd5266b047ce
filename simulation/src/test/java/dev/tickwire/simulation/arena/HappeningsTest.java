package dev.tickwire.simulation.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.Meters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the arena tells of. */
class HappeningsTest {
    private static final int SHOOTER = 0;
    private static final int TARGET = 1;

    private final ArenaRig rig = new ArenaRig(20);
    private final Arena arena = rig.arena;
    private final Ships ships = rig.ships;
    private final Meters meters = new Meters(arena);
    private final EventLog log = new EventLog(rig.simulation.schema(), 256);

    @Test
    void shouldTellOfAShotWhereItStrikesTheShip() {
        rig.ship(SHOOTER, 1000, 1000);
        int target = rig.ship(TARGET, 1200, 1000);
        shoot();

        long hit = only("hits");
        assertThat(value(hit, "x")).isCloseTo(1200 - Ships.RADIUS, within(0.1));
        assertThat(value(hit, "y")).isCloseTo(1000, within(0.1));
        assertThat(raw(hit, "ship")).isEqualTo(ships.id(target));
        assertThat(raw(hit, "damage")).isEqualTo(Bullets.DAMAGE);
        assertThat(raw(hit, "by")).isEqualTo(SHOOTER);
        assertThat(events("kills")).isEmpty();
    }

    @Test
    void shouldTellOfAShotThatAShieldTookAsHarmless() {
        rig.ship(SHOOTER, 1000, 1000);
        int target = rig.ship(TARGET, 1200, 1000);
        ships.shieldTicks.setRaw(target, 100);
        shoot();

        assertThat(raw(only("hits"), "damage")).isZero();
    }

    @Test
    void shouldTellWhoShotDownWhom() {
        rig.ship(SHOOTER, 1000, 1000);
        int target = rig.ship(TARGET, 1200, 1000);
        ships.hull.setRaw(target, 5);
        shoot();

        assertThat(raw(only("hits"), "damage")).isEqualTo(5);
        long kill = only("kills");
        assertThat(raw(kill, "player")).isEqualTo(TARGET);
        assertThat(raw(kill, "name")).isEqualTo(ships.name.raw(target));
        assertThat(raw(kill, "by")).isEqualTo(SHOOTER);
        assertThat(raw(kill, "byName")).isEqualTo(ships.name.raw(SHOOTER));
        assertThat(meters.count(0)).isEqualTo(1);
        assertThat(value(kill, "x")).isEqualTo(1200);
        assertThat(value(kill, "y")).isEqualTo(1000);
    }

    @Test
    void shouldTellThatNobodyDidItWhenTheShooterIsGone() {
        rig.ship(SHOOTER, 1000, 1000);
        int target = rig.ship(TARGET, 1200, 1000);
        ships.hull.setRaw(target, 5);
        rig.steer(SHOOTER, 0, false, true);
        rig.steps(1);
        rig.simulation.leave(SHOOTER);
        steps(15);

        assertThat(raw(only("hits"), "by")).isEqualTo(Arena.NOBODY);
        assertThat(raw(only("kills"), "by")).isEqualTo(Arena.NOBODY);
        assertThat(raw(only("kills"), "byName")).isZero();
    }

    @Test
    void shouldTellOfAShipThatARockDestroys() {
        rig.rock(1000, 1000, Asteroids.LARGE);
        int ship = rig.ship(TARGET, 1000 - Asteroids.LARGEST_RADIUS - Ships.RADIUS - 5, 1000);
        ships.vx.set(ship, 320);
        ships.hull.setRaw(ship, 5);
        steps(1);

        assertThat(value(only("hits"), "x")).isCloseTo(1000 - Asteroids.LARGEST_RADIUS, within(0.2));
        assertThat(raw(only("hits"), "by")).isEqualTo(Arena.NOBODY);
        assertThat(raw(only("kills"), "player")).isEqualTo(TARGET);
        assertThat(raw(only("kills"), "by")).isEqualTo(Arena.NOBODY);
    }

    @Test
    void shouldTellOfARockThatBreaks() {
        rig.ship(SHOOTER, 1000, 1000);
        rig.rock(1200, 1000, Asteroids.MEDIUM);
        shoot();

        assertThat(raw(only("hits"), "ship")).isZero();
        long breakup = only("breakups");
        assertThat(value(breakup, "x")).isEqualTo(1200);
        assertThat(raw(breakup, "size")).isEqualTo(Asteroids.MEDIUM);
        assertThat(raw(breakup, "by")).isEqualTo(SHOOTER);
    }

    @Test
    void shouldTellWhoTakesAPickup() {
        rig.ship(TARGET, 1000, 1000);
        int pickup = arena.pickups.add();
        arena.pickups.x.set(pickup, 1010);
        arena.pickups.y.set(pickup, 1000);
        arena.pickups.kind.setRaw(pickup, Pickups.RAPID);
        arena.pickups.ticksLeft.setRaw(pickup, 100);
        steps(1);

        assertThat(value(only("finds"), "x")).isEqualTo(1010);
        assertThat(raw(only("finds"), "kind")).isEqualTo(Pickups.RAPID);
        assertThat(raw(only("finds"), "player")).isEqualTo(TARGET);
    }

    @Test
    void shouldTellOfShipsThatComeAndComeBack() {
        rig.simulation.join(TARGET, "Ada");
        steps(1);
        assertThat(raw(only("arrivals"), "player")).isEqualTo(TARGET);
        assertThat(value(only("arrivals"), "x")).isEqualTo(ships.x.get(TARGET));

        ships.hull.setRaw(TARGET, 0);
        ships.respawnTicks.setRaw(TARGET, 2);
        steps(2);

        assertThat(events("arrivals")).hasSize(2);
        assertThat(value(events("arrivals").get(1), "y")).isEqualTo(ships.y.get(TARGET));
    }

    private void shoot() {
        rig.steer(SHOOTER, 0, false, true);
        steps(1);
        rig.steer(SHOOTER, 0, false, false);
        steps(15);
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            rig.steps(1);
            rig.simulation.appendEvents(log);
        }
    }

    private long only(String kind) {
        List<Long> events = events(kind);
        assertThat(events).as(kind).hasSize(1);
        return events.get(0);
    }

    private List<Long> events(String kind) {
        Schema schema = rig.simulation.schema();
        List<Long> numbers = new ArrayList<>();
        for (long event = log.first(); event < log.end(); event++) {
            if (schema.events().get(log.kind(event)).name().equals(kind)) {
                numbers.add(event);
            }
        }
        return numbers;
    }

    private int raw(long event, String column) {
        return log.raw(event, type(event).indexOf(column));
    }

    private double value(long event, String column) {
        TableType type = type(event);
        int index = type.indexOf(column);
        return type.columns().get(index).origin()
                + log.raw(event, index) * type.columns().get(index).unit();
    }

    private TableType type(long event) {
        return rig.simulation.schema().events().get(log.kind(event));
    }
}
