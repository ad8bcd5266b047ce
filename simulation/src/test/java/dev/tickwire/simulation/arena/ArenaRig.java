package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.world.Simulation;

/** An arena without rocks, but for those that a test puts there, in which ships are where the test wants them. */
final class ArenaRig {
    final Arena arena = new Arena();
    final Simulation simulation;
    final Ships ships = arena.ships;

    ArenaRig(double tickRateHz) {
        arena.tune("asteroidCount", 0);
        simulation = new Simulation(arena, tickRateHz, 1);
    }

    /** A ship at rest, without a shield, that looks along +x; its row is the number of its player. */
    int ship(int player, double x, double y) {
        simulation.join(player, "Pilot " + player);
        int ship = player;
        ships.x.set(ship, x);
        ships.y.set(ship, y);
        ships.heading.set(ship, 0);
        ships.shieldTicks.setRaw(ship, 0);
        ships.shielded.set(ship, false);
        return ship;
    }

    /** A rock at rest. */
    int rock(double x, double y, int size) {
        int rock = arena.asteroids.add();
        arena.asteroids.x.set(rock, x);
        arena.asteroids.y.set(rock, y);
        arena.asteroids.vx.set(rock, 0);
        arena.asteroids.vy.set(rock, 0);
        arena.asteroids.size.setRaw(rock, size);
        arena.asteroids.hull.setRaw(rock, Bullets.DAMAGE);
        return rock;
    }

    void steer(int player, int turn, boolean thrust, boolean fire) {
        simulation.setInput(player, new int[] {turn, thrust ? 1 : 0, fire ? 1 : 0}, 0, 0);
    }

    void steps(int count) {
        for (int i = 0; i < count; i++) {
            simulation.step();
        }
    }

    static int hash(Simulation simulation) {
        Snapshot snapshot = new Snapshot(simulation.schema());
        simulation.capture(snapshot);
        return new StateHash(simulation.schema()).ofAll(snapshot);
    }
}
