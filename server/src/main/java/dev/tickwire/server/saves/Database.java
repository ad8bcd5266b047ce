package dev.tickwire.server.saves;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How SQLite and PostgreSQL differ. */
enum Database {
    SQLITE("jdbc:sqlite:") {
        @Override
        Properties properties(SavesSettings settings) {
            Properties properties = new Properties();
            // Another process, such as one that erases a user, has the file for moments only.
            properties.setProperty("busy_timeout", "5000");
            // A transaction that began with a read could not always go on with a write.
            properties.setProperty("transaction_mode", "IMMEDIATE");
            return properties;
        }

        /** A commit is on the disk when it returns, and what is erased is overwritten. */
        @Override
        List<String> preparation() {
            return List.of("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA secure_delete = ON");
        }

        @Override
        String tableExists() {
            return "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'tickwire_schema'";
        }

        @Override
        List<String> lock() {
            return List.of();
        }

        @Override
        List<String> afterErasing() {
            return List.of("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        @Override
        Connection connect(SavesSettings settings) throws SQLException, StoreException {
            Path file = file(settings.url());
            if (file != null && !Files.exists(file)) {
                create(file);
            }
            return super.connect(settings);
        }
    },

    POSTGRESQL("jdbc:postgresql:") {
        @Override
        Properties properties(SavesSettings settings) {
            Properties properties = new Properties();
            if (!settings.user().isEmpty()) {
                properties.setProperty("user", settings.user());
            }
            if (!settings.password().isEmpty()) {
                properties.setProperty("password", settings.password());
            }
            properties.setProperty("ApplicationName", "tickwire");
            properties.setProperty("connectTimeout", "5");
            properties.setProperty("socketTimeout", "10");
            properties.setProperty("tcpKeepAlive", "true");
            return properties;
        }

        @Override
        List<String> preparation() {
            return List.of();
        }

        @Override
        String tableExists() {
            return "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'tickwire_schema'";
        }

        /** Two servers may start at once. */
        @Override
        List<String> lock() {
            return List.of("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        }

        @Override
        List<String> afterErasing() {
            return List.of();
        }
    };

    /** A number that is likely to be nobody else's. */
    private static final long LOCK = 7_413_208_951L;

    private final String prefix;

    Database(String prefix) {
        this.prefix = prefix;
    }

    /** Whether a URL is of a database that rows can be kept in. */
    static boolean isKnown(String url) {
        return url.startsWith(SQLITE.prefix) || url.startsWith(POSTGRESQL.prefix);
    }

    static Database of(String url) {
        return url.startsWith(POSTGRESQL.prefix) ? POSTGRESQL : SQLITE;
    }

    /** The file of a URL; null: it is in memory, or no file's. */
    static @Nullable Path file(String url) {
        if (!url.startsWith(SQLITE.prefix)) {
            return null;
        }
        String name = url.substring(SQLITE.prefix.length());
        if (name.startsWith("file:")) {
            name = name.substring("file:".length());
        }
        int query = name.indexOf('?');
        name = query < 0 ? name : name.substring(0, query);
        return name.isEmpty() || name.contains(":memory:")
                ? null
                : Path.of(name).toAbsolutePath();
    }

    /** Without what follows a question mark, which may be a password. */
    static String shown(String url) {
        Path file = file(url);
        int query = url.indexOf('?');
        return file != null ? file.toString() : query < 0 ? url : url.substring(0, query);
    }

    abstract Properties properties(SavesSettings settings);

    /** What a connection needs, once it is known that the database may be written to. */
    abstract List<String> preparation();

    /** A query that has a row where our tables are there. */
    abstract String tableExists();

    /** Keeps others from making the tables at the same time. */
    abstract List<String> lock();

    abstract List<String> afterErasing();

    Connection connect(SavesSettings settings) throws SQLException, StoreException {
        return DriverManager.getConnection(settings.url(), properties(settings));
    }

    static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** For its owner alone. SQLite gives the files beside it the same rights. */
    private static void create(Path file) throws StoreException {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new StoreException("the file " + file + " cannot be made: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "there is no such directory"
                : e instanceof AccessDeniedException
                        ? "this process may not write to its directory"
                        : String.valueOf(e.getMessage());
    }
}
