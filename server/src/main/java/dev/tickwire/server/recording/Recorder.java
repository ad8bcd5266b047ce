package dev.tickwire.server.recording;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.recording.JournalWriter;
import dev.tickwire.proto.wire.JournalAnswer;
import dev.tickwire.proto.wire.JournalCommand;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalJoin;
import dev.tickwire.proto.wire.JournalMark;
import dev.tickwire.proto.wire.JournalRequest;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.proto.wire.JournalSettled;
import dev.tickwire.proto.wire.JournalStart;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.MarkKind;
import dev.tickwire.server.match.Tuning;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Outcome;
import dev.tickwire.simulation.world.PlayerRow;
import dev.tickwire.simulation.world.Setup;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes what changes a match to pages, and hands them over with a checkpoint now and then. Belongs to the room's loop,
 * and never waits: where too much is under way, it has a hole until the next checkpoint.
 */
public final class Recorder implements JournalSink {
    private static final int FULL_BYTES = 16 * 1024;
    /** Checkpoints cost most, so that not each tick is to try again where too much is under way. */
    private static final double HOLE_SECONDS = 1;

    private static final int NO_TICK = -1_000_000;

    private final Tape tape;
    private final RecordingQueue queue;
    private final RecorderSettings settings;
    private JournalWriter writer;
    private @Nullable Page page;
    /** Its checkpoint was given away. */
    private @Nullable RoomState emptied;

    private double tickRateHz = 1;
    private int tick;
    /** Before the first start there is a hole, too. */
    private boolean isHole = true;

    private int keptTick = NO_TICK;

    /** Of a room with so many numbers for players, and columns of inputs. */
    public Recorder(Tape tape, RecordingQueue queue, RecorderSettings settings, int players, int columns) {
        this.tape = tape;
        this.queue = queue;
        this.settings = settings;
        writer = new JournalWriter(players, columns);
    }

    @Override
    public void onStart(Setup setup, Tuning tuning) {
        tickRateHz = tuning.tickRateHz();
        isHole = false;
        keptTick = 0;
        JournalStart.Builder start = JournalStart.newBuilder()
                .setRoom(setup.room())
                .setSeed(setup.seed())
                .setTuning(JournalMessages.of(tuning));
        if (setup.options() != null) {
            start.setOptions(JournalMessages.of(setup.options()));
        }
        turnPage(true);
        write(JournalEntry.newBuilder().setStart(start));
    }

    /** All of it is in the checkpoint that {@link #keep} is given after the next tick; the tables may be others. */
    @Override
    public void onResume(Checkpoint from) {
        handOver();
        Schema schema = from.world().now().schema();
        writer = new JournalWriter(
                schema.inputs().capacity(), schema.visible().inputs().columns().size());
        tickRateHz = from.tickRateHz();
        tick = from.world().now().tick();
        isHole = true;
        keptTick = NO_TICK;
        boolean unused = queue.offer(new Item.Rules(tape, schema));
    }

    @Override
    public boolean wantsCheckpoint() {
        return isHole
                ? tick - keptTick >= ticks(HOLE_SECONDS)
                : tick - keptTick >= ticks(RecorderSettings.CHECKPOINT_SECONDS);
    }

    @Override
    public @Nullable Checkpoint spare() {
        RoomState done = tape.takeSpare();
        if (done == null) {
            return null;
        }
        emptied = done;
        return done.checkpoint();
    }

    @Override
    public void keep(Checkpoint taken, List<JournalSeat> seats, List<JournalRequest> openRequests) {
        handOver();
        writer.forgetInputs();
        RoomState state = emptied == null ? new RoomState(tape, taken) : emptied;
        emptied = null;
        state.fill(ticks(settings.seconds()), taken, seats, openRequests);
        isHole = !queue.offer(state);
        keptTick = tick;
    }

    @Override
    public void onJoin(int at, int player, String name, String user, boolean isCreator, List<PlayerRow> rows) {
        JournalJoin.Builder join = JournalJoin.newBuilder()
                .setPlayer(player)
                .setName(name)
                .setUser(user)
                .setIsCreator(isCreator);
        rows.forEach(row -> join.addRows(JournalMessages.of(row)));
        writer.forgetInput(player);
        write(JournalEntry.newBuilder().setJoin(join));
    }

    @Override
    public void onLeave(int at, int player) {
        writer.forgetInput(player);
        write(JournalEntry.newBuilder().setLeave(player));
    }

