package dev.tickwire.server.metrics;

/**
 * How long what rooms do takes, over several rooms: see {@link RoomStats.Reading}. Not thread-safe.
 *
 * @param late how late ticks began
 * @param step from the begin of a tick to the end of its step
 * @param encode making the frames of a snapshot
 * @param write handing the frames of a snapshot over
 */
public record RoomTimes(TimeCounts late, TimeCounts step, TimeCounts encode, TimeCounts write) {
    /** Nothing was counted yet. */
    public RoomTimes() {
        this(new TimeCounts(), new TimeCounts(), new TimeCounts(), new TimeCounts());
    }

    /** Adds those of other rooms. */
    public void add(RoomTimes others) {
        late.add(others.late);
        step.add(others.step);
        encode.add(others.encode);
        write.add(others.write);
    }
}
