package dev.tickwire.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ClientFrameReader;
import dev.tickwire.proto.codec.FrameEvents;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.ClientRow;
import dev.tickwire.proto.wire.DesyncAnswer;
import dev.tickwire.proto.wire.EventBatch;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.Rates;
import dev.tickwire.proto.wire.RowHashes;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientSessionTest {
    private static final long MILLI = 1_000_000;
    private static final int[] INPUT = {1, 0, 1};

    private final FakeRoom room = new FakeRoom();
    private final Heard heard = new Heard();
    private final ClientSession session =
            new ClientSession(Join.newBuilder().setName("Bot 1").build(), 0, heard);
    private final ByteWriter out = new ByteWriter(64);
    private final ClientFrameReader sent = new ClientFrameReader();
    private long now = 5_000 * MILLI;

    @Test
    void shouldJoinWithTheVersionItSpeaks() throws Exception {
        byte[] join = session.join(now);
        sent.read(join, 0, join.length);
        assertThat(sent.join().getProtocolVersion()).isEqualTo(1);
        assertThat(sent.join().getName()).isEqualTo("Bot 1");
    }

    @Test
    void shouldSayNothingButPingsBeforeTheFirstSnapshot() throws Exception {
        session.join(now);
        assertThat(session.tick(INPUT, now, out)).isFalse();
        receive(room.welcomeFrame());
        assertThat(session.tick(INPUT, now, out)).isFalse();
        assertThat(session.isPlaying()).isFalse();
        now += 1000 * MILLI;
        tick();
        assertThat(sent.hasPing()).isTrue();
        assertThat(sent.inputCount()).isZero();
    }

    @Test
    void shouldHoldTheServersStateAfterManyDeltas() throws Exception {
        receive(room.welcomeFrame());
        for (int i = 0; i < 200; i++) {
            receive(room.step());
        }
        assertThat(heard.desyncs).isZero();
        assertThat(session.snapshot().tick()).isEqualTo(200);
        assertThat(session.previousSnapshot().tick()).isEqualTo(199);
        assertThat(session.snapshot().table(0).count()).isEqualTo(1);
    }

    @Test
    void shouldGoOnAtOtherRates() throws Exception {
        receive(room.welcomeFrame());
        receive(room.step());
        receive(withRates(room.step(), 40, 2));

        assertThat(session.welcome().getTickRateHz()).isEqualTo(40);
        assertThat(session.welcome().getTicksPerSnapshot()).isEqualTo(2);
        assertThat(session.welcome().getRoom()).isEqualTo("room-1");
        assertThat(heard.desyncs).isZero();
    }

    @Test
    void shouldFollowRatesThatComeWithADeltaAgainstAnUnknownState() throws Exception {
        receive(room.welcomeFrame());
        receive(room.step());
        room.step();
        receive(withRates(room.step(), 40, 2));

        assertThat(session.snapshot().tick()).as("its baseline is not held").isEqualTo(1);
        assertThat(session.welcome().getTickRateHz()).isEqualTo(40);
    }

    @Test
    void shouldRefuseRatesThatMakeNoSense() throws Exception {
        receive(room.welcomeFrame());
        assertThatThrownBy(() -> receive(withRates(room.step(), 0, 1)))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("the rates make no sense: 0.0 Hz with 1 ticks per snapshot");
    }

    private static byte[] withRates(byte[] frame, double tickRateHz, int ticksPerSnapshot) throws Exception {
        return ServerFrame.parseFrom(frame).toBuilder()
                .setRates(Rates.newBuilder().setTickRateHz(tickRateHz).setTicksPerSnapshot(ticksPerSnapshot))
                .build()
                .toByteArray();
    }

    @Test
    void shouldReportGapsBetweenSnapshots() throws Exception {
        receive(room.welcomeFrame());
        receive(room.step());
        now += 50 * MILLI;
        receive(room.step());
        now += 70 * MILLI;
        receive(room.step());
        assertThat(heard.gaps).containsExactly(-1L, 50 * MILLI, 70 * MILLI);
    }

    @Test
    void shouldTakeTicksInWhichNothingChangedOutOfGaps() throws Exception {
        join();
        for (int tick = 2; tick < 21; tick++) {
            room.skip();
        }
        now += 20 * 50 * MILLI;
        receive(withQuiet(room.step(), 1));
        assertThat(heard.gaps.get(1)).as("a heartbeat in time").isEqualTo(50 * MILLI);

        room.skip();
        now += 3000 * MILLI;
        receive(withQuiet(room.step(), 1));
        assertThat(heard.gaps.get(2))
                .as("a stall in which the world stood still, too")
                .isEqualTo(2950 * MILLI);
    }

    @Test
    void shouldCountALateInputFromWhenItWasDue() throws Exception {
        join();
        session.tick(INPUT, now - 30 * MILLI, now, out);
        now += 60 * MILLI;
        receive(room.step());
        receive(room.step(0, FakeRoom.NO_MARGIN, 0));
        assertThat(heard.latencies).containsExactly(90 * MILLI);
    }

    private static byte[] withQuiet(byte[] frame, int quietAgo) throws Exception {
        return ServerFrame.parseFrom(frame).toBuilder()
                .setQuietAgo(quietAgo)
                .build()
                .toByteArray();
    }

    @Test
    void shouldReportWhatTheServerHasNotAnsweredSince() throws Exception {
        join();
        tick();
        now += 5000 * MILLI;
        tick();
        session.reportWaiting(now, 1000 * MILLI);
        assertThat(heard.missing).containsExactly(5000 * MILLI);
        assertThat(heard.unansweredInputs).containsExactly(5000 * MILLI);
        assertThat(heard.unansweredPings).containsExactly(5000 * MILLI);
    }

    @Test
    void shouldReportNoInputThatASnapshotHasShown() throws Exception {
        join();
        tick();
        receive(room.step());
        receive(room.step(0, FakeRoom.NO_MARGIN, 0));
        session.reportWaiting(now + 5000 * MILLI, 1000 * MILLI);
        assertThat(heard.unansweredInputs).isEmpty();
    }

    @Test
    void shouldReportASnapshotThatNeverCameSinceTheWelcome() throws Exception {
        session.reportWaiting(now, 0);
        assertThat(heard.missing).as("there is no room yet").isEmpty();
        receive(room.welcomeFrame());
        session.reportWaiting(now + 3000 * MILLI, 0);
        assertThat(heard.missing).containsExactly(3000 * MILLI);
    }

    @Test
    void shouldSendInputAckAndPingInOneFrame() throws Exception {
        join();
        tick();
        assertThat(sent.inputCount()).isEqualTo(1);
        assertThat(sent.inputTick(0)).isEqualTo(3);
        assertThat(sent.inputValues()).startsWith(1, 0, 1);
        assertThat(sent.ackTick()).isEqualTo(1);
        assertThat(sent.hasPing()).isTrue();
    }

    @Test
    void shouldAckEachSnapshotOnce() throws Exception {
        join();
        tick();
        tick();
        assertThat(sent.ackTick()).isZero();
        receive(room.step());
        receive(room.step());
        tick();
        assertThat(sent.ackTick()).isEqualTo(3);
    }

    @Test
    void shouldTellHowLongItTookUntilEachInputWasShown() throws Exception {
        join();
        tick();
        now += 50 * MILLI;
        receive(room.step());
        tick();
        now += 30 * MILLI;
        receive(room.step(0, 20, 0));
        assertThat(heard.latencies).containsExactly(80 * MILLI);
        now += 50 * MILLI;
        receive(room.step(0, 20, 0));
        receive(room.step(1, FakeRoom.NO_MARGIN, 0));
        assertThat(heard.latencies).containsExactly(80 * MILLI, 80 * MILLI);
    }

    @Test
    void shouldStampLaterWhenTheServerSaysThatInputsAreLate() throws Exception {
        join();
        tick();
        receive(room.step());
        receive(room.step(0, -10, 0));
        tick();
        assertThat(sent.inputTick(0)).isEqualTo(5);
        assertThat(heard.margins).containsExactly(-10);
    }

    @Test
    void shouldTakeTheMarginsOfFramesThatItCannotApply() throws Exception {
        join();
        tick();
        now += 50 * MILLI;
        tick();
        room.step();
        receive(room.step(-1, -10, 0));
        assertThat(session.snapshot().tick()).as("its baseline is not held").isEqualTo(1);
        room.forgetBaseline();
        receive(room.step(-1, -11, 0));

        assertThat(heard.margins).containsExactly(-10, -11);
    }

    @Test
    void shouldRefuseAMarginOfAnInputThatWasNotSent() throws Exception {
        join();
        tick();
        receive(room.step(-1, 10, 0));

        assertThatThrownBy(() -> receive(room.step(-1, 10, 0)))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("it tells how early an input came that was not sent");
    }

    @Test
    void shouldMeasureARoundTripOfMoreThanASecond() throws Exception {
        session.join(now);
        receive(room.welcomeFrame());
        receive(room.step());
        for (int i = 0; i < 40; i++) {
            now += 50 * MILLI;
            tick();
        }
        pong(1);

        assertThat(heard.roundTrips).containsExactly(2000 * MILLI);
    }

    @Test
    void shouldMeasureTheRoundTripOnceASecond() throws Exception {
        join();
        tick();
        int ping = sent.ping();
        now += 12 * MILLI;
        pong(ping + 1);
        pong(ping);
        pong(ping);
        assertThat(heard.roundTrips).containsExactly(12 * MILLI);
        now += 900 * MILLI;
        tick();
        assertThat(sent.hasPing()).isFalse();
        now += 100 * MILLI;
        tick();
        assertThat(sent.hasPing()).isTrue();
    }

    @Test
    void shouldAskForOneKeyframeWhenTheHashDiffersAndCountOneDesync() throws Exception {
        join();
        receive(room.step(-1, FakeRoom.NO_MARGIN, 1));
        tick();
        assertThat(sent.resync()).isTrue();
        receive(room.step(-1, FakeRoom.NO_MARGIN, 1));
        tick();
        assertThat(sent.resync()).isFalse();
        room.forgetBaseline();
        receive(room.step());
        tick();
        assertThat(sent.resync()).isFalse();
        assertThat(heard.desyncs).isEqualTo(1);
        assertThat(heard.resyncs).isEqualTo(1);
    }

    @Test
    void shouldSayWhatItHeldWhenTheHashDiffersAndHearWhatWasFound() throws Exception {
        join();
        receive(room.step(-1, FakeRoom.NO_MARGIN, 1));
        int tick = session.snapshot().tick();
        tick();
        assertThat(sent.resync()).isTrue();
        assertThat(sent.desync().getTick()).isEqualTo(tick);
        assertThat(sent.desync().getTableHashesList())
                .hasSize(room.visible().tables().size());
        room.forgetBaseline();
        receive(room.step());
        tick();
        assertThat(sent.desync()).isNull();

        DesyncAnswer.Builder answer = DesyncAnswer.newBuilder().setTick(tick);
        receive(ServerFrameWriter.desync(answer.clone()
                .addTables(RowHashes.newBuilder().addIds(65536 + 200).addHashes(5))
                .build()));
        tick();
        assertThat(sent.desync().getTick()).isEqualTo(tick);
        assertThat(sent.desync().getRowsList())
                .contains(ClientRow.newBuilder()
                        .setId(65536 + 200)
                        .setAbsent(true)
                        .build());

        receive(ServerFrameWriter.desync(
                answer.setFinding("table ships, row 200").build()));
        assertThat(heard.findings).containsExactly(tick + ": table ships, row 200");
    }

    @Test
    void shouldNotSayWhatItDoesNotHoldAnyMore() throws Exception {
        join();
        receive(ServerFrameWriter.desync(DesyncAnswer.newBuilder()
                .setTick(1)
                .addTables(RowHashes.newBuilder().addIds(1).addHashes(1))
                .build()));
        tick();
        assertThat(sent.desync()).isNull();
    }

    @Test
    void shouldAskAgainWhenNoKeyframeComes() throws Exception {
        join();
        receive(room.step(-1, FakeRoom.NO_MARGIN, 1));
        tick();
        now += 1000 * MILLI;
        receive(room.step(-1, FakeRoom.NO_MARGIN, 1));
        tick();
        assertThat(sent.resync()).isTrue();
        assertThat(heard.desyncs).isEqualTo(1);
    }

    @Test
    void shouldWaitForAKeyframeWhenADeltaIsAgainstAnUnknownState() throws Exception {
        join();
        room.step();
        receive(room.step());
        assertThat(session.snapshot().tick()).isEqualTo(1);
        tick();
        assertThat(sent.resync()).isTrue();
        assertThat(sent.ackTick()).isEqualTo(1);
        room.forgetBaseline();
        receive(room.step());
        assertThat(session.snapshot().tick()).isEqualTo(4);
        tick();
        assertThat(sent.resync()).isFalse();
        assertThat(heard.desyncs).isZero();
    }

    @Test
    void shouldTellOnceOfWhatHappens() throws Exception {
        join();
        receive(room.step());
        room.simulation().join(4, "Zoe");
        room.simulation().join(5, "Bo");
        receive(room.step());
        receive(room.step());

        assertThat(heard.arrivals).containsExactly("3 at tick 1", "4 at tick 3", "5 at tick 3");
    }

    @Test
    void shouldTellOfWhatComesWithADeltaAgainstAnUnknownState() throws Exception {
        join();
        room.step();
        room.simulation().join(4, "Zoe");
        receive(room.step());
        assertThat(session.snapshot().tick()).isEqualTo(1);
        room.forgetBaseline();
        receive(room.step());

        assertThat(heard.arrivals).containsExactly("3 at tick 1", "4 at tick 3");
    }

    @Test
    void shouldRefuseEventsThatMakeNoSense() throws Exception {
        join();
        ServerFrame frame = ServerFrame.newBuilder()
                .setTick(2)
                .addEvents(EventBatch.newBuilder().setKind(99))
                .build();

        assertThatThrownBy(() -> receive(frame.toByteArray()))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("there is no kind of event 99");
    }

    @Test
    void shouldSayNothingMoreOnceItLeaves() throws Exception {
        join();
        session.leave(out);
        sent.read(out.bytes(), 0, out.length());
        assertThat(sent.leave()).isTrue();
        assertThat(session.tick(INPUT, now, out)).isFalse();
    }

    @Test
    void shouldRefuseASchemaThatIsNotWhatItsHashSays() {
        assertThatThrownBy(() -> receive(ServerFrameWriter.welcome(
                        room.welcome().setSchemaHash(12).build())))
                .isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void shouldReadAColumnOfAKindThatALaterVersionAdded() throws Exception {
        Welcome.Builder welcome = room.welcome();
        welcome.getSchemaBuilder().getTablesBuilder(0).getColumnsBuilder(3).setKindValue(99);
        welcome.setSchemaHash(12);

        receive(ServerFrameWriter.welcome(welcome.build()));
        receive(room.step());

        assertThat(session.schema().tables().get(0).columns().get(3).kind()).isEqualTo(ColumnType.Kind.INTEGER);
        assertThat(session.isPlaying()).isTrue();
    }

    @Test
    void shouldRefuseAnotherProtocolVersionAndRatesThatMakeNoSense() {
        assertThatThrownBy(() -> receive(ServerFrameWriter.welcome(
                        room.welcome().setProtocolVersion(2).build())))
                .hasMessageContaining("version 2");
        for (double tickRateHz : new double[] {Double.NaN, Double.MIN_VALUE, 0.09, 1001, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> receive(ServerFrameWriter.welcome(
                            room.welcome().setTickRateHz(tickRateHz).build())))
                    .hasMessageContaining("rates");
        }
        assertThatThrownBy(() -> receive(ServerFrameWriter.welcome(
                        room.welcome().setTicksPerSnapshot(201).build())))
                .hasMessageContaining("rates");
        assertThatThrownBy(() -> receive(ServerFrameWriter.welcome(
                        room.welcome().setTicksPerSnapshot(0).build())))
                .hasMessageContaining("rates");
    }

    @Test
    void shouldRefuseACodecThatItDoesNotRead() {
        assertThatThrownBy(() -> receive(ServerFrameWriter.welcome(
                        room.welcome().setCodecValue(77).build())))
                .hasMessageContaining("codec");
    }

    @Test
    void shouldRefuseASnapshotBeforeTheWelcome() {
        assertThatThrownBy(() -> receive(room.step())).isInstanceOf(MalformedFrameException.class);
    }

    private void join() throws MalformedFrameException {
        receive(room.welcomeFrame());
        receive(room.step());
    }

    private void receive(byte[] frame) throws MalformedFrameException {
        byte[] shifted = new byte[frame.length + 3];
        System.arraycopy(frame, 0, shifted, 2, frame.length);
        session.receive(shifted, 2, frame.length + 2, now);
    }

    private void pong(int number) throws MalformedFrameException {
        receive(ServerFrameWriter.pong(number));
    }

    private void tick() throws MalformedFrameException {
        out.clear();
        session.tick(INPUT, now, out);
        sent.read(out.bytes(), 0, out.length());
    }

    private static final class Heard implements SessionListener {
        private final List<String> arrivals = new ArrayList<>();
        private final List<Long> gaps = new ArrayList<>();
        private final List<Long> latencies = new ArrayList<>();
        private final List<Long> roundTrips = new ArrayList<>();
        private final List<Integer> margins = new ArrayList<>();
        private final List<Long> missing = new ArrayList<>();
        private final List<Long> unansweredInputs = new ArrayList<>();
        private final List<Long> unansweredPings = new ArrayList<>();
        private int desyncs;
        private final List<String> findings = new ArrayList<>();
        private int resyncs;

        @Override
        public void onSnapshot(ClientSession session, long gapNanos, int frameBytes) {
            gaps.add(gapNanos);
        }

        @Override
        public void onEvents(ClientSession session, FrameEvents events) {
            for (int event = 0; event < events.count(); event++) {
                TableType kind = session.schema().events().get(events.kind(event));
                if (kind.name().equals("arrivals")) {
                    arrivals.add(events.raw(event, kind.indexOf("player")) + " at tick " + events.tick(event));
                }
            }
        }

        @Override
        public void onInputShown(long latencyNanos) {
            latencies.add(latencyNanos);
        }

        @Override
        public void onSnapshotMissing(long waitedNanos) {
            missing.add(waitedNanos);
        }

        @Override
        public void onInputUnanswered(long waitedNanos) {
            unansweredInputs.add(waitedNanos);
        }

        @Override
        public void onPingUnanswered(long waitedNanos) {
            unansweredPings.add(waitedNanos);
        }

        @Override
        public void onInputMargin(int marginMillis) {
            margins.add(marginMillis);
        }

        @Override
        public void onRoundTrip(long nanos) {
            roundTrips.add(nanos);
        }

        @Override
        public void onDesyncFinding(int tick, String finding) {
            findings.add(tick + ": " + finding);
        }

        @Override
        public void onDesync(int tick) {
            desyncs++;
        }

        @Override
        public void onResync() {
            resyncs++;
        }
    }
}
