package dev.tickwire.server.config;

import dev.tickwire.proto.wire.Codec;
import dev.tickwire.server.backend.BackendSettings;
import dev.tickwire.server.identity.AuthSettings;
import dev.tickwire.server.roomtype.RateLimits;
import dev.tickwire.server.roomtype.RoomSettings;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.settings.Setting;
import dev.tickwire.server.settings.Settings;
import dev.tickwire.simulation.games.GameFailure;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.world.Tunable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the room types of a config. */
final class RoomTypeReader {
    private static final int MOST_SPECTATORS_UNASKED = 50;
    private static final String AUTO = "auto";
    /** The server looks once a second for clients that have been silent for a third of the timeout, and pings them. */
    private static final long PINGED_IN_TIME_MILLIS = 3_000;

    private final List<String> problems;
    private final Map<String, List<Tunable>> tunables = new HashMap<>();

    /** Adds a sentence to {@code problems} for each error; sections add theirs, too. */
    RoomTypeReader(List<String> problems) {
        this.problems = problems;
    }

    /**
     * Reads all room types of a section, in its order. A room type with an error is left out, and the error is noted.
     */
    List<RoomType> read(Section section) {
        List<RoomType> types = new ArrayList<>();
        for (String name : section.names()) {
            Section own = section.section(name);
            if (!name.matches("[a-zA-Z][a-zA-Z0-9_-]{0,39}")) {
                section.complain(name, "must be named with a letter and then up to 39 letters, digits, _ or -");
            }
            RoomType type = readRoomType(name, section, own);
            if (type != null) {
                types.add(type);
            }
        }
        return types;
    }

    /** The tunables of a room type that was read, as its game declares them. */
    List<Tunable> tunables(String roomType) {
        return tunables.getOrDefault(roomType, List.of());
    }

    private @Nullable RoomType readRoomType(String name, Section parent, Section section) {
        int before = problems.size();
        String gameName = section.text("game");
        GameSample game = GameSample.of(section, gameName);
        RoomSettings.Rates rates = readRates(section);
        Radii radii = readInterest(section.section("interest"));
        RoomSettings.Capacity capacity = new RoomSettings.Capacity(
                readPlayerLimit(section, game),
                readSpectatorLimit(section, radii),
                section.integer("roomLimit"),
                section.integer("mailbox"),
                section.integer("inputQueue"),
                section.integer("commandQueue"));
        RoomSettings.Timeouts timeouts = new RoomSettings.Timeouts(
                section.millis("idleTimeout"),
                section.isText("emptyRoomTimeout", "never") ? RoomSettings.NEVER : section.millis("emptyRoomTimeout"),
                section.flag("emptyRoomsWait"),
                section.millis("resumeGrace"),
                section.millis("slowClientTimeout"));
        RoomSettings.Opening opening = readOpening(section, capacity.players(), rates.ticksPerSnapshot());
        RoomSettings.Flow flow = new RoomSettings.Flow(
                section.millis("maxUnacked"),
                section.number("slowestSnapshotRateHz"),
                section.millis("ackTolerance"),
                section.millis("heartbeat"),
                section.millis("idleHeartbeat"),
                section.bytes("bytesPerSecond"),
                section.word("codec").equals("packed") ? Codec.PACKED : Codec.PLAIN);
        RoomSettings.Logs logs = new RoomSettings.Logs(
                section.integer("historySnapshots"),
                section.integer("eventLog"),
                section.integer("chatLog"),
                section.integer("chatPerTenSeconds"),
                section.integer("hashIntervalSnapshots"),
                section.integer("hashEverySnapshotLimit"));
        long lagCompensationMillis = section.millis("lagCompensation");
        long inputWindowMillis = section.millis("inputWindow");
        if (problems.size() == before) {
            requireAnswersInTime(section, timeouts.idleMillis(), flow.heartbeatMillis(), rates.snapshotRateHz());
            requireBytes(section, flow.bytesPerSecond());
        }
        RoomSettings.Sight sight = new RoomSettings.Sight(radii, lagCompensationMillis, inputWindowMillis);
        int bots = readBots(section, capacity.players());
        BackendSettings backend = BackendReader.read(section.section("backend"));
        String saveAs = readSaveAs(section);
        String rules = section.text("rules");
        AuthSettings auth = AuthReader.read(section.section("auth"));
        Map<String, Double> tuned = game.readTunables(section.section("tunables"));
        tunables.put(name, game.tunables());
        section.end();
        if (problems.size() > before) {
            return null;
        }
        try {
            RoomSettings.Names names =
                    new RoomSettings.Names(name, gameName, saveAs.isEmpty() ? gameName : saveAs, rules);
            RoomSettings.Rates running =
                    new RoomSettings.Rates(rates.tickRateHz(), rates.ticksPerSnapshot(), bots, tuned);
            RoomType type = new RoomType(
                    new RoomSettings(names, opening, running, capacity, timeouts, flow, logs, sight),
                    backend,
                    auth,
                    game.maker());
            AuthReader.requireColumns(section.section("auth").section("claims"), type);
            return problems.size() > before ? null : type;
        } catch (Throwable e) {
            parent.complain(name, "cannot be used: " + GameFailure.sentence(gameName, e));
            return null;
        }
    }

