package dev.tickwire.server.broadcast;

/** Since when a player could not be sent anything. Belongs to the room's loop. */
final class Stall {
    private boolean isOn;
    private long sinceNanos;

    /** It cannot be sent anything now: for how long it could not. */
    long nanos(long nowNanos) {
        if (!isOn) {
            isOn = true;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos;
    }

    void end() {
        isOn = false;
    }
}
