package dev.tickwire.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import org.junit.jupiter.api.Test;

/** What players say is wrong, for those who run the server. */
class ReportsSessionTest {
    private final SessionDriver server = new SessionDriver(new RoomTypes().build());

    private static ClientFrame.Builder report(String text) {
        return ClientFrame.newBuilder().setReport(text);
    }

    @Test
    void shouldHaveTheRoomSavedWithWhatAPlayerSaysAndTellNobodyInIt() {
        SessionDriver.Client ada = server.joined("Ada");
        SessionDriver.Client bo = server.joined("Bo");

        ada.send(report("  stuck in a wall "));
        server.ticks(2);

        assertThat(server.marks).containsExactly("REPORT: Player 0 reports: stuck in a wall");
        assertThat(server.count(Counter.PLAYER_REPORTS_TAKEN)).isEqualTo(1);
        assertThat(bo.watch().lastFrame().getChatsCount()).isZero();
    }

    @Test
    void shouldTakeReportsOfThoseWhoWatch() {
        SessionDriver.Client watching = server.connect();
        watching.send(SessionDriver.join(Join.newBuilder().setName("Wim").setSpectate(true)));
        server.tick();

        watching.send(report("she goes through walls"));
        server.tick();

        assertThat(server.marks).containsExactly("REPORT: A spectator reports: she goes through walls");
    }

    @Test
    void shouldTakeFewOfOnePlayerAndCountTheOthers() {
        SessionDriver.Client ada = server.joined("Ada");

        for (int i = 0; i < 8; i++) {
            ada.send(report("it is broken").setAckTick(1));
            server.tick();
        }

        assertThat(ada.outlet.reason()).as("nobody is ended for it").isNull();
        assertThat(server.marks).hasSize(3);
        assertThat(server.count(Counter.PLAYER_REPORTS_TOO_MANY)).isEqualTo(5);
    }

    @Test
    void shouldDropWhatIsNoText() {
        SessionDriver.Client ada = server.joined("Ada");

        ada.send(report("x".repeat(201)));
        ada.send(report("two\nlines"));
        ada.send(report("   "));
        server.tick();

        assertThat(ada.outlet.reason()).isNull();
        assertThat(server.marks).isEmpty();
        assertThat(server.count(Counter.PLAYER_REPORTS_UNFIT)).isEqualTo(3);
    }
}
