package dev.tickwire.simulation.walkers;

import dev.tickwire.simulation.math.Trig;
import dev.tickwire.simulation.world.Brain;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Hand;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;

/**
 * Everyone walks by what they say each tick, on a square 1000 units wide: what benchmarks of other servers simulate
 * too.
 */
public final class Walkers extends Game {
    private static final int MOST_PLAYERS = 4096;
    private static final double SIZE = 1000;

    private final Table steps = inputs(new Table("steps", MOST_PLAYERS));
    private final Column dx = steps.fixed("dx", -10, 10, 1 / 8.0);
    private final Column dy = steps.fixed("dy", -10, 10, 1 / 8.0);

    private final Table people = players(new Table("people", MOST_PLAYERS));
    private final Column x = people.fixed("x", 0, SIZE, 1 / 8.0);
    private final Column y = people.fixed("y", 0, SIZE, 1 / 8.0);
    private final Column angle = people.angle("angle", 10);
    private final Column hp = people.integer("hp", 0, 255);

    /** A game for benchmarks, at its start. */
    public Walkers() {
        people.placedAt(x, y);
        people.predictOwn();
    }

    @Override
    public void joined(Step step, int player) {
        x.set(player, step.random().between(0, SIZE));
        y.set(player, step.random().between(0, SIZE));
        hp.setRaw(player, 100);
    }

    @Override
    public Brain brain() {
        return new Wanderer();
    }

    @Override
    public boolean sleepsWhenStill() {
        return true;
    }

    @Override
    public void step(Step step) {
        for (int person = people.first(); person >= 0; person = people.next(person)) {
            x.add(person, dx.get(person));
            y.add(person, dy.get(person));
            angle.set(person, Trig.atan2(dy.get(person), dx.get(person)));
        }
    }

    /** Goes somewhere else every second or so. */
    private final class Wanderer implements Brain {
        private int ticksLeft;

        @Override
        public void play(Step step, int player, Hand hand) {
            if (ticksLeft-- <= 0) {
                ticksLeft = step.ticks(hand.random().between(0.5, 2));
                hand.set(dx, hand.random().between(-10, 10))
                        .set(dy, hand.random().between(-10, 10));
            }
        }
    }
}
