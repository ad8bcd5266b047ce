package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.math.Rng;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of a call of a game: tick, time, random generator and past; the same object every time. Inputs are
 * in the game's own inputs table.
 */
public final class Step {
    /** The longest {@link #user}. */
    public static final int MOST_USER_CHARS = 128;

    private final World world;
    private final boolean isPrediction;
    private final Past past;
    private final Effects effects = new Effects();
    private boolean isAnswering;
    private double seconds;
    private boolean isLooking;

    Step(World world, double tickRateHz, boolean isPrediction) {
        this.world = world;
        seconds = secondsOf(tickRateHz);
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

    /** The world's random generator; an exception in {@link Game#look} and in a {@link Brain}. */
    public Rng random() {
        if (isLooking) {
            throw new IllegalStateException("look(...) and brains must change nothing, the random generator included");
        }
        return world.random();
    }

    /** The name of a player who is there, as others see it; empty in a prediction. */
    public String name(int player) {
        return world.name(player);
    }

    /**
     * Whose account a player who is there plays with: the {@code sub} of its ticket, as the server checked it, of at
     * most {@value #MOST_USER_CHARS} characters. Empty: the player is not signed in, or this is a prediction.
     */
    public String user(int player) {
        return world.user(player);
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

    /** Asks the game where a player looks from: a question that must not change the world. */
    void look(Game game, int player, Eye eye) {
        isLooking = true;
        game.look(this, player, eye);
        isLooking = false;
    }

    /** Lets a brain look at a world that it must not change. It may throw anything. */
    void show(Brain brain, int player, Hand hand) {
        isLooking = true;
        isAnswering = true;
        hand.open();
        try {
            brain.play(this, player, hand);
        } finally {
            hand.close();
            isAnswering = false;
            isLooking = false;
        }
    }

    /** Number of the player who opened the room; −1: it has left, or nobody did, or this is a prediction. */
    public int creator() {
        return world.room().creator();
    }

    /** Id of the room, as in links to it; empty in a prediction. */
    public String room() {
        return world.room().id();
    }

    /** Whether {@link #lock} holds. */
    public boolean isLocked() {
        return world.room().isLocked();
    }

    /**
     * Lets no further players into the room, or lets them in again. Players whose seats are kept come back all the
     * same, and spectators may come. In a prediction it does nothing.
     */
    public void lock(boolean locked) {
        if (asks() && locked != isLocked()) {
            world.setRoom(world.room().withLock(locked));
        }
    }

    /**
     * Ends the seat of a player after this step, also one that is kept; {@link Game#left} is called then. In a
     * prediction it does nothing. An {@link IllegalArgumentException} if there is no such player.
     *
     * @param sentence tells the player why; what is over 123 bytes in UTF-8 is cut off
     */
    public void remove(int player, String sentence) {
        if (asks()) {
            if (!world.inputs().isPresent(player)) {
                throw new IllegalArgumentException("there is no player " + player + " to remove");
            }
            effects.remove(player, sentence);
        }
    }

    /**
     * Ends the room after this step, once its players were sent what it led to. In a prediction it does nothing.
     *
     * @param sentence tells the players why; what is over 123 bytes in UTF-8 is cut off
     */
    public void close(String sentence) {
        if (asks()) {
            effects.close(sentence);
        }
    }

    private boolean asks() {
        if (isAnswering) {
            throw new IllegalStateException("refusal(...) and brains lock, remove and close nothing");
        }
        return !isPrediction;
    }

    Effects effects() {
        return effects;
    }

    /** Asks the game why somebody may not join; the generator goes on as if it had not been asked. */
    @Nullable
    String refusal(Game game, Candidate candidate) {
        int[] random = new int[Rng.STATE_INTS];
        world.random().save(random);
        isAnswering = true;
        String refusal = game.refusal(this, candidate);
        isAnswering = false;
        world.random().restore(random);
        return refusal;
    }

    void setTickRateHz(double tickRateHz) {
        seconds = secondsOf(tickRateHz);
    }

    private static double secondsOf(double tickRateHz) {
        if (!(tickRateHz > 0)) {
            throw new IllegalArgumentException("the tick rate must be above 0");
        }
        return 1 / tickRateHz;
    }
}
