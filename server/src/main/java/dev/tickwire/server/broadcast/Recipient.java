package dev.tickwire.server.broadcast;

import dev.tickwire.server.commands.CommandLedger;
import dev.tickwire.server.inputs.InputMargins;
import dev.tickwire.server.inputs.InputSchedule;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.PlayerStats;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Schema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A player or a spectator as the broadcast sees it: one connection, and what was sent over it. Belongs to the room's
 * loop.
 */
public final class Recipient {
    /** Number of a spectator. */
    public static final int NO_NUMBER = -1;
    /** Stands for a tick that was never sent. */
    static final int NO_TICK = 0;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final int number;
    private final Seat seat;
    private final InputSchedule inputs;
    private final CommandLedger commands;
    private final PlayerStats stats;
    private final InputMargins margins = new InputMargins();
    private final FeedPosition events = new FeedPosition();
    private final FeedPosition chats = new FeedPosition();
    private final Complaints complaints = new Complaints();
    private final Quiet quiet = new Quiet();
    private final Flow flow;
    private @Nullable RoomType toldType;
    private @Nullable SentLayers layers;
    private @Nullable SentLayers privateLayers;
    private int turns;
    private int sentTick = NO_TICK;
    private int sentBeforeTick = NO_TICK;
    private int newestSentTick = NO_TICK;
    private int keyframeAckTick = NO_TICK;
    private int toldInputTick = InputSchedule.NEVER;
    private final Stall stall = new Stall();

    /** One that was sent nothing yet, in a room that runs as {@code type} says. */
    public Recipient(Seat seat, RoomType type, InputSchedule inputs, CommandLedger commands, PlayerStats stats) {
        number = commands.player();
        this.seat = seat;
        this.inputs = inputs;
        this.commands = commands;
        this.stats = stats;
        turns = Math.max(0, number);
        flow = new Flow(type);
    }

    /** Its room has other settings now; of other rates, it is told with its next snapshot. */
    public void adapt(RoomType to) {
        if (flow.adapt(to, newestSentTick)) {
            margins.forget();
        }
        quiet.disturb();
        if (layers != null) {
            layers.outlook().forget();
        }
        if (toldType != null && Arrays.equals(toldType.rates(), to.rates())) {
            toldType = to;
        }
    }

    /** The type of the room when the client was sent its rates last. */
    @Nullable
    RoomType toldType() {
        return toldType;
    }

    /** The client is sent these rates: in its welcome, or with a snapshot. */
    public void setToldType(RoomType type) {
        toldType = type;
    }

    Pace pace() {
        return flow.pace();
    }

    Budget budget() {
        return flow.budget();
    }

    /** Ticks from one snapshot that it is sent to the next. */
    public int interval() {
        return flow.interval();
    }

    /** Snapshots of the room from one that it is sent to the next: 1 at the full rate. */
    public int paceInterval() {
        return flow.pace().interval();
    }

    PlayerStats stats() {
        return stats;
    }

    /** By which the game knows the player; {@link #NO_NUMBER}: it is a spectator. */
    public int number() {
        return number;
    }

    public boolean isSpectator() {
        return number == NO_NUMBER;
    }

    public Seat seat() {
        return seat;
    }

    /** How early its inputs come. */
    public InputMargins margins() {
        return margins;
    }

    /** Its commands, and the answers that it is to be sent. */
    CommandLedger commands() {
        return commands;
    }

    /** Tick of the newest input taken; negative: none was taken. */
    int takenInputTick() {
        return inputs.takenTick();
    }

    /** What it was sent, in rooms where it does not see everything. */
    SentLayers layers(Schema schema) {
        if (layers == null) {
            layers = new SentLayers(schema, Radii.TIERS);
        }
        return layers;
    }

    /** What it was sent of private columns, in games that have such. */
    SentLayers privateLayers(Schema schema, int count) {
        if (privateLayers == null) {
            privateLayers = new SentLayers(schema, count);
        }
        return privateLayers;
    }

    /** What it says is wrong. */
    Complaints complaints() {
        return complaints;
    }

    /** How many snapshots were made for it, sent or not: each second one has the half-rate tier, and so on. */
    int turns() {
        return turns;
    }

