package dev.tickwire.server.settings;

import static dev.tickwire.server.settings.Effect.AT_ONCE;
import static dev.tickwire.server.settings.Effect.NEW_PLAYERS;
import static dev.tickwire.server.settings.Effect.NEW_ROOMS;
import static dev.tickwire.server.settings.Effect.RESTART;

import dev.tickwire.proto.codec.FrameEvents;
import dev.tickwire.proto.codec.ServerFrameReader;
import dev.tickwire.server.settings.Setting.Kind;
import java.util.ArrayList;
import java.util.List;

/** What each setting may be, and when it holds: the only place that says so. */
final class Declarations {
    private static final double SECOND = 1_000;
    private static final double HOUR = 3_600_000;
    private static final double DAY = 24 * HOUR;
    private static final int MILLION = 1_000_000;
    private static final int MOST_PLAYERS = 10_000;
    private static final double LEAST_HZ = 0.1;
    private static final double MOST_HZ = 1_000;
    private static final double LEAST_RADIUS = 1e-6;
    private static final double MOST_RADIUS = 1e9;
    private static final double ANY = Double.POSITIVE_INFINITY;

    /** Without defaults and descriptions. */
    static final List<Setting> ALL = all();

    private Declarations() {}

    /** Adds settings of one section. */
    private record Declared(String section, List<Setting> into) {
        Declared add(String name, Effect effect, Kind kind, double least, double most, String unit, String... words) {
            into.add(new Setting(section + "." + name, kind, least, most, List.of(words), unit, effect, "", ""));
            return this;
        }

        Declared whole(String name, Effect effect, double least, double most, String... words) {
            return add(name, effect, Kind.WHOLE, least, most, "", words);
        }

        Declared number(String name, Effect effect, double least, double most, String unit) {
            return add(name, effect, Kind.NUMBER, least, most, unit);
        }

        Declared time(String name, Effect effect, double leastMillis, double mostMillis) {
            return add(name, effect, Kind.TIME, leastMillis, mostMillis, "");
        }

        Declared size(String name, Effect effect, int leastBytes, int mostBytes) {
            return add(name, effect, Kind.SIZE, leastBytes, mostBytes, "");
        }

        Declared pair(String name, Effect effect, double least, double most, String unit) {
            return add(name, effect, Kind.PAIR, least, most, unit);
        }

        Declared word(String name, Effect effect, String... words) {
            return add(name, effect, Kind.WORD, 0, 0, "", words);
        }

        Declared all(Kind kind, Effect effect, String... names) {
            for (String name : names) {
                add(name, effect, kind, 0, 0, "");
            }
            return this;
        }

        Declared texts(Effect effect, String... names) {
            return all(Kind.TEXT, effect, names);
        }
    }

    private static List<Setting> all() {
        List<Setting> all = new ArrayList<>();
        addServer(all);
        addOperation(all);
        addRooms(new Declared(Settings.ROOM_TYPE_DEFAULTS, all));
        addDoors(all);
        return List.copyOf(all);
    }

    private static void addServer(List<Setting> all) {
        new Declared("http", all)
                .texts(RESTART, "host")
                .whole("port", RESTART, 0, 65_535)
                .all(Kind.TEXTS, RESTART, "allowedOrigins", "hosts", "trustedProxies")
                .texts(RESTART, "tls.certificate", "tls.key", "tls.keyStore", "tls.password");
        new Declared("limits", all)
                .whole("connections", RESTART, 1, MILLION)
                .whole("rooms", RESTART, 1, MILLION)
                // A chat of 200 characters has up to 800 bytes, and a join with all that may stand in it but a ticket
                // is smaller.
                .size("messageBytes", RESTART, 1024, 1 << 20)
                .whole("messagesPerSecond", RESTART, 1, 100_000)
                .time("joinTimeout", RESTART, 100, HOUR);
        new Declared("limits.perAddress", all)
                .whole("connections", RESTART, 1, MILLION)
                .whole("keptSeats", RESTART, 0, MILLION)
                .whole("handshakesPerMinute", RESTART, 1, MILLION)
                .whole("joinsPerMinute", RESTART, 1, MILLION)
                .whole("createsPerMinute", RESTART, 1, MILLION)
                .whole("chatsPerTenSeconds", RESTART, 1, MILLION)
                .whole("refusalsPerMinute", RESTART, 0, MILLION)
                .time("banTime", RESTART, SECOND, DAY)
                .all(Kind.TEXTS, RESTART, "exempt");
        new Declared("io", all)
                .whole("selectors", RESTART, 1, 64)
                .word("writes", RESTART, "loop", "io")
                .size("sendBuffer", RESTART, 4 * 1024, 1 << 24);
        new Declared("loops", all)
                .whole("count", RESTART, 0, 256)
                .whole("maxCatchUpTicks", RESTART, 1, 1_000)
                .time("stepTimeout", RESTART, 200, HOUR)
                .time("startTimeout", RESTART, 200, HOUR);
    }

