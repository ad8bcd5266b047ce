package dev.tickwire.server.saves;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * How a database becomes one of this version: forward only, in one transaction.
 *
 * @param steps the n-th is for a database of version n; those of one step are run in their order
 */
record Migrations(List<List<String>> steps) {
    static final Migrations ALL = new Migrations(List.of(List.of(
            "CREATE TABLE tickwire_schema (version INTEGER NOT NULL)",
            "INSERT INTO tickwire_schema (version) VALUES (0)",
            "CREATE TABLE tickwire_players (player TEXT NOT NULL, game TEXT NOT NULL, seat BIGINT NOT NULL, data TEXT,"
                    + " saved_at BIGINT NOT NULL, PRIMARY KEY (player, game))")));

    /** Throws if the database is of a version that is not known here. Writes nothing. */
    void refuseNewer(Connection connection, Database database) throws SQLException, StoreException {
        int version = version(connection, database);
        if (version > steps.size()) {
            throw new StoreException(
                    "the database is of version " + version + ", and this Tickwire knows versions up to " + steps.size()
                            + ": use the newer Tickwire that made it so, or a copy from before");
        }
    }

    void run(Connection connection, Database database) throws SQLException {
        if (version(connection, database) == steps.size()) {
            return;
        }
        Database.run(connection, database.lock());
        int version = version(connection, database);
        for (List<String> step : steps.subList(Math.min(version, steps.size()), steps.size())) {
            Database.run(connection, step);
        }
        try (PreparedStatement update = connection.prepareStatement("UPDATE tickwire_schema SET version = ?")) {
            update.setInt(1, steps.size());
            update.executeUpdate();
        }
    }

    /** 0: there are no tables of ours. */
    private static int version(Connection connection, Database database) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet exists = statement.executeQuery(database.tableExists())) {
                if (!exists.next()) {
                    return 0;
                }
            }
            try (ResultSet version = statement.executeQuery("SELECT version FROM tickwire_schema")) {
                return version.next() ? version.getInt(1) : 0;
            }
        }
    }
}
