package dev.tickwire.simulation.swap;

import dev.tickwire.simulation.state.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The texts of a world that is being made: those of the one before keep their keys, and others get free ones. */
final class TextTable {
    private @Nullable String[] byKey;
    /** Null: nobody has asked for a key yet, and often nobody does. */
    private @Nullable Map<String, Integer> keys;

    private int firstFree = 1;

    /** Begins with texts by key, which are not changed. */
    TextTable(@Nullable String[] texts) {
        byKey = texts;
    }

    private Map<String, Integer> keys() {
        if (keys == null) {
            keys = new TreeMap<>();
            for (int key = 1; key < byKey.length; key++) {
                String text = byKey[key];
                if (text != null) {
                    keys.put(text, key);
                }
            }
        }
        return keys;
    }

    /** Begins with the texts of what passes, whose keys are one more than their places. */
    static TextTable ofPending(List<String> texts) {
        @Nullable String[] byKey = new @Nullable String[texts.size() + 1];
        for (int i = 0; i < texts.size(); i++) {
            byKey[i + 1] = texts.get(i);
        }
        return new TextTable(byKey);
    }

    /** The text with a key; empty: there is none. */
    String text(int key) {
        String text = key < byKey.length ? byKey[key] : null;
        return text == null ? "" : text;
    }

    /** The key of a text; 0: it is empty, or no key is free, which is counted. */
    int keyOf(String text, Tally tally) {
        if (text.isEmpty()) {
            return 0;
        }
        Integer known = keys().get(text);
        if (known != null) {
            return known;
        }
        while (firstFree < byKey.length && byKey[firstFree] != null) {
            firstFree++;
        }
        if (firstFree > Snapshot.MOST_TEXTS) {
            tally.clamped++;
            return 0;
        }
        byKey = Arrays.copyOf(byKey, Math.max(byKey.length, firstFree + 1));
        byKey[firstFree] = text;
        keys().put(text, firstFree);
        return firstFree;
    }

    /** The texts by key. */
    @Nullable
    String[] byKey() {
        return byKey;
    }

    /** The texts of what passes, in the order of their keys. */
    List<String> pending() {
        List<String> texts = new ArrayList<>();
        for (String text : byKey) {
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }
}
