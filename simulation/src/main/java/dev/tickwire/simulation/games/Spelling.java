package dev.tickwire.simulation.games;

import java.util.Collection;

/** Guesses which name was meant. */
public final class Spelling {
    private static final int MOST_EDITS = 3;

    private Spelling() {}

    /** The name that is the fewest edits away; empty: none is near. */
    public static String nearest(String written, Collection<String> names) {
        String nearest = "";
        int fewest = Math.min(MOST_EDITS, written.length() / 2) + 1;
        for (String name : names) {
            int edits = name.equalsIgnoreCase(written) ? 0 : edits(written, name);
            if (edits < fewest) {
                fewest = edits;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Levenshtein distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
