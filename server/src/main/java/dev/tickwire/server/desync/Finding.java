package dev.tickwire.server.desync;

/**
 * What became of looking into a desync.
 *
 * @param isExplained whether a table, a row and a column that differ are named, with both values
 * @param sentence for the game's author, and whoever runs the server: without texts, which people may have typed
 */
public record Finding(boolean isExplained, String sentence) {
    /** It is known what differs. */
    static Finding explained(String sentence) {
        return new Finding(true, sentence);
    }

    /** It is not known; the sentence says why. */
    public static Finding unexplained(String why) {
        return new Finding(false, why);
    }
}
