package dev.tickwire.server.dev;

import java.util.Map;

/**
 * What is wrong with a game.
 *
 * @param file from the project's directory; empty: it is in none, or not known
 * @param line 0: not known
 */
public record Trouble(String file, int line, String text) {
    /** What is in no file. */
    public static Trouble of(String sentence) {
        return new Trouble("", 0, sentence);
    }

    /** As terminals and editors know it. */
    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line;
        return place.isEmpty() ? text : place + ": " + text;
    }

    Map<String, Object> toJson() {
        return Map.of("file", file, "line", line, "text", text);
    }
}
