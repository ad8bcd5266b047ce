package dev.tickwire.client.bench;

import java.util.List;

/**
 * The most players that a server can do with one core.
 *
 * @param players 0: not even the fewest that were tried
 * @param gaveOut what did first
 * @param tries in their order
 */
record Limit(String entrant, int players, GaveOut gaveOut, List<Try> tries) {
    /** The gap that is too long. */
    static final double LONGEST_GAP_MILLIS = 75;

    private static final double BUSY = 0.9;

    /** What could do no more. */
    enum GaveOut {
        SERVER("the server"),
        LOAD("the load"),
        NOTHING("nothing");

        private final String words;

        GaveOut(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** One run with so many players. */
    record Try(int players, double connected, double gapMillisP99, double serverCores, double loadCores) {
        boolean isHeld() {
            return connected >= players && gapMillisP99 <= LONGEST_GAP_MILLIS;
        }
    }

    /** @param broken the fewest that were too many; 0: none were */
    static Limit of(String entrant, int players, int broken, List<Try> tries) {
        GaveOut gaveOut = GaveOut.NOTHING;
        for (Try failed : tries) {
            if (failed.players() == broken && !failed.isHeld()) {
                boolean isLoads = failed.loadCores() > BUSY && failed.serverCores() < BUSY;
                gaveOut = isLoads ? GaveOut.LOAD : GaveOut.SERVER;
            }
        }
        return new Limit(entrant, players, gaveOut, List.copyOf(tries));
    }

    /** For people: where it was not the server that gave out, it can do more. */
    String playersText() {
        return gaveOut == GaveOut.SERVER ? Integer.toString(players) : "at least " + players;
    }
}
