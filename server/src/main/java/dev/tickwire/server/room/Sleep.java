package dev.tickwire.server.room;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a room sleeps: its loop leaves ticks out until something comes, or its time is over. Any thread may
 * {@link #stir} it; all else is the loop's.
 *
 * <p>What comes is in its queue before the room is stirred, and the room looks into its queues after it has noted that
 * it is awake. So whatever it did not find has stirred it since, and it does not fall asleep.
 */
public final class Sleep {
    private enum State {
        AWAKE,
        /** Something has come since the tick began. */
        STIRRED,
        ASLEEP
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.AWAKE);
    private volatile Runnable waker = () -> {};
    private int mostTicks;
    private boolean isPause;
    private long untilNanos;
    private int ticksPassed;

    /** Something has come for the room, and is in its queue. Wakes it if it sleeps. */
    public void stir() {
        VarHandle.fullFence();
        if (state.get() != State.STIRRED && state.getAndSet(State.STIRRED) == State.ASLEEP) {
            waker.run();
        }
    }

    /** From now on this is run, on any thread, when the room is stirred in its sleep. */
    public void wakeBy(Runnable how) {
        waker = how;
    }

    /** Whether it sleeps, or has been stirred since it fell asleep. */
    public boolean isAsleep() {
        return isPause || mostTicks > 0;
    }

    /** How many ticks it sleeps for, if nothing comes; 0: it is awake, or time stands still. */
    public int mostTicks() {
        return mostTicks;
    }

    /** Whether time stands still in it, {@link #untilNanos} at most. */
    public boolean isPause() {
        return isPause;
    }

    /** When it is to have a tick, if nothing comes before. */
    public long untilNanos() {
        return untilNanos;
    }

    /** So many ticks go by without steps before its next one. */
    public void pass(int ticks) {
        ticksPassed = ticks;
    }

    /** A tick begins: how many went by before it without steps. */
    int end() {
        if (state.get() != State.AWAKE) {
            state.set(State.AWAKE);
        }
        int passed = ticksPassed;
        ticksPassed = 0;
        mostTicks = 0;
        isPause = false;
        return passed;
    }

    /** It has nothing to do for so many ticks; does nothing where it was stirred. */
    void begin(int ticks) {
        if (state.compareAndSet(State.AWAKE, State.ASLEEP)) {
            mostTicks = ticks;
        }
    }

    /** Time is to stand still until then; does nothing where it was stirred. */
    void pause(long until) {
        if (state.compareAndSet(State.AWAKE, State.ASLEEP)) {
            isPause = true;
            untilNanos = until;
        }
    }
}
