package dev.tickwire.server.saves;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.server.fixture.PostgresServer;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of rows against a PostgreSQL server of its own, and what befalls that. */
class PostgresStoreIT extends PlayerStoreContract {
    private static final Account ADA = new Account("dots", "ada");

    private static PostgresServer server;
    private static int schemas;

    @BeforeAll
    static void startServer() {
        server = new PostgresServer();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void makeSchema() throws SQLException {
        schemas++;
        try (Connection connection = DriverManager.getConnection(server.url("public"), PostgresServer.USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA s" + schemas);
        }
    }

    @Override
    String url() {
        return server.url("s" + schemas);
    }

    @Override
    String user() {
        return PostgresServer.USER;
    }

    @Test
    void shouldWriteWhatWaitedWhenTheDatabaseIsBack() throws Exception {
        Counters counters = new Counters();
        Saves saves = new Saves(store(), 1_000, counters, System::nanoTime);
        saves.open();
        SavedSeat ada = load(saves, ADA);

        server.stop();
        ada.save(Map.of("n", 1));
        patiently().until(() -> !saves.obstacles().isEmpty());
        ada.save(Map.of("n", 2));
        assertThat(load(saves, new Account("dots", "bob"))).isNull();
        server.start();
        patiently().until(() -> saves.obstacles().isEmpty());

        assertThat(load(saves, ADA).loaded()).isEqualTo(Map.of("n", 2L));
        assertThat(counters.get(Counter.ROWS_LOST)).isZero();
        saves.close(60_000);
    }

    @Test
    void shouldRefuseNobodyWhereTheDatabaseWasStartedAnewMeanwhile() throws Exception {
        Saves saves = new Saves(store(), 1_000, new Counters(), System::nanoTime);
        saves.open();
        assertThat(load(saves, ADA)).isNotNull();

        server.stop();
        server.start();

        assertThat(load(saves, ADA)).isNotNull();
        saves.close(60_000);
    }

    @Test
    void shouldSayInASentenceThatNobodyIsThere() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String hangs = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/game?socketTimeout=1";
            assertThatThrownBy(store(hangs)::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("the database jdbc:postgresql://127.0.0.1:" + silent.getLocalPort()
                            + "/game cannot be used: ");
        }
        assertThatThrownBy(store(url().replace("/postgres", "/none"))::open)
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("FATAL: database \"none\" does not exist");
    }

    @Test
    void shouldMakeTheTablesOnceWhereServersStartAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> open = () -> {
                try (PlayerStore store = store(url())) {
                    store.open();
                    return true;
                }
            };
            for (Future<Boolean> opened : threads.invokeAll(List.of(open, open, open, open))) {
                assertThat(opened.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store().load(ADA, 1)).isNull();
    }

    private static PlayerStore store(String url) {
        return new JdbcPlayerStore(new SavesSettings(url, PostgresServer.USER, "", 1_000, ""), () -> Instant.EPOCH);
    }

    private static SavedSeat load(Saves saves, Account account) throws InterruptedException {
        BlockingQueue<List<SavedSeat>> answer = new ArrayBlockingQueue<>(1);
        saves.load(account, seat -> answer.add(seat == null ? List.of() : List.of(seat)));
        List<SavedSeat> seats = answer.poll(60, TimeUnit.SECONDS);
        assertThat(seats).isNotNull();
        return seats.isEmpty() ? null : seats.get(0);
    }
}
