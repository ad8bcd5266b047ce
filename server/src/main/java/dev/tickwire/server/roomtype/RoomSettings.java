package dev.tickwire.server.roomtype;

import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.interest.Radii;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a config says about a room type, all of it validated. */
public record RoomSettings(
        Names names,
        Opening opening,
        Rates rates,
        Capacity capacity,
        Timeouts timeouts,
        Flow flow,
        Logs logs,
        Sight sight) {
    /**
     * What it is called.
     *
     * @param game as the config names it
     * @param saveAs under which its players' rows are kept
     * @param rules where pages find the game's rules as a module; empty: the server does not say
     */
    public record Names(String roomType, String game, String saveAs, String rules) {}

    /** The room type's name. */
    public String name() {
        return names.roomType;
    }

    public String gameName() {
        return names.game;
    }

    /** From the least to the most, both included. */
    public record Range(double least, double most) {}

    /** What of a room outlives the server. */
    public enum Keep {
        NOTHING,
        /** How it was some seconds ago, or when the server stopped. */
        CHECKPOINT,
        /** All that has changed it, but for the last moments. */
        JOURNAL
    }

    /** An {@link Timeouts#emptyRoomMillis} that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * How rooms are opened.
     *
     * @param seed of each room's world; empty: a different one for each room
     * @param playerLimit what players may choose as the limit of players, up to that of the type; null: nothing
     * @param tickRateHz what players may choose as the tick rate; null: nothing
     * @param isStrict whether the rules are checked as they run
     * @param keep what of a room outlives the server
     */
    public record Opening(
            OptionalLong seed,
            @Nullable Range playerLimit,
            @Nullable Range tickRateHz,
            boolean isStrict,
            Keep keep) {
        /** Whether anything of a room outlives a server that is killed. */
        public boolean isKept() {
            return keep != Keep.NOTHING;
        }
    }

    /**
     * How fast a room runs, and by which numbers of the game.
     *
     * @param tickRateHz steps of the world per second
     * @param ticksPerSnapshot steps from one snapshot to the next
     * @param bots how many players there are at least, of whom bots are those that are no people; 0: there are none
     * @param tunables numbers of the game that the config sets, by name
     */
    public record Rates(double tickRateHz, int ticksPerSnapshot, int bots, Map<String, Double> tunables) {
        public Rates {
            tunables = Map.copyOf(tunables);
        }

        /** These with another tick rate, and as many ticks per snapshot. */
        Rates at(double otherTickRateHz) {
            return new Rates(otherTickRateHz, ticksPerSnapshot, bots, tunables);
        }

        public double snapshotRateHz() {
            return tickRateHz / ticksPerSnapshot;
        }
    }

    /**
     * The most that there may be of things that cost memory.
     *
     * @param players in one room
     * @param spectators in one room, beside the players
     * @param rooms of this type
     * @param mailbox commands that wait for a room's next tick
     * @param inputQueue inputs of one player that wait for the next tick
     * @param commandQueue commands of one player that wait for a tick; as many more may wait to be confirmed
     */
    public record Capacity(int players, int spectators, int rooms, int mailbox, int inputQueue, int commandQueue) {
        /** These with another limit of players. */
        Capacity withPlayers(int other) {
            return new Capacity(other, spectators, rooms, mailbox, inputQueue, commandQueue);
        }

        /** Players and spectators together. */
        public int places() {
            return players + spectators;
        }
    }

    /**
     * How long things may last.
     *
     * @param idleMillis a connection that nothing is heard from for this long is ended
     * @param emptyRoomMillis a room that is empty for this long is closed; {@link #NEVER}: none is
     * @param emptyRoomsWait whether time stands still in a room that is empty
     * @param resumeGraceMillis the seat of a player whose connection broke is kept for this long; 0: not at all
     * @param slowClientMillis a player to whom nothing could be sent for this long is disconnected
     */
    public record Timeouts(
            long idleMillis,
            long emptyRoomMillis,
            boolean emptyRoomsWait,
            long resumeGraceMillis,
            long slowClientMillis) {}

    /**
     * How much a player is sent.
     *
     * @param maxUnackedMillis how far acks may stay behind their usual lag before a player is sent nothing; one who is
     *     silent, too, for as long lets go of its inputs
     * @param slowestSnapshotRateHz the rate for players whose connections do not keep up, at the least
     * @param ackToleranceMillis how much later than usual acks may come before a player is sent less
     * @param heartbeatMillis a player who has sent inputs is sent a snapshot at least this often, even if nothing
     *     changes
     * @param idleHeartbeatMillis the same for others
     * @param bytesPerSecond of snapshots to one player; 0: no limit
     * @param codec how snapshots are written, for clients that can read it
     */
    public record Flow(
            long maxUnackedMillis,
            double slowestSnapshotRateHz,
            long ackToleranceMillis,
            long heartbeatMillis,
            long idleHeartbeatMillis,
            int bytesPerSecond,
            Codec codec) {
        /** A budget below this would let players see nothing move. */
        public static final int LEAST_BYTES_PER_SECOND = 100;

        /** How snapshots are written for a client that can read these codecs; all clients read PLAIN. */
        public Codec codecFor(List<Codec> readable) {
            return readable.contains(codec) ? codec : Codec.PLAIN;
        }

        Flow withBytesPerSecond(int other) {
            return new Flow(
                    maxUnackedMillis,
                    slowestSnapshotRateHz,
                    ackToleranceMillis,
                    heartbeatMillis,
                    idleHeartbeatMillis,
                    other,
                    codec);
        }
    }

    /**
     * What a room keeps for players who are sent less often, and how often it proves what it sent.
     *
     * @param snapshots baselines that are kept
     * @param events that are kept
     * @param chats that are kept
     * @param chatPerTenSeconds the most that one player may say in ten seconds; 0: there is no chat
     * @param hashIntervalSnapshots one snapshot in this many has a state hash
     * @param hashEverySnapshotLimit how many may have a hash with every snapshot, where each hash costs work of its own
     */
    public record Logs(
            int snapshots,
            int events,
            int chats,
            int chatPerTenSeconds,
            int hashIntervalSnapshots,
            int hashEverySnapshotLimit) {}

    /**
     * How far one sees: in space, back in time, and ahead.
     *
     * @param radii how far players see; null: everything
     * @param lagCompensationMillis how far back rules may look for what a player saw; 0: not at all
     * @param inputWindowMillis inputs for ticks further ahead than this are dropped
     */
    public record Sight(@Nullable Radii radii, long lagCompensationMillis, long inputWindowMillis) {}

    /** These settings with other rates. */
    RoomSettings with(Rates other) {
        return new RoomSettings(names, opening, other, capacity, timeouts, flow, logs, sight);
    }

    /** These settings with another flow. */
    RoomSettings with(Flow other) {
        return new RoomSettings(names, opening, rates, capacity, timeouts, other, logs, sight);
    }

    /** These settings with another sight. */
    RoomSettings with(Sight other) {
        return new RoomSettings(names, opening, rates, capacity, timeouts, flow, logs, other);
    }

    /** These settings with another capacity. */
    RoomSettings with(Capacity other) {
        return new RoomSettings(names, opening, rates, other, timeouts, flow, logs, sight);
    }
}