    /** The rates, without bots and tunables. */
    private RoomSettings.Rates readRates(Section section) {
        int before = problems.size();
        double tickRateHz = section.number("tickRateHz");
        double snapshotRateHz = section.number("snapshotRateHz");
        int ticksPerSnapshot = RateLimits.ticksPerSnapshot(tickRateHz, snapshotRateHz);
        if (problems.size() == before && ticksPerSnapshot == 0) {
            section.complain("snapshotRateHz", "must be the tick rate (" + tickRateHz + ") divided by a whole number");
        }
        return new RoomSettings.Rates(tickRateHz, Math.max(1, ticksPerSnapshot), 0, Map.of());
    }

    /** The limit that is shipped is for games that take as many; others have room for those whom they take. */
    private static int readPlayerLimit(Section section, GameSample game) {
        int limit = section.integer("playerLimit");
        if (limit <= game.playerCapacity()) {
            return limit;
        }
        if (!section.isShipped("playerLimit")) {
            section.complain(
                    "playerLimit",
                    "must be at most " + game.playerCapacity()
                            + ", which is how many players the game's inputs(...) have room for, not " + limit);
        }
        return game.playerCapacity();
    }

    /** Spectators see everything: where players do not, nobody may watch unless the config says so. */
    private static int readSpectatorLimit(Section section, @Nullable Radii radii) {
        if (section.isText("spectatorLimit", AUTO)) {
            return radii == null ? MOST_SPECTATORS_UNASKED : 0;
        }
        return section.integer("spectatorLimit");
    }

    /** A client that does nothing answers what it is sent, and pings of the server, which come too late for some. */
    private static void requireAnswersInTime(
            Section section, long idleTimeoutMillis, long heartbeatMillis, double snapshotRateHz) {
        long snapshotMillis = Math.round(1_000 / snapshotRateHz);
        if (idleTimeoutMillis < PINGED_IN_TIME_MILLIS
                && idleTimeoutMillis <= Math.max(heartbeatMillis, snapshotMillis)) {
            String other = heartbeatMillis >= snapshotMillis
                    ? "heartbeat (" + heartbeatMillis + "ms)"
                    : "the time from one snapshot to the next (" + snapshotMillis + "ms)";
            section.complain(
                    "idleTimeout",
                    "must be above " + other + ", or at least " + PINGED_IN_TIME_MILLIS
                            + "ms: players who do nothing while nothing changes would be disconnected");
        }
    }

    private static void requireBytes(Section section, int bytesPerSecond) {
        if (bytesPerSecond > 0 && bytesPerSecond < RoomSettings.Flow.LEAST_BYTES_PER_SECOND) {
            section.complain(
                    "bytesPerSecond",
                    "must be 0, for no limit, or at least " + RoomSettings.Flow.LEAST_BYTES_PER_SECOND + " bytes, not "
                            + bytesPerSecond + ": players would see nothing move");
        }
    }

    /** Those that a sample is shipped with are for its game only, and as many as there are seats. */
    private static int readBots(Section section, int playerLimit) {
        int bots = section.integer("bots");
        if (section.isShipped("bots")) {
            return section.isShipped("game") ? Math.min(bots, playerLimit) : 0;
        }
        if (bots > playerLimit) {
            section.complain("bots", "must be at most the playerLimit (" + playerLimit + "), not " + bots);
        }
        return bots;
    }

    private static @Nullable Radii readInterest(Section section) {
        String mode = section.word("mode");
        double full = section.number("fullRateRadius");
        double half = section.number("halfRateRadius");
        double quarter = section.number("quarterRateRadius");
        double hysteresis = section.number("hysteresis");
        section.end();
        if (mode.equals("everyone")) {
            return null;
        }
        if (half < full) {
            section.complain("halfRateRadius", "must not be below fullRateRadius (" + full + ")");
        } else if (quarter < half) {
            section.complain("quarterRateRadius", "must not be below halfRateRadius (" + half + ")");
        } else {
            return new Radii(full, half, quarter, hysteresis);
        }
        return null;
    }

    /** Empty: as the game is called. */
    private static String readSaveAs(Section section) {
        String name = section.text("saveAs");
        if (!name.matches("[a-zA-Z0-9._-]{0,100}")) {
            section.complain("saveAs", "must have up to 100 letters, digits, ., _ or -, not " + name);
        }
        return name;
    }

    private static RoomSettings.Opening readOpening(Section section, int playerLimit, int ticksPerSnapshot) {
        Section choosable = section.section("choosable");
        RoomSettings.Range players = choosable.range("playerLimit", 1, playerLimit);
        Setting rate = Settings.ofRoomType("tickRateHz");
        // Whatever is chosen, snapshots come as often as a config may say.
        RoomSettings.Range ticks = choosable.range("tickRateHz", rate.least() * ticksPerSnapshot, rate.most());
        choosable.end();
        return new RoomSettings.Opening(readSeed(section), players, ticks, section.flag("strict"), readKeep(section));
    }

    private static OptionalLong readSeed(Section section) {
        String seed = section.text("seed");
        if (seed.equals("random")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(seed));
        } catch (NumberFormatException e) {
            section.complain("seed", "must be random or a whole number, not " + seed);
            return OptionalLong.empty();
        }
    }

    private static RoomSettings.Keep readKeep(Section section) {
        return RoomSettings.Keep.valueOf(section.word("keep").toUpperCase(Locale.ROOT));
    }
}
