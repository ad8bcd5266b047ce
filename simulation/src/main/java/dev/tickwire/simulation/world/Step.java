package dev.tickwire.simulation.world;

import dev.tickwire.simulation.math.Rng;

/** What a game is given each time that it is called; the same object every time. Inputs are in the game's own inputs table. */
public final class Step {
    private final World world;
    private double seconds;

    Step(World world, double seconds) {
        this.world = world;
        this.seconds = seconds;
    }

    /** The tick that this step leads to: 1 for the first step; 0 while the game starts. */
    public int tick() {
        return world.tick();
    }

    /** Game time from one tick to the next. */
    public double seconds() {
        return seconds;
    }

    /** How many ticks that many seconds are, rounded up. */
    public int ticks(double duration) {
        return (int) Math.ceil(duration / seconds);
    }

    /** The world's random generator. */
    public Rng random() {
        return world.random();
    }

    /** Key of a player's name, for a text column. */
    public int nameKey(int player) {
        return World.nameKey(player);
    }

    void setSeconds(double newSeconds) {
        seconds = newSeconds;
    }
}
