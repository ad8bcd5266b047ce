package dev.tickwire.server.saves;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where players' rows are kept.
 *
 * @param url of a database by JDBC: SQLite or PostgreSQL
 * @param user of PostgreSQL; empty: as its driver has it
 * @param password of that user; empty: none
 * @param saveEveryMillis how often the row of a player who plays is written, where it has changed
 * @param secret what the API asks for that exports and erases; empty: there is none
 */
public record SavesSettings(String url, String user, String password, long saveEveryMillis, String secret) {
    /** Whether a URL is of a database that rows can be kept in. */
    public static boolean isKnown(String url) {
        return Database.isKnown(url);
    }

    /** Whether it is a file that is not there. */
    public boolean isMissing() {
        Path file = Database.file(url);
        return file != null && !Files.exists(file);
    }

    /** The URL, or the file, as it may be shown. */
    public String place() {
        return Database.shown(url);
    }

    /** Secrets are in no log. */
    @Override
    public String toString() {
        return "saves in " + place();
    }
}
