package dev.tickwire.server.saves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for rows in every database. */
abstract class PlayerStoreContract {
    private static final Account ADA = new Account("dots", "ada");

    private final List<PlayerStore> open = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(1_000);

    /** Of a database that is empty at the start of each test. */
    abstract String url();

    @AfterEach
    void closeAll() {
        open.forEach(PlayerStore::close);
    }

    @Test
    void shouldRefuseADatabaseOfANewerVersionAndWriteNothingIntoIt() throws Exception {
        List<List<String>> steps = new ArrayList<>(Migrations.ALL.steps());
        steps.add(List.of("ALTER TABLE tickwire_players ADD COLUMN note TEXT"));
        try (JdbcPlayerStore newer = store(new Migrations(steps))) {
            newer.load(ADA, 1);
            newer.save(ADA, 1, "new");
            newer.commit();
        }

        PlayerStore older = store(Migrations.ALL);

        assertThatThrownBy(older::open)
                .isInstanceOf(StoreException.class)
                .hasMessage("the database is of version 2, and this Tickwire knows versions up to 1: use the newer"
                        + " Tickwire that made it so, or a copy from before");
        assertThatThrownBy(() -> older.load(ADA, 2)).isInstanceOf(StoreException.class);
        assertThat(query("SELECT seat FROM tickwire_players")).isEqualTo(1);
    }

    @Test
    void shouldKeepTheRowsOfAnOlderVersion() throws Exception {
        try (PlayerStore older = store(Migrations.ALL)) {
            older.load(ADA, 1);
            older.save(ADA, 1, "old");
            older.commit();
        }
        List<List<String>> steps = new ArrayList<>(Migrations.ALL.steps());
        steps.add(List.of("ALTER TABLE tickwire_players ADD COLUMN note TEXT"));
        steps.add(List.of("UPDATE tickwire_players SET note = 'moved'"));

        PlayerStore newer = store(new Migrations(steps));

        assertThat(newer.load(ADA, 2)).isEqualTo("old");
        newer.commit();
        assertThat(query("SELECT version FROM tickwire_schema")).isEqualTo(3);
        assertThat(query("SELECT count(*) FROM tickwire_players WHERE note = 'moved'"))
                .isEqualTo(1);
    }

    @Test
    void shouldLeaveADatabaseAsItWasWhereItsMigrationFails() throws Exception {
        store().load(ADA, 1);
        open.get(0).commit();
        List<List<String>> steps = new ArrayList<>(Migrations.ALL.steps());
        steps.add(List.of("ALTER TABLE tickwire_players ADD COLUMN note TEXT", "this is no SQL"));

        assertThatThrownBy(store(new Migrations(steps))::open).isInstanceOf(StoreException.class);

        assertThat(query("SELECT version FROM tickwire_schema")).isEqualTo(1);
        assertThat(store().load(ADA, 2)).isNull();
    }

    @Test
    void shouldWriteNothingOfASeatThatIsNotTheNewest() throws Exception {
        PlayerStore store = store();
        store.load(ADA, 7);
        PlayerStore ofAnotherServer = store;
        ofAnotherServer.load(ADA, 3);

        assertThat(store.save(ADA, 7, "old")).isFalse();
        assertThat(ofAnotherServer.save(ADA, 3, "new")).isTrue();
        store.commit();

        assertThat(store.load(ADA, 8)).isEqualTo("new");
    }

    @Test
    void shouldWriteNothingOfAUserWhoWasErasedMeanwhile() throws Exception {
        PlayerStore store = store();
        store.load(ADA, 1);
        store.load(new Account("other", "ada"), 2);
        store.load(new Account("dots", "bob"), 3);
        store.save(ADA, 1, "a");
        store.commit();

        assertThat(store.erase("ada")).isEqualTo(2);

        assertThat(store.save(ADA, 1, "back?")).isFalse();
        store.commit();
        assertThat(store.export("ada")).isEmpty();
        assertThat(store.save(new Account("dots", "bob"), 3, "b")).isTrue();
        assertThat(store.load(ADA, 4)).isNull();
        assertThat(store.save(ADA, 1, "back?")).isFalse();
        store.commit();
        assertThat(store.erase("nobody")).isZero();
    }

    @Test
    void shouldKeepNothingThatWasNotCommitted() throws Exception {
        PlayerStore store = store();
        store.load(ADA, 1);
        store.save(ADA, 1, "a");
        store.commit();
        store.save(ADA, 1, "b");
        store.close();

        assertThat(store.load(ADA, 2)).isEqualTo("a");
    }

    @Test
    void shouldLoadWhatWasSavedToTheLetter() throws Exception {
        PlayerStore store = store();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String user = "auth0|a'b\"c\\d;--%_" + "x".repeat(100);
        for (int size : new int[] {0, 1, 255, 4_096, 100_000}) {
            Account account = new Account("game" + size, user);
            String row = random.ints(size, 1, 0x1F700)
                    .filter(character -> character < 0xD800 || character > 0xDFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(store.load(account, size)).isNull();
            assertThat(store.save(account, size, row)).isTrue();
            store.commit();

            assertThat(store.load(account, -size)).as("seed " + seed).isEqualTo(row);
        }
    }

    @Test
    void shouldExportAllThatIsKeptOfAUserAndWhenItWasWritten() throws Exception {
        PlayerStore store = store();
        store.load(ADA, Long.MIN_VALUE);
        store.load(new Account("cards", "ada"), Long.MAX_VALUE);
        store.load(new Account("never written", "ada"), 0);
        store.save(ADA, Long.MIN_VALUE, "a");
        now = Instant.ofEpochSecond(2_000);
        store.save(new Account("cards", "ada"), Long.MAX_VALUE, "c");
        store.commit();

        List<SavedRow> exported = store.export("ada");

        assertThat(exported).extracting(SavedRow::game).containsExactly("cards", "dots");
        assertThat(exported).extracting(row -> row.document()).containsExactly("c", "a");
        assertThat(exported).extracting(SavedRow::savedAtSeconds).containsExactly(2_000L, 1_000L);
        assertThat(store.export("ADA")).isEmpty();
    }

    final PlayerStore store() {
        return store(Migrations.ALL);
    }

    final JdbcPlayerStore store(Migrations migrations) {
        InstantSource clock = () -> now;
        JdbcPlayerStore made = new JdbcPlayerStore(new SavesSettings(url(), user(), "", 1_000, ""), clock, migrations);
        open.add(made);
        return made;
    }

    String user() {
        return "";
    }

    /** The one number that a query answers, by a connection of its own. */
    private long query(String sql) throws SQLException {
        open.forEach(PlayerStore::close);
        try (Connection connection = DriverManager.getConnection(url(), user(), "");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
