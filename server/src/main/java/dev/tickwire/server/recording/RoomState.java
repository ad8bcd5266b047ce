package dev.tickwire.server.recording;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.wire.JournalRequest;
import dev.tickwire.proto.wire.JournalSeat;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a room needs to go on, on its way: reading can begin here. Filled by a loop, then read by the thread that
 * records, then filled again.
 */
final class RoomState implements Item {
    private final Tape tape;
    private final List<JournalSeat> seats = new ArrayList<>();
    private final List<JournalRequest> requests = new ArrayList<>();
    private Checkpoint checkpoint;
    private int keepTicks;

    RoomState(Tape tape, Checkpoint checkpoint) {
        this.tape = tape;
        this.checkpoint = checkpoint;
    }

    /** Takes what it is to hold now. */
    void fill(int ticksToKeep, Checkpoint taken, List<JournalSeat> seated, List<JournalRequest> open) {
        keepTicks = ticksToKeep;
        checkpoint = taken;
        copy(seated, seats);
        copy(open, requests);
    }

    /** As {@code addAll}, which makes an array. */
    private static <T> void copy(List<T> from, List<T> to) {
        to.clear();
        for (int i = 0; i < from.size(); i++) {
            to.add(from.get(i));
        }
    }

    @Override
    public Tape tape() {
        return tape;
    }

    int keepTicks() {
        return keepTicks;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    List<JournalSeat> seats() {
        return seats;
    }

    List<JournalRequest> requests() {
        return requests;
    }

    /** Whether nobody has a seat in it. */
    boolean isAside() {
        return seats.isEmpty();
    }
}
