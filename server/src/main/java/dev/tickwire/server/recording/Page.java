package dev.tickwire.server.recording;

import dev.tickwire.proto.codec.ByteWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Entries of a journal on their way: written by a loop, then read by the thread that records, then used again. */
final class Page implements Item {
    private static final int FIRST_BYTES = 1024;

    private final ByteWriter entries = new ByteWriter(FIRST_BYTES);
    /** Null: it is nobody's at the moment. */
    private @Nullable Tape tape;

    private boolean isStart;
    private int firstTick;
    private int lastTick;

    Page(Tape tape) {
        this.tape = tape;
    }

    /** An empty page, for entries from a tick on. */
    void begin(Tape of, boolean beginsMatch, int tick) {
        tape = of;
        isStart = beginsMatch;
        firstTick = tick;
        lastTick = tick;
        entries.clear();
    }

    @Override
    public Tape tape() {
        return Objects.requireNonNull(tape);
    }

    /** Nobody writes to it or reads it: a room that has ended is not to be held by it. */
    void letGo() {
        tape = null;
    }

    ByteWriter entries() {
        return entries;
    }

    /** Whether the match starts in it. */
    boolean isStart() {
        return isStart;
    }

    int firstTick() {
        return firstTick;
    }

    int lastTick() {
        return lastTick;
    }

    void setLastTick(int tick) {
        lastTick = tick;
    }
}
