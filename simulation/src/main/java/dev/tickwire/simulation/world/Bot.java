package dev.tickwire.simulation.world;

/**
 * A player whom a {@link Brain} plays. It knows what the player does, and does not do it: whoever runs the simulation
 * gives it the input, as with people. Its methods run the game's code, so they may throw anything. Not thread-safe.
 */
public final class Bot {
    private final Brain brain;
    private final Hand hand;
    private final int player;
    private final Step step;
    private final Guard guard;

    Bot(Brain brain, Hand hand, int player, Step step, Guard guard) {
        this.brain = brain;
        this.hand = hand;
        this.player = player;
        this.step = step;
        this.guard = guard;
    }

    /** Number of its player. */
    public int player() {
        return player;
    }

    /** The name that its brain wants: any text. */
    public String name() {
        return brain.name(player);
    }

    /**
     * Asks the brain what its player, who has joined, does in the coming step. Its commands are given away meanwhile.
     *
     * @return a legal raw value for each column of the inputs: the same array every time
     */
    public int[] play() {
        guard.play(step, brain, player, hand);
        return hand.input();
    }

    /** Lets go of its inputs: those that its brain does not set again are at rest. */
    public void rest() {
        hand.rest();
    }
}
