package dev.tickwire.server.broadcast;

/** For how long nothing could be sent to somebody. Belongs to the room's loop; time is passed in. */
public final class Stall {
    private boolean isOn;
    private long sinceNanos;

    /** Notes that a snapshot could not be sent, and tells for how long none could. */
    long nanos(long nowNanos) {
        if (!isOn) {
            isOn = true;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos;
    }

    /** The room itself stood still for so long: that time does not count. */
    public void standStill(long nanos) {
        sinceNanos += nanos;
    }

    /** A snapshot is sent, or could have been. */
    void end() {
        isOn = false;
    }
}
