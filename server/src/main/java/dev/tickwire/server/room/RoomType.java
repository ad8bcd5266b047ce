package dev.tickwire.server.room;

import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Rates;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Past;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Tunable;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all rooms of one name have in common: the game, its rates and limits, and the schema that clients get. */
public final class RoomType {
    /** The protocol version that this server speaks. */
    public static final int PROTOCOL_VERSION = 1;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /**
     * What a config says of a room type; all of it validated.
     *
     * @param snapshotRateHz a whole fraction of the tick rate
     * @param spectatorLimit how many may watch, beside the players
     * @param resumeGraceMillis how long the seat of a player is kept whose connection broke; 0: not at all
     * @param seed of each room's world; empty: another for each room
     * @param maxUnackedMillis a player who has acknowledged nothing for this long is sent nothing until it does
     * @param slowClientTimeoutMillis a player to whom nothing could be sent for this long is disconnected
     * @param slowestSnapshotRateHz the rate at which players are sent snapshots who do not keep up, at the least
     * @param ackToleranceMillis how much later than usual acks may come before a player is sent less
     * @param lagCompensationMillis how far back rules may look for what a player saw; 0: not at all
     * @param heartbeatMillis a player is sent a snapshot at least this often, even if nothing changes
     * @param bytesPerSecond of snapshots to one player; 0: as many as there are
     * @param hashIntervalSnapshots how many snapshots go to one state hash
     * @param inputWindowMillis inputs for later than this are dropped
     * @param eventLogCapacity how many events are kept for players who were not sent them yet
     * @param chatPerTenSeconds the most that one may say in ten seconds; 0: there is no chat
     * @param chatLogCapacity how many chats are kept for those who were not sent them yet
     * @param codec what snapshots come in, for clients that can read it
     * @param interest how far players see; null: everything
     * @param tunables those that the config sets
     */
    public record Settings(
            String name,
            String gameName,
            double tickRateHz,
            double snapshotRateHz,
            int playerLimit,
            int spectatorLimit,
            long idleTimeoutMillis,
            long emptyRoomTimeoutMillis,
            long resumeGraceMillis,
            OptionalLong seed,
            long maxUnackedMillis,
            long slowClientTimeoutMillis,
            double slowestSnapshotRateHz,
            long ackToleranceMillis,
            long lagCompensationMillis,
            long heartbeatMillis,
            int bytesPerSecond,
            int hashIntervalSnapshots,
            int historySnapshots,
            long inputWindowMillis,
            int inputQueueCapacity,
            int mailboxCapacity,
            int eventLogCapacity,
            int chatPerTenSeconds,
            int chatLogCapacity,
            Codec codec,
            @Nullable Radii interest,
            Map<String, Double> tunables) {
        /** These, with what can be changed while a room runs as others have it. */
        Settings withRatesOf(Settings other) {
            return new Settings(
                    name,
                    gameName,
                    other.tickRateHz,
                    other.snapshotRateHz,
                    playerLimit,
                    spectatorLimit,
                    idleTimeoutMillis,
                    emptyRoomTimeoutMillis,
                    resumeGraceMillis,
                    seed,
                    maxUnackedMillis,
                    slowClientTimeoutMillis,
                    slowestSnapshotRateHz,
                    ackToleranceMillis,
                    lagCompensationMillis,
                    heartbeatMillis,
                    bytesPerSecond,
                    hashIntervalSnapshots,
                    historySnapshots,
                    inputWindowMillis,
                    inputQueueCapacity,
                    mailboxCapacity,
                    eventLogCapacity,
                    chatPerTenSeconds,
                    chatLogCapacity,
                    codec,
                    interest,
                    other.tunables);
        }

        /** How far back rules may look for what a player saw, in parts of a tick. */
        int mostViewAgo() {
            return (int) Math.round(lagCompensationMillis * tickRateHz / 1000 * Past.PARTS_PER_TICK);
        }

        int ticksPerSnapshot() {
            return (int) Math.round(tickRateHz / snapshotRateHz);
        }

        /** The most that can be in a room. */
        int placeCount() {
            return playerLimit + spectatorLimit;
        }
    }

    private final Settings settings;
    private final Supplier<Game> games;
    private final Schema visibleSchema;
    private final Welcome welcome;
    private final byte[] rates;

