package dev.tickwire.server.sanctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.server.address.Address;
import dev.tickwire.server.fixture.TestAddresses;
import dev.tickwire.server.kept.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SanctionsTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Address HOME = TestAddresses.of("203.0.113.7");

    @TempDir
    private Path folder;

    private Path file;
    private Instant now = NOON;
    private Sanctions sanctions;

    @BeforeEach
    void begin() throws UnusableFileException {
        file = folder.resolve("sanctions.json");
        sanctions = opened();
    }

    private Sanctions opened() throws UnusableFileException {
        Sanctions opened = new Sanctions(file, () -> now);
        opened.open();
        return opened;
    }

    private void ban(Subject subject, Duration time) {
        assertThat(sanctions.add(new Sanction(Sanction.Kind.BAN, subject, now.plus(time), "ada", "Cheated.")))
                .isTrue();
    }

    @Test
    void shouldBanAnAccountWhereverItComesFromAndNobodyElse() {
        ban(Subject.account("bob"), Duration.ofHours(1));

        assertThat(sanctions.find(Sanction.Kind.BAN, "bob", HOME)).isNotNull();
        assertThat(sanctions.find(Sanction.Kind.BAN, "eve", HOME)).isNull();
        assertThat(sanctions.find(Sanction.Kind.BAN, "", HOME)).isNull();
        assertThat(sanctions.find(Sanction.Kind.MUTE, "bob", HOME)).isNull();
    }

    @Test
    void shouldBanAnAddressWhoeverComesFromThere() {
        ban(Subject.address("203.0.113.7"), Duration.ofHours(1));
        ban(Subject.address("2001:db8:0:1:0:0:0:0/64"), Duration.ofHours(1));

        assertThat(sanctions.find(Sanction.Kind.BAN, "bob", HOME)).isNotNull();
        assertThat(sanctions.find(Sanction.Kind.BAN, "", TestAddresses.of("2001:db8:0:1::5")))
                .isNotNull();
        assertThat(sanctions.find(Sanction.Kind.BAN, "", TestAddresses.of("2001:db8:0:2::5")))
                .isNull();
        assertThat(sanctions.find(Sanction.Kind.BAN, "", TestAddresses.of("203.0.113.8")))
                .isNull();
    }

    @Test
    void shouldEndByItselfAndWhenItIsLifted() throws UnusableFileException {
        ban(Subject.account("bob"), Duration.ofHours(1));
        ban(Subject.account("eve"), Duration.ofHours(2));
        assertThat(sanctions.list()).hasSize(2);
        now = NOON.plus(Duration.ofHours(1));

        assertThat(sanctions.find(Sanction.Kind.BAN, "bob", HOME)).isNull();
        assertThat(sanctions.lift(Sanction.Kind.BAN, Subject.account("bob"))).isFalse();
        assertThat(sanctions.lift(Sanction.Kind.BAN, Subject.account("eve"))).isTrue();
        assertThat(sanctions.find(Sanction.Kind.BAN, "eve", HOME)).isNull();
        assertThat(opened().list()).isEmpty();
    }

    @Test
    void shouldHoldAfterARestart() throws UnusableFileException {
        ban(Subject.account("böb \"the\" \n"), Duration.ofDays(3650));
        sanctions.add(
                new Sanction(Sanction.Kind.MUTE, Subject.address("203.0.113.7"), NOON.plusSeconds(60), "ada", ""));

        Sanctions next = opened();

        assertThat(next.list()).isEqualTo(sanctions.list()).hasSize(2);
        assertThat(folder.toFile().list()).containsExactly("sanctions.json");
    }

    @Test
    void shouldSayUntilWhenAndWhy() {
        Sanction ban = new Sanction(Sanction.Kind.BAN, Subject.account("bob"), NOON, "ada", "Cheated.");
        Sanction mute = new Sanction(Sanction.Kind.MUTE, Subject.account("bob"), NOON, "ada", "");

        assertThat(ban.sentence()).isEqualTo("You are banned until 2026-11-27 12:00 UTC: Cheated.");
        assertThat(mute.sentence()).isEqualTo("You cannot chat until 2026-11-27 12:00 UTC.");
    }

    @Test
    void shouldTakeSoManyAndReplaceWhatWasSaidOfTheSame() {
        Sanctions inMemory = new Sanctions(null, () -> now);
        for (int i = 0; i < Sanctions.MOST; i++) {
            inMemory.add(new Sanction(Sanction.Kind.BAN, Subject.account("u" + i), NOON.plusSeconds(9), "ada", ""));
        }
        Sanction longer = new Sanction(Sanction.Kind.BAN, Subject.account("u0"), NOON.plusSeconds(99), "ada", "");

        assertThat(inMemory.add(longer)).isTrue();
        assertThat(inMemory.find(Sanction.Kind.BAN, "u0", HOME)).isEqualTo(longer);
        assertThat(inMemory.add(
                        new Sanction(Sanction.Kind.BAN, Subject.account("one more"), NOON.plusSeconds(9), "ada", "")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "{\"kind\":\"ban\",\"account\":\"bob\",\"until\":\"tomorrow\"}",
                "{\"kind\":\"hug\",\"account\":\"bob\",\"until\":\"2026-11-27T12:00:00Z\"}",
                "{\"kind\":\"ban\",\"until\":\"2026-11-27T12:00:00Z\"}",
                "{\"kind\":\"ban\",\"account\":5,\"until\":\"2026-11-27T12:00:00Z\"}",
            })
    void shouldNotStartWithAFileThatItDidNotWrite(String line) throws IOException {
        ban(Subject.account("bob"), Duration.ofHours(1));
        Files.writeString(file, Files.readString(file) + line + "\n");

        assertThatThrownBy(this::opened)
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("cannot be used: line 2 is not what the server wrote: ");
    }
}
