package dev.tickwire.server.recording;

import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.match.MarkKind;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.match.Tuning;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.world.Bot;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Past;
import dev.tickwire.simulation.world.Setup;
import dev.tickwire.simulation.world.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** A match of bots that is recorded, at 20 ticks per second. */
public final class FilmedMatch {
    private static final RecorderSettings SETTINGS = new RecorderSettings(3600, 64 << 20, Path.of("unused"), 0);

    private final List<byte[]> saved = new ArrayList<>();
    private final RecordingQueue queue = new RecordingQueue(new Counters());
    private final RecordingWork work;
    private final Recorder recorder;
    private final Match match;
    private final List<Bot> bots = new ArrayList<>();
    private final List<int[]> held = new ArrayList<>();

    public FilmedMatch(Supplier<? extends Game> games, long seed) {
        Simulation sample = new Simulation(games.get(), 20, 0);
        RecordingHead head = RecordingHead.newBuilder()
                .setRoom("r1")
                .setRoomType("filmed")
                .setGame(games.get().getClass().getName())
                .setSchemaHash(sample.schema().hash())
                .build();
        List<ColumnType> columns = sample.schema().visible().inputs().columns();
        recorder = new Recorder(
                new Tape(head, SETTINGS.mostBytes()),
                queue,
                SETTINGS,
                sample.schema().inputs().capacity(),
                columns.size());
        work = new RecordingWork(queue, (tape, reason, kind) -> saved.add(tape.save(reason, 0)), 250);
        Tuning tuning = new Tuning(20, 1, 6 * Past.PARTS_PER_TICK, Map.of());
        match = new Match(games.get(), tuning, Setup.of(seed), recorder);
    }

    public Match match() {
        return match;
    }

    /** Adds a player who does nothing. */
    public FilmedMatch join(int player) {
        match.join(player, "Player " + player, "", player == 0, List.of());
        return this;
    }

    public FilmedMatch bots(int count) {
        for (int player = 0; player < count; player++) {
            join(player);
            bots.add(Objects.requireNonNull(match.bot(player, player, (kind, raws, texts) -> false)));
            held.add(new int[0]);
        }
        return this;
    }

    public FilmedMatch steps(int count) {
        for (int i = 0; i < count; i++) {
            for (int b = 0; b < bots.size(); b++) {
                int[] raws = bots.get(b).play();
                if (!Arrays.equals(raws, held.get(b))) {
                    held.set(b, raws.clone());
                    match.input(bots.get(b).player(), held.get(b), 0, 0);
                }
            }
            match.step();
            if (recorder.wantsCheckpoint()) {
                recorder.keep(match.checkpoint(), List.of(), List.of());
            }
            work.run(0);
        }
        return this;
    }

    public FilmedMatch mark(String reason) {
        return mark(reason, false);
    }

    /** As when the coming step throws. */
    public FilmedMatch failure() {
        return mark("The rules threw something", true);
    }

    private FilmedMatch mark(String reason, boolean hasFailed) {
        recorder.onMark(reason, hasFailed ? MarkKind.FAILURE : MarkKind.REQUEST);
        work.run(0);
        return this;
    }

    /** As a file, up to the last {@link #mark}. */
    public byte[] file() {
        return saved.get(saved.size() - 1);
    }
}