    /** The tiers of this turn are made; one whose far tiers had to wait is not counted. */
    void countTurn() {
        turns++;
    }

    /** Tick of the snapshot sent last: the baseline of the next. */
    int sentTick() {
        return sentTick;
    }

    /** Tick of the snapshot sent before that one, if the last was a delta. */
    int sentBeforeTick() {
        return sentBeforeTick;
    }

    /** A snapshot is sent, which says that nothing has changed or not: what was appended is its baseline now. */
    void sent(int tick, boolean keyframe, boolean isStill, CounterBatch counters) {
        settleLayers(true);
        if (keyframe) {
            keyframeAckTick = seat.ackTick();
            complaints.resyncs().sent(counters);
        }
        newestSentTick = tick;
        flow.acks().sent(tick);
        seat.setNewestSentTick(tick);
        sentBeforeTick = keyframe ? NO_TICK : sentTick;
        sentTick = tick;
        stall.end();
        quiet.sent(tick, isStill, keyframe);
        margins.sent();
        toldInputTick = inputs.takenTick();
    }

    /** Nothing is sent at a tick, since there was nothing to tell: what was appended is dropped. */
    void unsent(int tick) {
        settleLayers(false);
        quiet.unsent(tick);
        stall.end();
    }

    private void settleLayers(boolean sent) {
        if (layers != null) {
            layers.settle(sent);
        }
        if (privateLayers != null) {
            privateLayers.settle(sent);
        }
    }

    /** Since when there has been nothing to tell it. */
    public Quiet quiet() {
        return quiet;
    }

    /** Whether there is news of the player's inputs that it was not sent yet. */
    boolean hasInputNews() {
        return margins.isNew() || inputs.takenTick() != toldInputTick;
    }

    /** Its room has other tables now: it knows none of them. */
    void forgetTables() {
        layers = null;
        privateLayers = null;
        keyframeAckTick = NO_TICK - 1;
        forgetBaseline();
    }

    /** Makes the next snapshot a keyframe. */
    void forgetBaseline() {
        quiet.disturb();
        sentTick = NO_TICK;
        sentBeforeTick = NO_TICK;
    }

    /** How far it was sent what happened. */
    FeedPosition events() {
        return events;
    }

    /** How far it was sent what was said. */
    FeedPosition chats() {
        return chats;
    }

    /** Whether the player is to be sent the snapshot of a tick, as fast as its connection is; called once for each. */
    boolean isDue(int tick, CounterBatch counters, long nowNanos) {
        flow.acks().look(seat.ackTick(), tick, nowNanos);
        flow.budget().fill(nowNanos);
        return complaints.resyncs().mayBegin(counters, nowNanos)
                && flow.pace().isDue(flow.acks().lateTicks(tick, interval()), nowNanos);
    }

    /** How many ticks the client's acks are behind what it was sent. */
    public int unackedTicks() {
        return flow.acks().unackedTicks();
    }

    /** Whether more is on the way to it than its usual lag explains, by more than a number of ticks. */
    boolean isUnacked(int moreTicks) {
        return flow.acks().inFlightTicks() > flow.acks().usualTicks() + moreTicks;
    }

    /**
     * Whether the client seems to be cut off: nothing was heard for some time, and an ack is later than usual by as
     * much.
     */
    public boolean isCutOff(int tick, long nowNanos, int patienceTicks, long patienceMillis) {
        return nowNanos - seat.heardNanos() > patienceMillis * NANOS_PER_MILLI
                && flow.acks().waitingTicks(tick) > flow.acks().usualTicks() + patienceTicks;
    }

    /** Goes on with what counts for the player over all its connections. */
    void goOnFrom(Recipient before) {
        complaints.goOnFrom(before.complaints);
    }

    /** Whether it is sent a keyframe though its acks are behind: it has asked for one, once since its last ack. */
    boolean isOwedKeyframe() {
        return sentTick == NO_TICK && seat.ackTick() != keyframeAckTick;
    }

    /** For how long nothing could be sent to it. */
    public Stall stall() {
        return stall;
    }
}
