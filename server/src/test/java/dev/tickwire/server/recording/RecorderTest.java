package dev.tickwire.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.Entries;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.replay.Replay;
import dev.tickwire.proto.replay.Verification;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.fixture.RandomPlay;
import dev.tickwire.server.match.MarkKind;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.match.Tuning;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Past;
import dev.tickwire.simulation.world.Setup;
import dev.tickwire.simulation.world.Simulation;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A match that is recorded, and played again from the recording. */
class RecorderTest {
    private static final Tuning TUNING = new Tuning(20, 2, 6 * Past.PARTS_PER_TICK, Map.of());
    private static final RecorderSettings SETTINGS = new RecorderSettings(60, 1 << 20, Path.of("unused"), 0);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<byte[]> saved = new ArrayList<>();
    private final RecordingQueue queue = new RecordingQueue(new Counters());
    private final RecordingWork work =
            new RecordingWork(queue, (tape, reason, kind) -> saved.add(tape.save(reason, 0)), 250);

    private Recorder recorder(Supplier<Game> games) {
        Simulation sample = new Simulation(games.get(), 20, 0);
        RecordingHead head = RecordingHead.newBuilder()
                .setRoom("r1")
                .setSchemaHash(sample.schema().hash())
                .build();
        return new Recorder(
                new Tape(head, SETTINGS.mostBytes()),
                queue,
                SETTINGS,
                sample.schema().inputs().capacity(),
                sample.schema().visible().inputs().columns().size());
    }

