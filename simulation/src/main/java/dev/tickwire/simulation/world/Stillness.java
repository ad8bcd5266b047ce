package dev.tickwire.simulation.world;

import dev.tickwire.simulation.math.Rng;
import dev.tickwire.simulation.state.RoomState;
import dev.tickwire.simulation.state.Snapshot;
import java.util.Arrays;

/**
 * Whether a world has come to rest: a step that was given nothing has changed nothing. Rules are a function of the
 * state, of what comes, and of the tick; so the next step changes nothing either, unless they look at the tick.
 */
public final class Stillness {
    private static final int NEVER_LOOKED = -1;

    private final Game game;
    private final World world;
    private final Effects effects;
    private final Guard guard;
    private final Runnable step;
    /** Of each table, the options, and the inputs. */
    private final int[] editions;

    private int[] random = new int[Rng.STATE_INTS];
    private int[] randomNow = new int[Rng.STATE_INTS];
    private RoomState room = RoomState.NONE;

    Stillness(Game game, World world, Effects effects, Guard guard, Runnable step) {
        this.game = game;
        this.world = world;
        this.effects = effects;
        this.guard = guard;
        this.step = step;
        editions = new int[world.states().size() + 1];
        forget();
    }

    /** Something else has changed than the state, such as a rate: the next look says that the world moves. */
    public void forget() {
        Arrays.fill(editions, NEVER_LOOKED);
    }

    /**
     * Looks after a step: whether the game {@linkplain Game#sleepsWhenStill may sleep}, and since the last look nothing
     * has changed, came or went.
     */
    public boolean look() {
        if (!game.sleepsWhenStill()) {
            return false;
        }
        boolean isSame = true;
        int last = editions.length - 1;
        for (int i = 0; i <= last; i++) {
            int now = i == last
                    ? world.inputs().edition()
                    : world.states().get(i).rows().edition();
            isSame &= editions[i] == now;
            editions[i] = now;
        }
        isSame &= world.room().equals(room);
        room = world.room();
        isSame &= sameRandom();
        return isSame && world.passing().isEmpty() && effects.isEmpty();
    }

    /** Leaves so many steps out, at least 1, after a look that said so: only the tick is another then. */
    public void sleep(int ticks) {
        if (ticks < 1 || ticks > Simulation.MOST_TICKS - world.tick()) {
            throw new IllegalArgumentException("a world cannot sleep for " + ticks + " ticks at " + world.tick());
        }
        guard.sleep(world, ticks, step);
    }

    /** Whether nothing has changed since a snapshot was taken of this world, but for tick and random generator. */
    public boolean isAsIn(Snapshot copy) {
        for (int i = 0; i < world.states().size(); i++) {
            if (world.states().get(i).rows().edition() != copy.table(i).serial()) {
                return false;
            }
        }
        return world.inputs().edition() == copy.inputs().serial()
                && world.texts().areAsIn(copy)
                && world.room().equals(copy.room());
    }

    private boolean sameRandom() {
        world.random().save(randomNow);
        boolean isSame = Arrays.equals(random, randomNow);
        int[] before = random;
        random = randomNow;
        randomNow = before;
        return isSame;
    }
}
