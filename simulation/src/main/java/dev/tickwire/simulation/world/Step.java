package dev.tickwire.simulation.world;

import dev.tickwire.simulation.math.Rng;

/**
 * The surroundings of a call of a game: tick, time, random generator and past; the same object every time. Inputs are
 * in the game's own inputs table.
 */
public final class Step {
    private final World world;
    private final boolean isPrediction;
    private final Past past;
    private double seconds;
    private boolean isLooking;

    Step(World world, double seconds, boolean isPrediction) {
        this.world = world;
        this.seconds = seconds;
        this.isPrediction = isPrediction;
        past = new Past(world);
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

    /** The world's random generator; an exception in {@link Game#look}. */
    public Rng random() {
        if (isLooking) {
            throw new IllegalStateException("look(...) must change nothing, the random generator included");
        }
        return world.random();
    }

    /** The name of a player who is there, as others see it; empty in a prediction. */
    public String name(int player) {
        return world.name(player);
    }

    /**
     * Whether a client runs this step, to show its player a result before the server sends it. A client knows no hidden
     * columns, no inputs of others, and not the server's random numbers: leave all that depends on these to the server.
     */
    public boolean isPrediction() {
        return isPrediction;
    }

    /**
     * How far behind {@link #tick} the others were as a player saw them when it made the input that holds, in
     * 1/{@value Past#PARTS_PER_TICK} ticks; 0: not behind, or not known. Never more than the config of the room type
     * allows.
     */
    public int viewAgo(int player) {
        return world.viewAgo(player);
    }

    /**
     * The {@link Table#rewindable} tables as they were {@code viewAgo} before {@link #tick}: see {@link #viewAgo}.
     * Further back than ticks are kept, it is the oldest one kept.
     */
    public Past past(int viewAgo) {
        return past.at(viewAgo);
    }

    /** Whether the game is asked where a player looks from: a question that must not change the world. */
    void setLooking(boolean looking) {
        isLooking = looking;
    }

    void setSeconds(double newSeconds) {
        seconds = newSeconds;
    }
}
