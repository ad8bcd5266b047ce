package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.server.broadcast.Recipient;
import dev.tickwire.server.commands.CommandLedger;
import dev.tickwire.server.commands.CommandQueue;
import dev.tickwire.server.inputs.InputSchedule;
import dev.tickwire.server.inputs.ViewBound;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.PlayerStats;
import dev.tickwire.server.metrics.SentTimes;
import dev.tickwire.server.names.NameTag;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Ack;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.Speeches;
import dev.tickwire.server.values.RowTables;
import dev.tickwire.simulation.swap.InputMapping;
import org.jspecify.annotations.Nullable;

/** Somebody in a room, a player or a spectator, over all its connections. Belongs to the room's loop. */
final class Player {
    private final int place;
    private final int number;
    private final NameTag name;
    private final String user;
    private final InputSchedule inputs;
    private final ViewBound views;
    private final CommandLedger commands;
    private final SeatRecord record;
    private final PlayerStats stats;
    private final Allowances allowances;
    private final SavedRows saved;
    private RowTables tables;
    private Seat seat;
    private Recipient recipient;
    private boolean isAway;
    private long awaySinceNanos;
    private boolean isAtRest = true;

    /**
     * Somebody who has just come.
     *
     * @param place in the room, of players and spectators alike
     * @param number by which the game knows it; {@link Recipient#NO_NUMBER}: a spectator
     */
    Player(int place, int number, NameTag name, Seat seat, RoomType type, Allowances allowed, CounterBatch counters) {
        this.place = place;
        this.number = number;
        this.name = name;
        this.seat = seat;
        allowances = allowed;
        user = seat.request().identity().user();
        saved = new SavedRows(number, seat.request().identity().saved());
        tables = type.rowTables();
        seat.followRules(type);
        inputs = new InputSchedule(windowTicks(type), type.inputColumns().size(), counters);
        views = new ViewBound(counters);
        commands = new CommandLedger(number, type.settings().capacity().commandQueue(), counters);
        record = new SeatRecord(number, name, user, commands);
        stats = new PlayerStats(number, name.text());
        recipient = new Recipient(seat, type, inputs, commands, stats);
    }

    private static int windowTicks(RoomType type) {
        return type.ticks(type.settings().sight().inputWindowMillis());
    }

    /** Goes on being away, with what is known of it from before the server started. */
    void restore(JournalSeat known, long nowNanos) {
        isAway = true;
        awaySinceNanos = nowNanos;
        commands.restore(known.getLastCommand());
        known.getSettledList().forEach(one -> commands.restoreAnswer(one.getNumber(), one.getAnswer()));
    }

    /** Goes on over another connection, to which nothing was sent yet. */
    Recipient resume(Seat next, RoomType type) {
        seat = next;
        next.followRules(type);
        saved.goOn(next.request().identity().saved());
        views.forget();
        commands.resumed();
        recipient = new Recipient(next, type, inputs, commands, stats);
        isAway = false;
        return recipient;
    }

    /** Whose account it is; empty: nobody's. */
    String user() {
        return user;
    }

    /** Lets go of its inputs: a player that is not there holds no key down. */
    void rest(Match match) {
        inputs.clear();
        if (!isAtRest) {
            isAtRest = true;
            match.rest(number);
        }
    }

    /** Its room goes by other rules from a tick on; {@code mapping} null: inputs by those before are dropped. */
    void goBy(RoomType type, @Nullable InputMapping mapping, int tick) {
        seat.speeches().goBy(type, tick, mapping);
        if (mapping == null) {
            inputs.restart(type.inputColumns().size());
        } else {
            inputs.goOn(mapping);
        }
        tables = type.rowTables();
        adapt(type);
    }

    /** Its room has other settings now. */
    void adapt(RoomType type) {
        seat.adapt(type);
        recipient.adapt(type);
        inputs.setWindowTicks(windowTicks(type));
    }

    /**
     * Gives the match the input that is due at the tick about to be run.
     *
     * @return how many inputs waited
     */
    int takeInput(Match match, int tick, long deadlineNanos, double nanosPerTick) {
        // Asked first: what comes until then is among the inputs.
        boolean isOver = seat.speeches().isOver();
        int waited = drain(tick, deadlineNanos, nanosPerTick);
        if (isOver) {
            seat.speeches().hearNext();
            waited += drain(tick, deadlineNanos, nanosPerTick);
        }
        int offset = inputs.take(tick);
        if (offset >= 0) {
            isAtRest = false;
            match.input(number, inputs.raws(), offset, inputs.viewAgo(tick));
        }
        return waited;
    }

