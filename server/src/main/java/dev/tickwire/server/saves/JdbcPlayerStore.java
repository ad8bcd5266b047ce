package dev.tickwire.server.saves;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in a table of SQLite or PostgreSQL, over one connection. */
public final class JdbcPlayerStore implements PlayerStore {
    private static final String LOAD = "INSERT INTO tickwire_players (player, game, seat, saved_at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (player, game) DO UPDATE SET seat = excluded.seat RETURNING data";
    private static final String SAVE =
            "UPDATE tickwire_players SET data = ?, saved_at = ? WHERE player = ? AND game = ? AND seat = ?";
    private static final String EXPORT = "SELECT game, data, saved_at FROM tickwire_players WHERE player = ?"
            + " AND data IS NOT NULL ORDER BY game";
    private static final String ERASE = "DELETE FROM tickwire_players WHERE player = ?";

    private final SavesSettings settings;
    private final InstantSource clock;
    private final Migrations migrations;
    private final Database database;
    private @Nullable Connection connection;

    /** Nothing is opened yet. */
    public JdbcPlayerStore(SavesSettings settings, InstantSource clock) {
        this(settings, clock, Migrations.ALL);
    }

    JdbcPlayerStore(SavesSettings settings, InstantSource clock, Migrations migrations) {
        this.settings = settings;
        this.clock = clock;
        this.migrations = migrations;
        database = Database.of(settings.url());
    }

    /** Something that is done with the connection. */
    private interface Work<T extends @Nullable Object> {
        T run(Connection connection) throws SQLException;
    }

    @Override
    public void open() throws StoreException {
        // One that is open may be dead.
        run(open -> {
            try (PreparedStatement query = open.prepareStatement("SELECT 1");
                    ResultSet rows = query.executeQuery()) {
                rows.next();
            }
            return true;
        });
        commit();
    }

    @Override
    public @Nullable String load(Account account, long seat) throws StoreException {
        return run(open -> {
            try (PreparedStatement load = open.prepareStatement(LOAD)) {
                load.setString(1, account.user());
                load.setString(2, account.game());
                load.setLong(3, seat);
                load.setLong(4, nowSeconds());
                try (ResultSet rows = load.executeQuery()) {
                    rows.next();
                    return rows.getString(1);
                }
            }
        });
    }

    @Override
    public boolean save(Account account, long seat, String document) throws StoreException {
        return run(open -> {
            try (PreparedStatement save = open.prepareStatement(SAVE)) {
                save.setString(1, document);
                save.setLong(2, nowSeconds());
                save.setString(3, account.user());
                save.setString(4, account.game());
                save.setLong(5, seat);
                return save.executeUpdate() > 0;
            }
        });
    }

    @Override
    public List<SavedRow> export(String of) throws StoreException {
        return run(open -> {
            try (PreparedStatement export = open.prepareStatement(EXPORT)) {
                export.setString(1, of);
                try (ResultSet rows = export.executeQuery()) {
                    List<SavedRow> all = new ArrayList<>();
                    while (rows.next()) {
                        all.add(new SavedRow(rows.getString(1), rows.getString(2), rows.getLong(3)));
                    }
                    return all;
                }
            }
        });
    }

    @Override
    public int erase(String of) throws StoreException {
        return run(open -> {
            try (PreparedStatement erase = open.prepareStatement(ERASE)) {
                erase.setString(1, of);
                int erased = erase.executeUpdate();
                end(open);
                Database.run(open, database.afterErasing());
                return erased;
            }
        });
    }

    @Override
    public void commit() throws StoreException {
        run(open -> {
            end(open);
            return true;
        });
    }

    /** Begins a transaction, unless one has begun: SQLite locks its file for as long as there is one. */
    private static void begin(Connection open) throws SQLException {
        if (open.getAutoCommit()) {
            open.setAutoCommit(false);
        }
    }

    private static void end(Connection open) throws SQLException {
        if (!open.getAutoCommit()) {
            open.setAutoCommit(true);
        }
    }

    private long nowSeconds() {
        return clock.instant().getEpochSecond();
    }

    private <T extends @Nullable Object> T run(Work<T> work) throws StoreException {
        try {
            if (connection == null) {
                connection = connect();
            }
            begin(connection);
            return work.run(connection);
        } catch (SQLException | LinkageError e) {
            close();
            throw new StoreException("the database " + settings.place() + " cannot be used: " + sentence(e));
        }
    }

    /** What a driver says may have lines, and the file's URL again. */
    private static String sentence(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("it does not say why");
    }

    private Connection connect() throws SQLException, StoreException {
        Connection made = database.connect(settings);
        try {
            migrations.refuseNewer(made, database);
            Database.run(made, database.preparation());
            begin(made);
            migrations.run(made, database);
            end(made);
            return made;
        } catch (SQLException | StoreException e) {
            close(made);
            throw e;
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            close(connection);
            connection = null;
        }
    }

    private static void close(Connection open) {
        try {
            open.close();
        } catch (SQLException e) {
            // It is gone anyway.
        }
    }
}