    private void run(Match match, Recorder recorder, RandomPlay play, int ticks) {
        for (int i = 0; i < ticks; i++) {
            play.run(match, 1);
            if (recorder.wantsCheckpoint()) {
                recorder.keep(match.checkpoint(), List.of(), List.of());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tickwire.server.fixture.SampleGames#all")
    void shouldTakeTheSameCheckpointsInTheSpaceOfOldOnes(String name, Supplier<Game> games) {
        Recorder recorder = recorder(games);
        Match match = new Match(games.get(), TUNING, Setup.of(seed), recorder);
        RandomPlay play = new RandomPlay(games, random);
        for (int i = 0; i < 40; i++) {
            play.run(match, 7);
            Checkpoint taken = match.checkpoint();
            Checkpoint anew = match.checkpoint();
            assertThat(anew).as("the old one was given away").isNotSameAs(taken);
            assertThat(taken.toBytes()).as("%s, %d", name, seed).isEqualTo(anew.toBytes());
            recorder.keep(taken, List.of(), List.of());
            work.run(0);
        }
    }

    @Test
    void shouldSaveNothingThatOpensASeat() throws MalformedRecordingException {
        Recorder recorder = recorder(Arena::new);
        Match match = new Match(new Arena(), TUNING, Setup.of(seed), recorder);
        match.join(3, "Ada", "", false, List.of());
        JournalSeat seat = JournalSeat.newBuilder()
                .setPlayer(3)
                .setName("Ada")
                .setSecret(ByteString.copyFromUtf8("open sesame"))
                .build();
        recorder.onSeat(seat);
        match.step();
        recorder.keep(match.checkpoint(), List.of(seat), List.of());
        match.step();
        recorder.onMark("a desync", MarkKind.FINDING);
        work.run(0);

        List<JournalSeat> seats = new ArrayList<>();
        for (Chunk chunk : Recording.parse(saved.get(0)).chunks()) {
            Entries entries = new Entries(chunk);
            for (JournalEntry entry = entries.next(); entry != null; entry = entries.next()) {
                seats.addAll(entry.getCheckpoint().getSeatsList());
                if (entry.hasSeat()) {
                    seats.add(entry.getSeat());
                }
            }
        }
        assertThat(seats).hasSize(2).containsOnly(seat.toBuilder().clearSecret().build());
    }

    @Test
    void shouldAllocateNothingOnTheLoopForACheckpoint() {
        Recorder recorder = recorder(Arena::new);
        Match match = new Match(new Arena(), TUNING, Setup.of(seed), recorder);
        for (int player = 0; player < 20; player++) {
            match.join(player, "P" + player, "", false, List.of());
        }
        List<JournalSeat> seats =
                List.of(JournalSeat.newBuilder().setPlayer(3).setName("P3").build());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Long> samples = new ArrayList<>();
        while (samples.size() < 100 && !samples.contains(0L)) {
            match.step();
            work.run(0);
            long before = threads.getCurrentThreadAllocatedBytes();
            recorder.keep(match.checkpoint(), seats, List.of());
            samples.add(threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(samples).contains(0L);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tickwire.server.fixture.SampleGames#all")
    void shouldPlayTheSameMatchAgain(String name, Supplier<Game> games) throws MalformedRecordingException {
        Recorder recorder = recorder(games);
        Match match = new Match(games.get(), TUNING, Setup.of(seed), recorder);
        RandomPlay play = new RandomPlay(games, random);
        run(match, recorder, play, 700);
        play.act(match);

        recorder.onMark("somebody asked for it", MarkKind.REQUEST);
        work.run(0);

        Recording recording = Recording.parse(saved.get(0));
        assertThat(recording.problems()).isEmpty();
        assertThat(recording.head().getReason()).isEqualTo("somebody asked for it");
        Replay replay = new Replay(recording, 0, games, new Replay.Listener() {});
        replay.play();
        assertThat(replay.checkpoint().toBytes())
                .as("seed %d", seed)
                .isEqualTo(match.checkpoint().toBytes());
    }

    @Test
    void shouldPlayARoomAgainThatSlept() throws MalformedRecordingException {
        Recorder recorder = recorder(Walkers::new);
        Match match = new Match(new Walkers(), TUNING, Setup.of(seed), recorder);
        match.join(3, "Ada", "", false, List.of());
        boolean isStill = false;
        for (int i = 0; i < 5; i++) {
            match.step();
            isStill = match.isStill();
        }
        assertThat(isStill).isTrue();
        match.sleep(70);
        match.step();
        match.sleep(19);
        match.input(3, new int[] {96, 80}, 0, 0);
        match.step();
        recorder.onMark("here", MarkKind.REQUEST);
        work.run(0);

        Recording recording = Recording.parse(saved.get(0));
        assertThat(recording.lastTick()).isEqualTo(match.tick()).isEqualTo(96);
        assertThat(Verification.of(recording, Walkers::new).assertSame().sentence())
                .contains("come out the same again");
        Replay replay = new Replay(recording, 0, Walkers::new, new Replay.Listener() {});
        for (int tick : new int[] {3, 40, 74, 75, 76, 90, 96}) {
            replay.playTo(tick);
            assertThat(replay.tick()).as("in the middle of a sleep, too").isEqualTo(tick);
        }
        Replay.Bookmark place = halfway(recording);
        replay.goTo(place);
        assertThat(replay.tick()).isEqualTo(40);
        replay.play();
        assertThat(replay.checkpoint().toBytes()).isEqualTo(match.checkpoint().toBytes());
    }

    private static Replay.Bookmark halfway(Recording recording) throws MalformedRecordingException {
        Replay replay = new Replay(recording, 0, Walkers::new, new Replay.Listener() {});
        replay.playTo(40);
        return replay.bookmark();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tickwire.server.fixture.SampleGames#all")
    void shouldComeToTheSameStateFromEachOfItsCheckpoints(String name, Supplier<Game> games)
            throws MalformedRecordingException {
        Recorder recorder = recorder(games);
        Match match = new Match(games.get(), TUNING, Setup.of(seed), recorder);
        RandomPlay play = new RandomPlay(games, random);
        run(match, recorder, play, 900);
        recorder.onMark("here", MarkKind.REQUEST);
        work.run(0);

        Recording recording = Recording.parse(saved.get(0));
        int starts = 0;
        for (int i = 0; i < recording.chunks().size(); i++) {
            if (recording.chunks().get(i).isStart()) {
                starts++;
                Replay replay = new Replay(recording, i, games, new Replay.Listener() {});
                replay.playTo(match.tick());
                assertThat(replay.checkpoint().toBytes())
                        .as("from chunk %d, seed %d", i, seed)
                        .isEqualTo(match.checkpoint().toBytes());
            }
        }
        assertThat(starts).isGreaterThan(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tickwire.server.fixture.SampleGames#all")
    void shouldSayWhereItHasAHoleAndGoOnAfterIt(String name, Supplier<Game> games) throws MalformedRecordingException {
        Recorder recorder = recorder(games);
        Match match = new Match(games.get(), TUNING, Setup.of(seed), recorder);
        RandomPlay play = new RandomPlay(games, random);
        run(match, recorder, play, 150);
        List<Page> pages = takeAllPages();
        // The page that it has lasts for five seconds, which are up to 300 ticks.
        run(match, recorder, play, 700);
        pages.forEach(queue::giveBack);
        run(match, recorder, play, 100);
        recorder.onMark("here", MarkKind.REQUEST);
        work.run(0);

        Recording recording = Recording.parse(saved.get(0));
        assertThat(recording.problems())
                .as("it tries again once a second, seed %d", seed)
                .hasSizeBetween(1, 80)
                .allMatch(problem -> problem.matches("ticks \\d+ to \\d+ are missing"));
        Replay replay = new Replay(recording, 0, games, new Replay.Listener() {});
        replay.play();
        assertThat(replay.checkpoint().toBytes())
                .as("seed %d", seed)
                .isEqualTo(match.checkpoint().toBytes());
    }

    private List<Page> takeAllPages() {
        Tape unused = new Tape(RecordingHead.getDefaultInstance(), 0);
        List<Page> pages = new ArrayList<>();
        for (Page page = queue.take(unused); page != null; page = queue.take(unused)) {
            pages.add(page);
        }
        return pages;
    }
}
