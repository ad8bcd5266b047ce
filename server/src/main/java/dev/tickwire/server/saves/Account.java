package dev.tickwire.server.saves;

import java.util.Comparator;

/**
 * What one saved row belongs to.
 *
 * @param game the name under which rows are kept ({@code saveAs} of a room type)
 * @param user who is signed in; never empty
 */
public record Account(String game, String user) implements Comparable<Account> {
    private static final Comparator<Account> ORDER =
            Comparator.comparing(Account::user).thenComparing(Account::game);

    /** In the order of the database's key. */
    @Override
    public int compareTo(Account other) {
        return ORDER.compare(this, other);
    }
}