    @Override
    public void onInput(int at, int player, int[] raws, int offset, int count, int viewAgo) {
        if (canWrite()) {
            writer.input(player, raws, offset, viewAgo);
        }
    }

    @Override
    public void onRest(int at, int player) {
        writer.forgetInput(player);
        write(JournalEntry.newBuilder().setRest(player));
    }

    @Override
    public void onCommand(int at, int player, int number, int kind, int[] raws, int offset, int count, String[] texts) {
        JournalCommand.Builder command = JournalCommand.newBuilder()
                .setPlayer(player)
                .setNumber(number)
                .setKind(kind)
                .addAllTexts(List.of(texts));
        for (int i = 0; i < count; i++) {
            command.addRaws(raws[offset + i]);
        }
        write(JournalEntry.newBuilder().setCommand(command));
    }

    @Override
    public void onAnswer(int at, int kind, int request, Outcome outcome, int[] raws, String[] texts) {
        JournalAnswer.Builder answer = JournalAnswer.newBuilder()
                .setKind(kind)
                .setRequest(request)
                .setOutcome(outcome.name())
                .addAllTexts(List.of(texts));
        for (int raw : raws) {
            answer.addRaws(raw);
        }
        write(JournalEntry.newBuilder().setAnswer(answer));
    }

    @Override
    public void onLock(int at, boolean isLocked) {
        write(JournalEntry.newBuilder().setLock(isLocked));
    }

    @Override
    public void onEnding(int at) {
        write(JournalEntry.newBuilder().setEnding(true));
    }

    @Override
    public boolean lasts() {
        return tape.lasts();
    }

    @Override
    public void onClosed(boolean isKept) {
        handOver();
        queue.offerEnd(new Item.End(tape, isKept));
    }

    @Override
    public void onRetune(int at, Tuning tuning) {
        tickRateHz = tuning.tickRateHz();
        write(JournalEntry.newBuilder().setTuning(JournalMessages.of(tuning)));
    }

    @Override
    public void onHash(int at, int hash) {
        if (canWrite()) {
            writer.hash(hash);
        }
    }

    @Override
    public void onStepped(int now) {
        boolean isWritten = canWrite();
        tick = now;
        if (isWritten) {
            writer.stepped();
            Page open = Objects.requireNonNull(page);
            if (open.entries().length() >= FULL_BYTES || now - open.firstTick() >= ticks(tape.flushSeconds())) {
                handOver();
            }
        }
    }

    @Override
    public void onSlept(int at, int ticks) {
        write(JournalEntry.newBuilder().setSlept(ticks));
        tick = at + ticks;
    }

    @Override
    public void onPause() {
        handOver();
    }

    @Override
    public void onSeat(JournalSeat seat) {
        write(JournalEntry.newBuilder().setSeat(seat));
    }

    @Override
    public void onSettled(int player, int number, int answer) {
        write(JournalEntry.newBuilder()
                .setSettled(JournalSettled.newBuilder()
                        .setPlayer(player)
                        .setNumber(number)
                        .setAnswer(answer)));
    }

    @Override
    public void onRequest(int kind, int request) {
        write(JournalEntry.newBuilder()
                .setRequest(JournalRequest.newBuilder().setKind(kind).setRequest(request)));
    }

    @Override
    public void onMark(String reason, MarkKind kind) {
        write(JournalEntry.newBuilder()
                .setMark(JournalMark.newBuilder().setReason(reason).setHasFailed(kind == MarkKind.FAILURE)));
        handOver();
        boolean unused = queue.offer(new Item.Mark(tape, reason, kind));
    }

    private void write(JournalEntry.Builder change) {
        if (canWrite()) {
            writer.change(change.build());
        }
    }

    /** Whether there is a page to write to; where there is none, it is a hole from now on. */
    private boolean canWrite() {
        if (!isHole && page == null) {
            turnPage(false);
        }
        return !isHole;
    }

    private void turnPage(boolean beginsMatch) {
        Page next = queue.take(tape);
        page = next;
        if (next == null) {
            isHole = true;
        } else {
            next.begin(tape, beginsMatch, tick);
            writer.turnTo(next.entries());
        }
    }

    private void handOver() {
        Page full = page;
        if (full != null) {
            writer.flush();
            full.setLastTick(tick);
            page = null;
            isHole |= !queue.offer(full);
        }
    }

    private int ticks(double seconds) {
        return (int) Math.max(1, seconds * tickRateHz);
    }
}