    private int drain(int tick, long deadlineNanos, double nanosPerTick) {
        Speeches said = seat.speeches();
        if (said.dropsInputs()) {
            return inputs.drop(said.inputs());
        }
        return inputs.drain(
                said.inputs(), said.inputMapping(), recipient.margins(), views, tick, deadlineNanos, nanosPerTick);
    }

    /** Gives the match the commands that its next step takes, also of one who is away by now. */
    void takeCommands(Match match) {
        CommandQueue queue = seat.speeches().commands();
        if (seat.speeches().hasOldCommands()) {
            return;
        }
        if (!commands.begin(queue)) {
            seat.end(
                    DisconnectReason.INVALID_INPUT,
                    "Commands are numbered one after the other: the next one is number " + commands.next() + ".");
            return;
        }
        while (commands.hasNext(queue) && match.takesCommand(number, queue.kind())) {
            int row =
                    match.command(number, commands.next(), queue.kind(), queue.slots(), queue.offset(), queue.texts());
            commands.taken(queue, row);
        }
    }

    /** Notes what the step has answered. */
    void settleCommands(Match match) {
        while (commands.hasOpen()) {
            int answer = match.commandAnswer(commands.openKind(), commands.openRow());
            match.sink().onSettled(number, commands.openNumber(), answer + 1);
            commands.answer(answer);
        }
    }

    /** All that it needs to come back into its seat. */
    JournalSeat seatNow() {
        return record.now(seat.secret());
    }

    CommandLedger commands() {
        return commands;
    }

    /** Brings its figures up to date. */
    void measure(SentTimes sentTimes, long nowNanos) {
        long ack = seat.ack();
        int roundTripMicros = stats.acked(Ack.tick(ack), Ack.micros(ack), sentTimes);
        if (roundTripMicros != PlayerStats.UNKNOWN) {
            views.acked(roundTripMicros, recipient.interval(), nowNanos);
        }
        stats.set(recipient.margins().millis(), recipient.unackedTicks(), recipient.paceInterval(), inputs.dropped());
    }

    PlayerStats stats() {
        return stats;
    }

    int place() {
        return place;
    }

    int number() {
        return number;
    }

    boolean isSpectator() {
        return recipient.isSpectator();
    }

    /** As others see it. */
    NameTag name() {
        return name;
    }

    Seat seat() {
        return seat;
    }

    Recipient recipient() {
        return recipient;
    }

    InputSchedule inputs() {
        return inputs;
    }

    Allowances allowances() {
        return allowances;
    }

    /** Whether its connection has broken, and its place is kept. */
    boolean isAway() {
        return isAway;
    }

    /** Its connection has broken, and it may come back. */
    void goAway(Match match, long nowNanos) {
        isAway = true;
        awaySinceNanos = nowNanos;
        rest(match);
        save(match);
    }

    /** It goes for good. */
    void leave(Match match) {
        try {
            if (!isSpectator()) {
                match.leave(number, () -> save(match));
            }
        } finally {
            seat.giveUp();
        }
    }

    /** Hands its saved rows over if that is due. */
    void saveIfDue(Match match, long nowNanos) {
        saved.saveIfDue(match, tables, nowNanos);
    }

    /** Hands its saved rows over, if it has any. */
    void save(Match match) {
        saved.save(match, tables);
    }

    /** The room stood still for so long: nobody could come back to it. */
    void standStill(long nanos) {
        awaySinceNanos += nanos;
        recipient.stall().standStill(nanos);
    }

    long awayNanos(long nowNanos) {
        return nowNanos - awaySinceNanos;
    }

    /** Whether something that it has said waits for a later tick. */
    boolean isAwaited() {
        return !inputs.isEmpty()
                || !seat.speeches().commands().isEmpty()
                || seat.reports().isResyncWanted();
    }

    /** Whether its inputs rest already. */
    boolean isAtRest() {
        return isAtRest;
    }

    void setAtRest(boolean rest) {
        isAtRest = rest;
    }
}
