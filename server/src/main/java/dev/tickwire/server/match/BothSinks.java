package dev.tickwire.server.match;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.wire.JournalRequest;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.simulation.world.Outcome;
import dev.tickwire.simulation.world.PlayerRow;
import dev.tickwire.simulation.world.Setup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A journal, and somebody who listens beside it for a while.
 *
 * @param ear hears all but hashes
 */
record BothSinks(JournalSink journal, JournalSink ear) implements JournalSink {
    @Override
    public int hashIntervalTicks() {
        return journal.hashIntervalTicks();
    }

    @Override
    public void onStart(Setup setup, Tuning tuning) {
        journal.onStart(setup, tuning);
        ear.onStart(setup, tuning);
    }

    @Override
    public void onResume(Checkpoint from) {
        journal.onResume(from);
        ear.onResume(from);
    }

    @Override
    public void onCheckpoint(int tick) {
        journal.onCheckpoint(tick);
        ear.onCheckpoint(tick);
    }

    @Override
    public void onJoin(int tick, int player, String name, String user, boolean isCreator, List<PlayerRow> rows) {
        journal.onJoin(tick, player, name, user, isCreator, rows);
        ear.onJoin(tick, player, name, user, isCreator, rows);
    }

    @Override
    public void onLeave(int tick, int player) {
        journal.onLeave(tick, player);
        ear.onLeave(tick, player);
    }

    @Override
    public void onInput(int tick, int player, int[] raws, int offset, int count, int viewAgo) {
        journal.onInput(tick, player, raws, offset, count, viewAgo);
        ear.onInput(tick, player, raws, offset, count, viewAgo);
    }

    @Override
    public void onRest(int tick, int player) {
        journal.onRest(tick, player);
        ear.onRest(tick, player);
    }

    @Override
    public void onCommand(
            int tick, int player, int number, int kind, int[] raws, int offset, int count, String[] texts) {
        journal.onCommand(tick, player, number, kind, raws, offset, count, texts);
        ear.onCommand(tick, player, number, kind, raws, offset, count, texts);
    }

    @Override
    public void onAnswer(int tick, int kind, int request, Outcome outcome, int[] raws, String[] texts) {
        journal.onAnswer(tick, kind, request, outcome, raws, texts);
        ear.onAnswer(tick, kind, request, outcome, raws, texts);
    }

    @Override
    public void onSlept(int tick, int ticks) {
        journal.onSlept(tick, ticks);
        ear.onSlept(tick, ticks);
    }

    @Override
    public void onPause() {
        journal.onPause();
        ear.onPause();
    }

    @Override
    public void onLock(int tick, boolean isLocked) {
        journal.onLock(tick, isLocked);
        ear.onLock(tick, isLocked);
    }

    @Override
    public void onEnding(int tick) {
        journal.onEnding(tick);
        ear.onEnding(tick);
    }

    @Override
    public void onRetune(int tick, Tuning tuning) {
        journal.onRetune(tick, tuning);
        ear.onRetune(tick, tuning);
    }

    @Override
    public void onHash(int tick, int hash) {
        journal.onHash(tick, hash);
    }

    @Override
    public void onStepped(int tick) {
        journal.onStepped(tick);
        ear.onStepped(tick);
    }

    @Override
    public boolean wantsCheckpoint() {
        return journal.wantsCheckpoint();
    }

    @Override
    public @Nullable Checkpoint spare() {
        return journal.spare();
    }

    @Override
    public void keep(Checkpoint taken, List<JournalSeat> seats, List<JournalRequest> openRequests) {
        journal.keep(taken, seats, openRequests);
    }

    @Override
    public void onSeat(JournalSeat seat) {
        journal.onSeat(seat);
    }

    @Override
    public void onSettled(int player, int number, int answer) {
        journal.onSettled(player, number, answer);
    }

    @Override
    public void onRequest(int kind, int request) {
        journal.onRequest(kind, request);
    }

    @Override
    public void onMark(String reason, MarkKind kind) {
        journal.onMark(reason, kind);
    }

    @Override
    public boolean lasts() {
        return journal.lasts();
    }

    @Override
    public void onClosed(boolean isKept) {
        journal.onClosed(isKept);
    }
}
