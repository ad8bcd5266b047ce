package dev.tickwire.server.http;

/** What strangers have sent, as sentences about it show it. */
public final class Shown {
    private static final int LONGEST = 40;

    private Shown() {}

    /** In quotes, and cut. */
    public static String of(String text) {
        return '"' + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + '"';
    }
}
