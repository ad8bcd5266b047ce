package dev.tickwire.server.seats;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places of a room: how many are promised or taken. Any thread may use it; there is one number behind it, so that a
 * room closes only if nobody has just come.
 */
public final class Places {
    /** To players who come when no further ones are let in. */
    public static final String LOCKED = "The room takes no more players.";

    private static final int CLOSED = -1;
    private static final int SPECTATOR = 1 << 16;
    private static final int PLAYERS = SPECTATOR - 1;

    private final AtomicInteger taken = new AtomicInteger();
    private volatile int playerLimit;
    private volatile int spectatorLimit;
    private volatile boolean isLocked;

    /** Places for players and for spectators, at most 32767 of each. */
    public Places(int playerLimit, int spectatorLimit) {
        this.playerLimit = playerLimit;
        this.spectatorLimit = spectatorLimit;
    }

    /** Changes how many there may be from now on; whoever has a place keeps it. Called by the room's loop. */
    public void setLimits(int players, int spectators) {
        playerLimit = players;
        spectatorLimit = spectators;
    }

    public int count(Role role) {
        int now = Math.max(0, taken.get());
        return role == Role.PLAYER ? now & PLAYERS : now / SPECTATOR;
    }

    public boolean isEmpty() {
        return taken.get() <= 0;
    }

    public boolean isClosed() {
        return taken.get() == CLOSED;
    }

    /** Whether no further players are let in. */
    public boolean isLocked() {
        return isLocked;
    }

    /** Lets no further players in, or lets them in again; a place that is promised already stays so. */
    public void setLocked(boolean locked) {
        isLocked = locked;
    }

    /** Whether one could be taken now. */
    public boolean hasPlace(Role role) {
        int now = taken.get();
        return now != CLOSED && free(role, now) > 0 && !(isLocked && role == Role.PLAYER);
    }

    /** Places for players that can still be taken; 0 where the room is locked or closed. */
    public int free() {
        int now = taken.get();
        return isLocked || now == CLOSED ? 0 : Math.max(0, free(Role.PLAYER, now));
    }

    /** Takes a place, if there is one. */
    public boolean reserve(Role role) {
        return reserve(role, 1);
    }

    /** Takes some places, or none of them: there are not so many. */
    public boolean reserve(Role role, int count) {
        if (isLocked && role == Role.PLAYER && count > 0) {
            return false;
        }
        while (true) {
            int now = taken.get();
            if (now == CLOSED || count > free(role, now)) {
                return false;
            }
            if (taken.compareAndSet(now, now + count * unit(role))) {
                return true;
            }
        }
    }

    /** Gives a place back; after the room has closed that changes nothing. */
    public void release(Role role) {
        taken.updateAndGet(now -> now == CLOSED ? CLOSED : now - unit(role));
    }

    public void close() {
        taken.set(CLOSED);
    }

    /** Closes, unless somebody has a place. */
    public boolean closeIfEmpty() {
        return taken.compareAndSet(0, CLOSED);
    }

    private int free(Role role, int now) {
        return role == Role.PLAYER ? playerLimit - (now & PLAYERS) : spectatorLimit - now / SPECTATOR;
    }

    private static int unit(Role role) {
        return role == Role.PLAYER ? 1 : SPECTATOR;
    }
}
