package dev.tickwire.server.saves;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where rows are kept. One thread at a time uses it, and waits for it.
 *
 * <p>What is done belongs together until it is {@linkplain #commit committed}. Where a method throws, nothing holds of
 * what was done since the last commit (where that itself throws: nothing or all), and the next call tries anew.
 */
public interface PlayerStore extends AutoCloseable {
    /** Connects, if it is not, and looks whether it can be used; makes the tables in a database that has none. */
    void open() throws StoreException;

    /**
     * Gives an account to a seat: no other can write its row from then on.
     *
     * @param seat a number that no other seat has
     * @return the row; null: there is none yet
     */
    @Nullable
    String load(Account account, long seat) throws StoreException;

    /**
     * Writes a row, as JSON.
     *
     * @return false if the account is not the seat's any more, and nothing was written
     */
    boolean save(Account account, long seat, String document) throws StoreException;

    /** All that is kept of a user, by game. */
    List<SavedRow> export(String user) throws StoreException;

    /** Forgets a user: also seats that it has now write nothing any more. Returns how many rows there were. */
    int erase(String user) throws StoreException;

    /** What was done since the last commit holds from now on. */
    void commit() throws StoreException;

    @Override
    void close();
}
