package dev.tickwire.server.saves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends PlayerStoreContract {
    @TempDir
    Path folder;

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("players.db");
    }

    @Test
    void shouldSayInASentenceWhyThereIsNoFile() {
        Path file = folder.resolve("missing").resolve("players.db");

        assertThatThrownBy(store("jdbc:sqlite:" + file)::open)
                .isInstanceOf(StoreException.class)
                .hasMessage("the file " + file + " cannot be made: there is no such directory");
    }

    @Test
    void shouldRefuseAFileThatIsNoDatabaseAndLeaveItAsItIs() throws Exception {
        Path file = folder.resolve("players.db");
        Files.writeString(file, "Dear diary, today I met nobody.\n".repeat(100));

        assertThatThrownBy(store()::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the database " + file + " cannot be used: ")
                .hasMessageContaining("file is not a database");
        assertThat(file).content().startsWith("Dear diary");
    }

    @Test
    void shouldKeepWhatIsThereWhenTheDiskIsFull() throws Exception {
        Account ada = new Account("dots", "ada");
        try (PlayerStore small = store(url() + "?max_page_count=12")) {
            small.load(ada, 1);
            small.save(ada, 1, "small");
            small.commit();

            assertThatThrownBy(() -> small.save(ada, 1, "x".repeat(100_000)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("database or disk is full");
            assertThat(small.save(ada, 1, "still small")).isTrue();
            small.commit();
        }

        try (PlayerStore again = store(url())) {
            assertThat(again.load(ada, 2)).isEqualTo("still small");
        }
    }

    @Test
    void shouldMakeItsFilesForTheirOwnerAlone() throws Exception {
        PlayerStore store = store();
        store.load(new Account("dots", "ada"), 1);
        store.commit();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void shouldLeaveNoTraceInItsFilesOfWhoWasErased() throws Exception {
        PlayerStore store = store();
        store.load(new Account("dots", "ada-lovelace"), 1);
        store.save(new Account("dots", "ada-lovelace"), 1, "first programmer");
        store.commit();

        store.erase("ada-lovelace");

        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(content.contains("lovelace") || content.contains("programmer"))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }

    @Test
    void shouldLetTwoProcessesWriteOneAfterTheOther() throws Exception {
        PlayerStore one = store();
        PlayerStore other = store();
        one.load(new Account("dots", "ada"), 1);
        one.commit();

        other.load(new Account("dots", "bob"), 2);
        other.commit();

        assertThat(one.save(new Account("dots", "ada"), 1, "a")).isTrue();
        one.commit();
        assertThat(other.erase("ada")).isEqualTo(1);
        assertThat(one.save(new Account("dots", "ada"), 1, "a")).isFalse();
    }

    @Test
    void shouldShowNoPassword() {
        assertThat(Database.shown("jdbc:postgresql://db/game?user=u&password=secret"))
                .isEqualTo("jdbc:postgresql://db/game");
        assertThat(Database.shown("jdbc:sqlite:/data/players.db?cache=shared")).isEqualTo("/data/players.db");
    }

    private static PlayerStore store(String url) {
        return new JdbcPlayerStore(new SavesSettings(url, "", "", 1_000, ""), () -> Instant.EPOCH);
    }
}
