package dev.tickwire.server.names;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Unicode's list of characters that look alike: for each, those that stand for all that look like it. Immutable.
 *
 * <p>It is the file that Unicode publishes beside its Technical Standard 39, unchanged: a newer one goes in its place.
 */
final class Confusables {
    private static final String FILE = "confusables.txt";
    private static final int HEX = 16;

    /** In ascending order. */
    private final int[] codePoints;

    private final String[] prototypes;

    private Confusables(int[] codePoints, String[] prototypes) {
        this.codePoints = codePoints;
        this.prototypes = prototypes;
    }

    /** Reads the list: some tens of milliseconds and a tenth of a megabyte, so once. */
    static Confusables read() {
        Map<Integer, String> all = new TreeMap<>();
        Map<String, String> texts = new HashMap<>();
        try (InputStream file = Objects.requireNonNull(Confusables.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int first = line.indexOf(';');
                int second = line.indexOf(';', first + 1);
                // A line is a code point, those that stand for it, and what we do not need; or a comment.
                if (second > 0 && line.charAt(0) != '#') {
                    String prototype = texts.computeIfAbsent(
                            line.substring(first + 1, second).strip(), Confusables::text);
                    all.put(Integer.parseInt(line.substring(0, first).strip(), HEX), prototype);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int[] codePoints = all.keySet().stream().mapToInt(Integer::intValue).toArray();
        return new Confusables(codePoints, all.values().toArray(String[]::new));
    }

    private static String text(String hexadecimals) {
        StringBuilder text = new StringBuilder();
        for (String hexadecimal : hexadecimals.split(" ", -1)) {
            text.appendCodePoint(Integer.parseInt(hexadecimal, HEX));
        }
        return text.toString();
    }

    /** Appends what stands for a character: itself, if it looks like no other, or if others look like it. */
    void append(int codePoint, StringBuilder to) {
        int index = Arrays.binarySearch(codePoints, codePoint);
        if (index < 0) {
            to.appendCodePoint(codePoint);
        } else {
            to.append(prototypes[index]);
        }
    }
}
