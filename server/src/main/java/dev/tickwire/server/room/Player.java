package dev.tickwire.server.room;

import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Schema;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A player in a room, or a spectator, on one connection: what its loop knows of it. */
final class Player {
    /** Stands for a tick that was never sent. */
    static final int NO_TICK = 0;
    /** Stands for the number of a spectator. */
    static final int NO_NUMBER = -1;

    private final int number;
    private final String name;
    private final byte[] nameUtf8;
    private final Seat seat;
    private final InputSchedule inputs;
    private final FeedPosition events = new FeedPosition();
    private final FeedPosition chats = new FeedPosition();
    private Pace pace;
    private @Nullable RoomType toldType;
    private @Nullable PlayerLayers layers;
    private @Nullable PlayerLayers privateLayers;
    private int sentTick = NO_TICK;
    private int sentBeforeTick = NO_TICK;
    private int firstSentTick = NO_TICK;
    private int newestSentTick = NO_TICK;
    private int keyframeAckTick = NO_TICK;
    private int quietTick = NO_TICK;
    private int marginMillis;
    private boolean hasNewMargin;
    private int newestInput;
    private int toldInput;
    private int toldInputTick = InputSchedule.NEVER;
    private boolean isAtRest;
    private boolean stalled;
    private long stalledSinceNanos;
    private boolean away;
    private long awaySinceNanos;

    /** One who has just come. */
    Player(int number, String name, Seat seat, RoomType type, CounterBatch counters) {
        this(
                number,
                name,
                seat,
                new InputSchedule(
                        type.ticks(type.settings().inputWindowMillis()),
                        type.visibleSchema().inputs().columns().size(),
                        counters));
    }

    private Player(int number, String name, Seat seat, InputSchedule inputs) {
        this.number = number;
        this.name = name;
        nameUtf8 = name.getBytes(StandardCharsets.UTF_8);
        this.seat = seat;
        this.inputs = inputs;
        pace = newPace(seat.roomType());
    }

    private static Pace newPace(RoomType type) {
        RoomType.Settings settings = type.settings();
        int longestInterval =
                (int) Math.max(1, Math.rint(settings.snapshotRateHz() / settings.slowestSnapshotRateHz()));
        return new Pace(longestInterval, type.ticks(settings.ackToleranceMillis()), settings.bytesPerSecond());
    }

    /** Its room runs at other rates now: a tick is another time, and what was learned in ticks is worth nothing. */
    void adapt(RoomType type) {
        pace = newPace(type);
        hasNewMargin = false;
        inputs.setWindowTicks(type.ticks(type.settings().inputWindowMillis()));
    }

    /** Whose rates the client was told last. */
    @Nullable
    RoomType toldType() {
        return toldType;
    }

    void setToldType(RoomType type) {
        toldType = type;
    }

    /** The same player on another connection: which inputs were taken is known, but nothing was sent to it yet. */
    Player resumed(Seat next) {
        return new Player(number, name, next, inputs);
    }

    Pace pace() {
        return pace;
    }

    /** By which the game knows it; {@link #NO_NUMBER}: it does not. */
    int number() {
        return number;
    }

    boolean isSpectator() {
        return number == NO_NUMBER;
    }

    /** As others see it. */
    String name() {
        return name;
    }

    byte[] nameUtf8() {
        return nameUtf8;
    }

    Seat seat() {
        return seat;
    }

    InputSchedule inputs() {
        return inputs;
    }

    /** What it was sent, in rooms where it does not see everything. */
    PlayerLayers layers(Schema schema) {
        if (layers == null) {
            layers = new PlayerLayers(schema, Radii.TIERS);
        }
        return layers;
    }

    /** What it was told that not everybody is, in games that have such. */
    PlayerLayers privateLayers(Schema schema, int count) {
        if (privateLayers == null) {
            privateLayers = new PlayerLayers(schema, count);
        }
        return privateLayers;
    }

    /** Tick of the snapshot sent last: the baseline of the next. */
    int sentTick() {
        return sentTick;
    }

    /** Tick of the snapshot sent before that one, if the last was a delta. */
    int sentBeforeTick() {
        return sentBeforeTick;
    }