    private static void addOperation(List<Setting> all) {
        new Declared("admin", all)
                .texts(RESTART, "host")
                .whole("port", RESTART, 0, 65_535, "off")
                .all(Kind.TEXTS, RESTART, "hosts")
                .texts(RESTART, "auditLog", "sanctions", "presets", "pages")
                .all(Kind.NAMES, RESTART, "tokens");
        new Declared("drain", all)
                .whole("seconds", RESTART, 0, DAY / SECOND)
                .texts(RESTART, "message")
                .all(Kind.FLAG, RESTART, "keep");
        new Declared("recorder", all)
                .time("keep", RESTART, 0, HOUR)
                .size("memory", RESTART, 64 * 1024, 1 << 30)
                .texts(RESTART, "directory")
                .whole("files", RESTART, 0, MILLION);
        new Declared("store", all).texts(RESTART, "directory").time("syncEvery", RESTART, 10, HOUR);
        new Declared("games", all).word("watch", RESTART, "on", "off");
        new Declared("swap", all).whole("trialTicks", RESTART, 0, 100_000).time("watchTime", RESTART, 0, HOUR);
        new Declared("log", all).word("format", AT_ONCE, "text", "json").all(Kind.NAMES, AT_ONCE, "levels");
        new Declared("saves", all)
                .texts(RESTART, "url", "user", "password")
                .time("saveEvery", RESTART, SECOND, DAY)
                .texts(RESTART, "secret");
        new Declared("api", all).texts(RESTART, "secret").all(Kind.TEXTS, RESTART, "labels");
    }

    private static void addRooms(Declared type) {
        type.texts(NEW_ROOMS, "game")
                .number("tickRateHz", AT_ONCE, LEAST_HZ, MOST_HZ, "Hz")
                .number("snapshotRateHz", AT_ONCE, LEAST_HZ, MOST_HZ, "Hz")
                .whole("playerLimit", AT_ONCE, 1, MOST_PLAYERS)
                .texts(NEW_ROOMS, "saveAs", "rules")
                .whole("bots", AT_ONCE, 0, MOST_PLAYERS)
                .whole("spectatorLimit", AT_ONCE, 0, MOST_PLAYERS, "auto")
                .whole("roomLimit", AT_ONCE, 1, MILLION)
                .time("idleTimeout", AT_ONCE, 500, DAY)
                .add("emptyRoomTimeout", AT_ONCE, Kind.TIME, 0, DAY, "", "never")
                .all(Kind.FLAG, AT_ONCE, "emptyRoomsWait")
                .word("keep", NEW_ROOMS, "nothing", "checkpoint", "journal")
                .time("resumeGrace", AT_ONCE, 0, DAY)
                .whole("seed", NEW_ROOMS, -ANY, ANY, "random")
                .all(Kind.FLAG, NEW_ROOMS, "strict")
                .time("maxUnacked", AT_ONCE, 50, HOUR)
                .time("slowClientTimeout", AT_ONCE, 100, HOUR)
                .number("slowestSnapshotRateHz", AT_ONCE, LEAST_HZ, MOST_HZ, "Hz")
                .time("ackTolerance", AT_ONCE, 1, HOUR)
                .time("lagCompensation", AT_ONCE, 0, 5 * SECOND)
                .time("heartbeat", AT_ONCE, 1, 5 * SECOND)
                .time("idleHeartbeat", AT_ONCE, 1, 60 * SECOND)
                .size("bytesPerSecond", AT_ONCE, 0, 1 << 30)
                .whole("hashIntervalSnapshots", AT_ONCE, 1, MILLION)
                .whole("hashEverySnapshotLimit", AT_ONCE, 0, 2 * MOST_PLAYERS)
                .whole("historySnapshots", NEW_ROOMS, 2, 1_024)
                .time("inputWindow", AT_ONCE, 10, 60 * SECOND)
                .whole("inputQueue", NEW_PLAYERS, 4, 4_096)
                .whole("commandQueue", NEW_PLAYERS, 1, 4_096)
                .whole("mailbox", NEW_ROOMS, 2, 65_536)
                .whole("eventLog", NEW_ROOMS, 1, FrameEvents.MOST_EVENTS)
                .whole("chatPerTenSeconds", AT_ONCE, 0, 1_000)
                .whole("chatLog", NEW_ROOMS, 1, ServerFrameReader.MOST_CHATS)
                .word("codec", NEW_PLAYERS, "plain", "packed")
                .word("interest.mode", NEW_ROOMS, "everyone", "radius")
                .number("interest.fullRateRadius", AT_ONCE, LEAST_RADIUS, MOST_RADIUS, "units of the game")
                .number("interest.halfRateRadius", AT_ONCE, LEAST_RADIUS, MOST_RADIUS, "units of the game")
                .number("interest.quarterRateRadius", AT_ONCE, LEAST_RADIUS, MOST_RADIUS, "units of the game")
                .number("interest.hysteresis", AT_ONCE, 1, 10, "times")
                .pair("choosable.playerLimit", NEW_ROOMS, 1, MOST_PLAYERS, "")
                .pair("choosable.tickRateHz", NEW_ROOMS, LEAST_HZ, MOST_HZ, "Hz");
    }

    private static void addDoors(List<Setting> all) {
        new Declared(Settings.ROOM_TYPE_DEFAULTS + ".auth", all)
                .word("mode", NEW_ROOMS, "anonymous", "ticket", "jwt")
                .all(Kind.FLAG, NEW_ROOMS, "required")
                .texts(NEW_ROOMS, "secret", "jwks", "issuer", "audience")
                .word("oneSeatPerUser", NEW_ROOMS, "takeOver", "refuse", "off")
                .all(Kind.FLAG, NEW_ROOMS, "nameFromIdentity")
                .all(Kind.NAMES, NEW_ROOMS, "claims")
                .all(Kind.TEXTS, NEW_ROOMS, "reservedNames");
        new Declared(Settings.ROOM_TYPE_DEFAULTS + ".backend", all)
                .texts(NEW_ROOMS, "url", "secret", "class")
                .time("timeout", NEW_ROOMS, 100, 60 * SECOND)
                .whole("retries", NEW_ROOMS, 0, 100)
                .whole("queue", NEW_ROOMS, 1, 4_096);
        new Declared(Settings.ROOM_TYPE_DEFAULTS, all).all(Kind.NAMES, AT_ONCE, "tunables");
    }
}
