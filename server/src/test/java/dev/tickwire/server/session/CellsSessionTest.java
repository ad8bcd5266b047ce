package dev.tickwire.server.session;

import static dev.tickwire.server.session.SessionDriver.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Feature;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.session.SessionDriver.Client;
import dev.tickwire.simulation.world.Cells;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import org.junit.jupiter.api.Test;

/** Who may play a game with columns of cells: clients that know these. */
class CellsSessionTest {
    private static final String SENTENCE =
            "This game has columns of cells, which your client cannot read: reload, or use a newer one.";

    private static final class Chests extends Game {
        private final Table keys = inputs(new Table("keys", 4));
        private final Table chests = table(new Table("chests", 4));
        private final Cells slots = chests.cells("slot", 30, 0, 16383).ownerOnly();

        @Override
        public void joined(Step step, int player) {
            chests.addAt(player);
            slots.set(player, 29, 100 + player);
        }

        @Override
        public void left(Step step, int player) {
            chests.remove(player);
        }

        @Override
        public void step(Step step) {
            for (int player = keys.first(); player >= 0; player = keys.next(player)) {
                slots.set(player, step.tick() % 29, step.tick());
            }
        }
    }

    /** Cells that no client is told of. */
    private static final class Ledger extends Game {
        Ledger() {
            inputs(new Table("keys", 4));
            table(new Table("ledger", 4)).cells("sums", 9, 0, 100).hidden();
        }

        @Override
        public void step(Step step) {}
    }

    private final SessionDriver server = new SessionDriver(
            new RoomTypes()
                    .name("chests")
                    .playerLimit(4)
                    .resumeGraceMillis(60_000)
                    .build(Chests::new),
            new RoomTypes().name("ledger").playerLimit(4).build(Ledger::new));

    private Client knowing() {
        Client client = server.connect();
        client.send(join(Join.newBuilder().setName("Ada").addFeatures(Feature.CELLS)));
        server.tick();
        return client;
    }

    private static void assertRefused(Client client) {
        assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.SCHEMA_MISMATCH);
        assertThat(client.outlet.sentence()).isEqualTo(SENTENCE);
        assertThat(client.outlet.messages()).isEmpty();
    }

    @Test
    void shouldRefuseAClientThatDoesNotKnowThem() {
        Client client = server.connect();

        client.send(join(Join.newBuilder().addFeaturesValue(99)));

        assertRefused(client);
        assertThat(server.rooms.list()).as("no room is opened in vain").isEmpty();
    }

    @Test
    void shouldRefuseASpectatorThatDoesNotKnowThem() {
        knowing();
        Client client = server.connect();

        client.send(join(Join.newBuilder().setRoom(server.roomId(0)).setSpectate(true)));

        assertRefused(client);
    }

    @Test
    void shouldRefuseWhoComesBackWithoutKnowingThemAndKeepTheSeat() {
        Client ada = knowing();
        var token = ada.watch().welcome().getResumeToken();
        ada.session.onClosed(Departure.LOST);
        server.tick();

        Client old = server.connect();
        old.send(join(Join.newBuilder().setResumeToken(token)));
        assertRefused(old);
        Client back = server.connect();
        back.send(join(Join.newBuilder().setResumeToken(token).addFeatures(Feature.CELLS)));
        server.tick();

        assertThat(back.watch().welcome().getResumed()).isTrue();
    }

    @Test
    void shouldTellThoseWhoKnowThemWhatIsInThem() {
        Client ada = knowing();
        Client bo = knowing();
        server.ticks(3);

        assertThat(ada.watch().welcome().getFeaturesList()).containsExactly(Feature.CELLS);
        for (Client client : new Client[] {ada, bo}) {
            int player = client.watch().player();
            var chests = client.watch().snapshot().table(1);
            assertThat(chests.count()).isEqualTo(1);
            int[] slots = chests.column(0);
            assertThat(slots[player * 30 + 29]).isEqualTo(100 + player);
            int tick = client.watch().snapshot().tick();
            assertThat(slots[player * 30 + tick % 29]).isEqualTo(tick);
        }
    }

    @Test
    void shouldLetAnybodyPlayWhereCellsAreHidden() {
        Client client = server.connect();

        client.send(join(Join.newBuilder().setRoomType("ledger")));
        server.tick();

        assertThat(client.watch().welcome().getRoomType()).isEqualTo("ledger");
        assertThat(client.watch().welcome().getFeaturesList()).isEmpty();
    }
}
