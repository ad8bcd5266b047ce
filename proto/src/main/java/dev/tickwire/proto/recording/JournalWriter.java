package dev.tickwire.proto.recording;

import com.google.protobuf.MessageLite;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.wire.JournalEntry;

/**
 * Writes the changes of one match as {@code JournalEntry} messages, each after its length. Inputs and hashes are
 * written without garbage; all else is rare. Belongs to one thread.
 */
public final class JournalWriter {
    private static final int STEPS_TAG = JournalEntry.STEPS_FIELD_NUMBER << 3;
    private static final int INPUTS_TAG = JournalEntry.INPUTS_FIELD_NUMBER << 3 | 2;
    private static final int HASH_TAG = JournalEntry.HASH_FIELD_NUMBER << 3 | 5;

    private final InputBase base;
    private final ByteWriter entry = new ByteWriter(1024);
    private final ByteWriter inputs = new ByteWriter(1024);
    private ByteWriter page = new ByteWriter(0);
    private int lastPlayer = -1;
    private int steps;

    /** Of a match with so many numbers for players, and columns of inputs; {@link #turnTo} gives it its first page. */
    public JournalWriter(int players, int columns) {
        base = new InputBase(players, columns);
    }

    /** Goes on writing to another page; nothing may be left for the one before. */
    public void turnTo(ByteWriter next) {
        page = next;
    }

    /** Players are to be read without what was before: a checkpoint is the next entry. */
    public void forgetInputs() {
        base.clear();
    }

    /** A step was done. */
    public void stepped() {
        finishInputs();
        steps++;
    }

    /** A player's input changed to {@code raws} from {@code offset} on; does nothing where it is what it was. */
    public void input(int player, int[] raws, int offset, int viewAgo) {
        if (base.isSame(player, raws, offset, viewAgo)) {
            return;
        }
        inputs.zigzag(player - lastPlayer);
        lastPlayer = player;
        base.write(player, raws, offset, viewAgo, inputs);
    }

    /** A player's inputs are not what they were: they rest, or somebody else has the number. */
    public void forgetInput(int player) {
        finishInputs();
        base.clear(player);
    }

    /** A hash of the whole state. */
    public void hash(int hash) {
        begin();
        entry.fixed32Field(HASH_TAG, hash);
        end();
    }

    /** Any other entry, of which {@code steps} and {@code inputs} are not set. */
    public void change(MessageLite change) {
        begin();
        entry.append(change.toByteArray());
        end();
    }

    /** Writes what is not in the page yet. */
    public void flush() {
        finishInputs();
        if (steps > 0) {
            begin();
            end();
        }
    }

    private void begin() {
        finishInputs();
        entry.clear();
        if (steps > 0) {
            entry.uint32Field(STEPS_TAG, steps);
            steps = 0;
        }
    }

    private void end() {
        page.varint(entry.length());
        page.append(entry);
    }

    private void finishInputs() {
        if (inputs.length() == 0) {
            return;
        }
        entry.clear();
        if (steps > 0) {
            entry.uint32Field(STEPS_TAG, steps);
            steps = 0;
        }
        entry.bytesField(INPUTS_TAG, inputs.bytes(), inputs.length());
        inputs.clear();
        lastPlayer = -1;
        end();
    }
}