    void sent(int tick, boolean keyframe) {
        if (keyframe) {
            keyframeAckTick = seat.ackTick();
        }
        newestSentTick = tick;
        seat.setNewestSentTick(tick);
        sentBeforeTick = keyframe ? NO_TICK : sentTick;
        sentTick = tick;
        if (firstSentTick == NO_TICK) {
            firstSentTick = tick;
        }
        stalled = false;
        if (hasNewMargin) {
            toldInput = newestInput;
            hasNewMargin = false;
        }
        toldInputTick = inputs.takenTick();
    }

    /**
     * Whether the client takes everything to be at rest, since the last frame it was sent had no changes, or was a
     * keyframe: then nothing need be sent until something changes. A client that has seen something move lets it go on
     * for a while when nothing comes, and must be told if it has stopped.
     */
    boolean isAtRest() {
        return isAtRest;
    }

    void setAtRest(boolean rest) {
        isAtRest = rest;
    }

    /** Notes that nothing was sent at a tick, since there was nothing to tell. */
    void unsent(int tick) {
        quietTick = tick;
        stalled = false;
    }

    /**
     * For how many ticks before this one things have not been as the player was sent them last; 0: there was no tick
     * since then at which nothing had changed.
     */
    int quietAgo(int tick) {
        // Not `sentTick`, which is forgotten when a client wants a keyframe: what it was sent last, it was sent.
        return quietTick > newestSentTick ? tick - quietTick : 0;
    }

    /** Whether the player's inputs have come to something that it was not told of yet. */
    boolean hasInputNews() {
        return hasNewMargin || inputs.takenTick() != toldInputTick;
    }

    /** Makes the next snapshot a keyframe. */
    void forgetBaseline() {
        sentTick = NO_TICK;
        sentBeforeTick = NO_TICK;
    }

    /** How far it was told of what happened. */
    FeedPosition events() {
        return events;
    }

    /** How far it was told of what was said. */
    FeedPosition chats() {
        return chats;
    }

    /** Tick of the newest snapshot that the client says it has applied. */
    int ackTick() {
        return seat.ackTick();
    }

    /** How many ticks the client's acks are behind what it was sent. */
    int unackedTicks() {
        return newestSentTick - Math.max(ackTick(), firstSentTick);
    }

    /** How far acks are behind, as {@link Pace} wants to know it. */
    int lagTicks() {
        return seat.ackTick() == NO_TICK || seat.ackTick() < firstSentTick ? Pace.UNKNOWN_LAG : unackedTicks();
    }

    /**
     * Whether it is to be sent a keyframe although its acks are behind: it has asked for one, for the first time since
     * it last acknowledged anything.
     */
    boolean isOwedKeyframe() {
        return sentTick == NO_TICK && seat.ackTick() != keyframeAckTick;
    }

    /** Notes that a snapshot could not be sent, and tells for how long none could. */
    long stalledNanos(long nowNanos) {
        if (!stalled) {
            stalled = true;
            stalledSinceNanos = nowNanos;
        }
        return nowNanos - stalledSinceNanos;
    }

    /** Whether an input has come of which the player was not told how early it did. */
    boolean hasNewMargin() {
        return hasNewMargin;
    }

    /** How early the newest input came before its tick, whether it is taken or not; negative: late. */
    int marginMillis() {
        return marginMillis;
    }

    /** How many inputs came between the one whose margin the player was told last, and the newest. */
    int inputsBetweenMargins() {
        return newestInput - toldInput - 1;
    }

    /** Notes that an input came: the how-manieth over this connection, and how early. */
    void noteMargin(int input, int millis) {
        newestInput = Math.max(newestInput, input);
        marginMillis = millis;
        hasNewMargin = true;
    }

    /** Whether its connection has broken, and its place is kept. */
    boolean isAway() {
        return away;
    }

    void goAway(long nowNanos) {
        away = true;
        awaySinceNanos = nowNanos;
    }

    long awayNanos(long nowNanos) {
        return nowNanos - awaySinceNanos;
    }
}
