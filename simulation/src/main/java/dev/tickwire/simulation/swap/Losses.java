package dev.tickwire.simulation.swap;

/**
 * What of a world had no place in another version of its game.
 *
 * @param clamped values that were beyond the range of their columns, and texts that were too long
 * @param rows rows of tables with a row per player that no player had
 * @param inputs of players, which rest until their next ones
 * @param passing events, commands, requests and answers that the next step was to have
 */
public record Losses(long clamped, long rows, long inputs, long passing) {
    /** Nothing. */
    public static final Losses NONE = new Losses(0, 0, 0, 0);

    /** A sentence without a full stop; empty: there is nothing to say. */
    public String sentence() {
        StringBuilder all = new StringBuilder();
        say(clamped, "value", "clamped", all);
        say(rows, "row", "dropped", all);
        say(inputs, "input", "dropped", all);
        say(passing, "passing thing", "dropped", all);
        return all.toString();
    }

    private static void say(long count, String what, String became, StringBuilder all) {
        if (count > 0) {
            all.append(all.length() == 0 ? "" : ", ");
            all.append(count)
                    .append(' ')
                    .append(what)
                    .append(count == 1 ? " was " : "s were ")
                    .append(became);
        }
    }
}
