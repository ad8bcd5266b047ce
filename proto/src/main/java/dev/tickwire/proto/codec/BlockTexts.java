package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Snapshot;
import java.util.Arrays;
import java.util.Objects;

/**
 * The texts of one block, numbered from 1 as cells come that have them. Keeps scratch space; one thread at a time.
 *
 * <p>A block says the texts of its cells, and no keys of the world: those would tell how many texts there are that the
 * client may not see.
 */
final class BlockTexts {
    /** Of a cell that has come to have no text. */
    static final int NONE = -1;

    private int[] keys = {};
    private int[] numbers = {};
    private int count;

    /** Starts anew. */
    void begin() {
        for (int i = 0; i < count; i++) {
            numbers[keys[i]] = 0;
        }
        count = 0;
    }

    /**
     * The number of the text that a key stands for in a snapshot, the same one during a block; 0: it stands for none.
     */
    int numberOf(int key, Snapshot now) {
        if (now.text(key) == null) {
            return 0;
        }
        if (key >= numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(key + 1, 2 * numbers.length));
        }
        if (numbers[key] == 0) {
            keys = Series.reserve(keys, count + 1);
            keys[count++] = key;
            numbers[key] = count;
        }
        return numbers[key];
    }

    /** What a block says of a cell: 0: its text is the same as before; {@link #NONE}: it has none any more. */
    int change(int keyBefore, Snapshot before, int key, Snapshot now) {
        String was = before.text(keyBefore);
        String is = now.text(key);
        if (was == null ? is == null : was.equals(is)) {
            return 0;
        }
        return is == null ? NONE : numberOf(key, now);
    }

    /** Writes the texts that have been numbered, which are of a snapshot. */
    void write(Snapshot now, ByteWriter block) {
        for (int i = 0; i < count; i++) {
            block.textField(Fields.BLOCK_TEXTS, Objects.requireNonNull(now.text(keys[i])));
        }
    }
}
