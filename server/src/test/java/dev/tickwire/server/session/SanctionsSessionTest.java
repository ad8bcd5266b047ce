package dev.tickwire.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.server.fixture.Doors;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.sanctions.Sanction;
import dev.tickwire.server.sanctions.Subject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happens to those whom operators have banned or muted. */
class SanctionsSessionTest {
    private final SessionDriver driver = new SessionDriver(new RoomTypes().build());
    private final SessionDriver.Client client = driver.connect();

    private void rule(Sanction.Kind kind) {
        Subject subject = Subject.address(client.outlet.address().toString());
        driver.sanctions.add(new Sanction(kind, subject, Doors.NOW.plus(Duration.ofHours(1)), "ada", "Be nice."));
    }

    @Test
    void shouldRefuseTheJoinOfSomebodyWhoIsBanned() {
        rule(Sanction.Kind.BAN);

        client.send(SessionDriver.join("Bob"));

        assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.BANNED);
        assertThat(client.outlet.sentence()).startsWith("You are banned until ").endsWith(" UTC: Be nice.");
        assertThat(driver.count(Counter.JOINS_BANNED)).isEqualTo(1);
        assertThat(driver.count(Counter.ROOMS_OPENED)).isZero();
    }

    @Test
    void shouldEndTheConnectionOfSomebodyWhoIsBannedMeanwhile() {
        client.send(SessionDriver.join("Bob"));
        driver.ticks(3);
        assertThat(client.session.checkTime(driver.nowNanos)).isFalse();
        assertThat(client.outlet.reason()).isNull();

        rule(Sanction.Kind.BAN);
        client.session.checkTime(driver.nowNanos);

        assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.BANNED);
        driver.ticks(2);
        assertThat(driver.rooms.list().get(0).seatCount())
                .as("the seat is not kept")
                .isZero();
    }

    @Test
    void shouldPassNothingOnOfSomebodyWhoIsMutedAndSayWhy() {
        client.send(SessionDriver.join("Bob"));
        driver.ticks(3);
        rule(Sanction.Kind.MUTE);

        client.send(ClientFrame.newBuilder().setChat("hello"));
        driver.ticks(3);

        assertThat(client.outlet.reason()).isNull();
        assertThat(driver.count(Counter.CHATS_SAID)).isZero();
        assertThat(driver.count(Counter.CHATS_MUTED)).isEqualTo(1);
        assertThat(client.watch().notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.getText()).startsWith("You cannot chat until "));
    }
}
