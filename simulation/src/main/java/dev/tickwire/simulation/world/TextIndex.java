package dev.tickwire.simulation.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keys of texts: a hash table with linear probing. By hand, since a map of the JDK would make each module for
 * browsers larger by a twentieth.
 */
final class TextIndex {
    private static final int FIRST_SLOTS = 16;

    /** Keys; 0: the slot is free. A power of two of them, at most half of which are taken. */
    private int[] slots = new int[FIRST_SLOTS];

    private int count;

    int count() {
        return count;
    }

    /** The key of a text; 0: it has none. */
    int find(String text, @Nullable String[] byKey) {
        return slots[slotOf(text, byKey)];
    }

    /** Takes in a key, whose text is among those, and was not there yet. */
    void add(int key, @Nullable String[] byKey) {
        if (2 * (count + 1) > slots.length) {
            fill(2 * slots.length, byKey);
        } else {
            put(key, byKey);
        }
    }

    private void put(int key, @Nullable String[] byKey) {
        slots[slotOf(textOf(key, byKey), byKey)] = key;
        count++;
    }

    /** Becomes the index of these texts. */
    void fill(@Nullable String[] byKey) {
        fill(slots.length, byKey);
    }

    private void fill(int size, @Nullable String[] byKey) {
        int needed = size;
        while (needed < 2 * byKey.length) {
            needed *= 2;
        }
        if (needed != slots.length) {
            slots = new int[needed];
        } else {
            Arrays.fill(slots, 0);
        }
        count = 0;
        for (int key = 1; key < byKey.length; key++) {
            if (byKey[key] != null) {
                put(key, byKey);
            }
        }
    }

    /** The slot of a text, or the free one where it would be. */
    private int slotOf(String text, @Nullable String[] byKey) {
        int last = slots.length - 1;
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & last;
        while (slots[slot] != 0 && !text.equals(byKey[slots[slot]])) {
            slot = slot + 1 & last;
        }
        return slot;
    }

    private static String textOf(int key, @Nullable String[] byKey) {
        String text = byKey[key];
        return text == null ? "" : text;
    }
}