    /** Starts the game once, to learn its schema and to find out that it starts. */
    public RoomType(Settings settings, Supplier<Game> games) {
        this.settings = settings;
        this.games = games;
        Simulation sample = newSimulation();
        if (sample.playerCapacity() < settings.playerLimit()) {
            throw new IllegalArgumentException("the game takes at most " + sample.playerCapacity() + " players");
        }
        visibleSchema = sample.schema().visible();
        welcome = Welcome.newBuilder()
                .setProtocolVersion(PROTOCOL_VERSION)
                .setSchemaHash(visibleSchema.hash())
                .setSchema(SchemaMessages.toMessage(visibleSchema))
                .setRoomType(settings.name())
                .setTickRateHz(settings.tickRateHz())
                .setTicksPerSnapshot(settings.ticksPerSnapshot())
                .setPlayerLimit(settings.playerLimit())
                .setMostViewAgo(settings.mostViewAgo())
                .addAllTunables(
                        sample.tunables().stream().map(RoomType::toMessage).toList())
                .build();
        rates = ratesOf(welcome);
    }

    private RoomType(Settings settings, Supplier<Game> games, Schema visibleSchema, Welcome welcome) {
        this.settings = settings;
        this.games = games;
        this.visibleSchema = visibleSchema;
        this.welcome = welcome;
        rates = ratesOf(welcome);
    }

    private static byte[] ratesOf(Welcome welcome) {
        return Rates.newBuilder()
                .setTickRateHz(welcome.getTickRateHz())
                .setTicksPerSnapshot(welcome.getTicksPerSnapshot())
                .addAllTunables(welcome.getTunablesList())
                .setMostViewAgo(welcome.getMostViewAgo())
                .build()
                .toByteArray();
    }

    /**
     * This type with the rates and tunables of another {@linkplain #isLike like} it, for rooms that run already: tick
     * rate, snapshot rate and tunables can be changed while they do, everything else is for new rooms.
     */
    public RoomType withRatesOf(RoomType other) {
        Settings changed = settings.withRatesOf(other.settings);
        Welcome told = welcome.toBuilder()
                .setTickRateHz(changed.tickRateHz())
                .setTicksPerSnapshot(changed.ticksPerSnapshot())
                .setMostViewAgo(changed.mostViewAgo())
                .clearTunables()
                .addAllTunables(other.welcome.getTunablesList())
                .build();
        return new RoomType(changed, games, visibleSchema, told);
    }

    /** Whether rooms of both are the same to who wants to join: their name and what clients see. */
    public boolean isLike(RoomType other) {
        return name().equals(other.name()) && schemaHash() == other.schemaHash();
    }

    public Settings settings() {
        return settings;
    }

    public String name() {
        return settings.name();
    }

    /** What snapshots come in, for a client that says that it reads these codecs; all read PLAIN. */
    public Codec codecFor(List<Codec> readable) {
        return readable.contains(settings.codec()) ? settings.codec() : Codec.PLAIN;
    }

    /** What clients see. */
    public Schema visibleSchema() {
        return visibleSchema;
    }

    public int schemaHash() {
        return welcome.getSchemaHash();
    }

    public int ticksPerSnapshot() {
        return settings.ticksPerSnapshot();
    }

    private static dev.tickwire.proto.wire.Tunable toMessage(Tunable tunable) {
        return dev.tickwire.proto.wire.Tunable.newBuilder()
                .setName(tunable.name())
                .setValue(tunable.get())
                .build();
    }

    /** How far back rules may look for what a player saw, in parts of a tick. */
    int mostViewAgo() {
        return settings.mostViewAgo();
    }

    /** How many ticks that many milliseconds are, at least 1. */
    int ticks(long millis) {
        return (int) Math.max(1, Math.round(millis * settings.tickRateHz() / 1000));
    }

    /** Time from the first tick's deadline to that of tick {@code 1 + ticks}, without a rounding error that adds up. */
    long nanos(long ticks) {
        return (long) (ticks * (NANOS_PER_SECOND / settings.tickRateHz()));
    }

    long emptyRoomTimeoutNanos() {
        return settings.emptyRoomTimeoutMillis() * NANOS_PER_MILLI;
    }

    long resumeGraceNanos() {
        return settings.resumeGraceMillis() * NANOS_PER_MILLI;
    }

    long slowClientTimeoutNanos() {
        return settings.slowClientTimeoutMillis() * NANOS_PER_MILLI;
    }

    /** What a client is told when a room has come to run like this one. */
    byte[] rates() {
        return rates;
    }

    /** What is the same for every welcome to a room of this type. */
    Welcome welcome() {
        return welcome;
    }

    /** Lets a world that runs already run as this type says, from its next step on. */
    void adapt(Simulation simulation) {
        simulation.setTickRateHz(settings.tickRateHz());
        if (simulation.mostViewAgo() != mostViewAgo()) {
            simulation.setMostViewAgo(mostViewAgo());
        }
        simulation.tune(settings.tunables());
    }

    /** A new world. */
    final Simulation newSimulation() {
        Game game = games.get();
        settings.tunables().forEach(game::tune);
        long seed = settings.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong());
        return new Simulation(game, settings.tickRateHz(), seed);
    }
}
