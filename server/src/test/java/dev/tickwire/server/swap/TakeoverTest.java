package dev.tickwire.server.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.codec.RecordedSchemas;
import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.JournalCheckpoint;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalRequest;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.proto.wire.JournalStart;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.match.Tuning;
import dev.tickwire.server.recording.Revival;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.swap.UnmappableException;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Requests;
import dev.tickwire.simulation.world.Setup;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TakeoverTest {
    /** The rules by which the room was kept. */
    private static class Towns extends Game {
        final Table people = players(new Table("people", 4));
        final Column gold = people.integer("gold", 0, 1000);
        final Column hidden = people.integer("debts", 0, 100).hidden();

        {
            people.integer("gone", 0, 9);
            requests(new Requests("bells", 2));
            requests(new Requests("news", 2));
            inputs(new Table("keys", 4)).flag("dig");
            tunable("rain", 1, 0, 9);
        }

        @Override
        public void joined(Step step, int player) {
            hidden.set(player, 7);
        }

        @Override
        public void step(Step step) {
            for (int one = people.first(); one >= 0; one = people.next(one)) {
                gold.add(one, 100);
            }
        }
    }

    /** One column has another name and less room, one is gone, one is new; and so are a tunable and a request. */
    private static class Cities extends Game {
        final Table people = players(new Table("people", 4));

        {
            people.integer("coins", 0, 250).was("gold");
            people.integer("debts", 0, 1000).hidden();
            people.integer("level", 1, 9);
            inputs(new Table("keys", 4)).flag("dig");
            requests(new Requests("news", 2));
            tunable("sun", 1, 0, 9);
        }

        @Override
        public void step(Step step) {}
    }

    /** Rules to which it cannot come. */
    private static final class Villages extends Cities {
        Villages() {
            people.text("gone");
        }
    }

    private final Match match =
            new Match(new Towns(), new Tuning(20, 2, 0, Map.of()), new Setup("town-1", 5, null), JournalSink.NONE);

    private static RoomType type(Supplier<Game> games) {
        return new RoomTypes().playerLimit(4).build(games);
    }

    private RecordingHead.Builder head() {
        return RecordingHead.newBuilder()
                .setRoom("town-1")
                .setGame("Towns")
                .setSchemaHash(match.schema().hash())
                .setSchema(RecordedSchemas.toMessage(match.schema()));
    }

    private static Chunk chunk(int firstTick, int lastTick, JournalEntry.Builder entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            entry.build().writeDelimitedTo(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        boolean isStart = entry.hasCheckpoint() || entry.hasStart();
        return Chunk.of(isStart, firstTick, lastTick, bytes.toByteArray(), bytes.size());
    }

    private JournalEntry.Builder checkpoint() {
        return JournalEntry.newBuilder()
                .setCheckpoint(JournalCheckpoint.newBuilder()
                        .setState(ByteString.copyFrom(match.checkpoint().toBytes()))
                        .addSeats(JournalSeat.newBuilder().setPlayer(2).setName("Ada"))
                        .addRequests(JournalRequest.newBuilder().setKind(0).setRequest(1))
                        .addRequests(JournalRequest.newBuilder().setKind(1).setRequest(2))
                        .addRequests(JournalRequest.newBuilder().setKind(-1).setRequest(3)));
    }

    private Recording recording(RecordingHead.Builder head) {
        match.join(2, "Ada", "", true, List.of());
        for (int i = 0; i < 3; i++) {
            match.step();
        }
        return new Recording(
                head.build(),
                List.of(
                        chunk(0, 0, checkpoint()),
                        chunk(match.tick(), match.tick(), checkpoint()),
                        chunk(
                                match.tick(),
                                63,
                                JournalEntry.newBuilder().setSteps(60).setLeave(2))),
                List.of());
    }

    @Test
    void shouldTakeARoomOverAsItWasAtItsNewestCheckpoint() throws Exception {
        Revival.Room taken = Takeover.of(recording(head()), type(Cities::new));

        Snapshot now = taken.checkpoint().world().now();
        assertThat(now.tick()).isEqualTo(3);
        assertThat(now.table(0).isPresent(2)).isTrue();
        assertThat(now.table(0).column(0)[2]).as("300 coins, clamped").isEqualTo(250);
        assertThat(now.table(0).column(1)[2]).as("what no client knows, too").isEqualTo(7);
        assertThat(now.table(0).column(2)[2]).as("a new column").isEqualTo(1);
        assertThat(taken.checkpoint().tunables()).doesNotContainKey("rain");
        assertThat(taken.seats()).extracting(JournalSeat::getName).containsExactly("Ada");
        assertThat(taken.openRequests())
                .containsExactly(
                        JournalRequest.newBuilder().setKind(0).setRequest(2).build());
        Match resumed = taken.resume(Cities::new, JournalSink.NONE);
        resumed.step();
        assertThat(resumed.tick()).isEqualTo(4);
    }

    @Test
    void shouldNameWhatCannotBeMapped() {
        Recording recording = recording(head());

        assertThatThrownBy(() -> Takeover.of(recording, type(Villages::new)))
                .isInstanceOf(UnmappableException.class)
                .hasMessageContaining("table people: column gone");
    }

    @Test
    void shouldRefuseFilesThatDoNotSayWhatTheyHave() {
        assertRefused(
                recording(head().clearSchema()),
                "the game Towns has other tables now than when the room was kept, and it is not in the file which these"
                        + " were");
        assertRefused(
                new Recording(head().setSchemaHash(5).build(), List.of(), List.of()),
                "the game Towns has other tables now than when the room was kept, and what the file says of these makes"
                        + " no sense");
        assertRefused(
                new Recording(
                        head().build(),
                        List.of(chunk(0, 0, JournalEntry.newBuilder().setStart(JournalStart.newBuilder()))),
                        List.of()),
                "its game has other tables now than when the room was kept, and there is no checkpoint in the file");
        assertRefused(
                new Recording(
                        head().build(),
                        List.of(chunk(
                                0,
                                0,
                                JournalEntry.newBuilder()
                                        .setCheckpoint(JournalCheckpoint.newBuilder()
                                                .setState(ByteString.copyFromUtf8("no checkpoint"))))),
                        List.of()),
                "its newest checkpoint cannot be used: these bytes are no checkpoint");
    }

    private static void assertRefused(Recording recording, String sentence) {
        assertThatThrownBy(() -> Takeover.of(recording, type(Cities::new)))
                .isInstanceOfSatisfying(
                        MalformedRecordingException.class,
                        e -> assertThat(e.sentence()).isEqualTo(sentence));
    }
}
