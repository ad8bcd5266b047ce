package dev.tickwire.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.server.room.RoomType;
import dev.tickwire.server.session.Limits;
import dev.tickwire.server.transport.Transport;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Tunable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a server's config: HOCON from a file, over the defaults, under what the command line sets. */
public final class ConfigReader {
    private static final String DEFAULTS = "tickwire-defaults.conf";
    private static final String ROOM_TYPES = "roomTypes";
    private static final String ROOM_TYPE_DEFAULTS = "roomTypeDefaults";
    private static final int MOST_PLAYERS = 10_000;
    private static final double MIN_RADIUS = 1e-6;
    private static final double MAX_RADIUS = 1e9;
    private static final long HOUR_MILLIS = 3_600_000;

    private final Config config;
    private final @Nullable Path webRoot;
    private final List<String> problems = new ArrayList<>();

    private ConfigReader(Config config, @Nullable Path webRoot) {
        this.config = config;
        this.webRoot = webRoot;
    }

    /**
     * Reads and validates.
     *
     * @param file null: the defaults alone
     * @param settings what the command line sets, as {@code path=value}
     * @param webRoot directory of the demo page; null: none
     */
    public static ServerConfig read(@Nullable Path file, List<String> settings, @Nullable Path webRoot)
            throws InvalidConfigException {
        return new ConfigReader(merge(file, settings), webRoot).read();
    }

    /** The values that hold, as HOCON that could be a config file: for each room type everything, with all tunables of its game. */
    public static String describe(@Nullable Path file, List<String> settings) throws InvalidConfigException {
        Config merged = merge(file, settings);
        ServerConfig read = new ConfigReader(merged, null).read();
        StringBuilder described =
                new StringBuilder(render(merged.withoutPath(ROOM_TYPE_DEFAULTS).withoutPath(ROOM_TYPES)));
        described.append(ROOM_TYPES).append(" {\n");
        for (RoomType type : read.roomTypes()) {
            described.append(render(describe(merged, type)).indent(4));
        }
        return described.append("}\n").toString();
    }

    private static Config describe(Config merged, RoomType type) {
        Config described = merged.getConfig(ROOM_TYPES).withOnlyPath(type.name());
        for (Tunable tunable : Games.find(type.settings().gameName()).get().tunables()) {
            described = described.withFallback(ConfigFactory.parseMap(
                    Map.of(type.name() + ".tunables." + tunable.name(), plain(tunable.initial()))));
        }
        return described;
    }

    /** So that whole numbers are written without a fraction. */
    private static Number plain(double value) {
        if (value == Math.rint(value)) {
            return (long) value;
        }
        return value;
    }

    /** As HOCON; the library sorts it by name. */
    private static String render(Config config) {
        return config.root()
                .render(ConfigRenderOptions.defaults()
                        .setOriginComments(false)
                        .setComments(false)
                        .setJson(false));
    }

    private static Config merge(@Nullable Path file, List<String> settings) throws InvalidConfigException {
        try {
            Config defaults = ConfigFactory.parseResources(
                    ConfigReader.class.getClassLoader(),
                    DEFAULTS,
                    ConfigParseOptions.defaults().setAllowMissing(false));
            Config ofFile = file == null ? ConfigFactory.empty() : parse(file);
            Config own = parse(settings).withFallback(ofFile);
            Config under = own.root().containsKey(ROOM_TYPES) ? defaults.withoutPath(ROOM_TYPES) : defaults;
            Config merged = own.withFallback(under).resolve();
            return withRoomTypeDefaults(merged, roomTypesOf(ofFile, merged));
        } catch (ConfigException e) {
            throw new InvalidConfigException(List.of(sentence(e)));
        }
    }

    /**
     * What a file alone says of room types, with its lines; null: nothing. The library cannot resolve one config with another
     * ({@code resolveWith}) if a value falls back to the one before it, as in {@code x = 1, x = ${?X}}.
     */
    private static @Nullable ConfigValue roomTypesOf(Config file, Config merged) {
        try {
            return file.withFallback(merged.withoutPath(ROOM_TYPES))
                    .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true))
                    .root()
                    .get(ROOM_TYPES);
        } catch (ConfigException.NotResolved e) {
            return null;
        }
    }

    private static Config parse(Path file) throws InvalidConfigException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            String why = Files.exists(file) ? "cannot be read" : "does not exist";
            throw new InvalidConfigException(List.of("the config file " + file + " " + why));
        }
        return ConfigFactory.parseFile(
                file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    }

    private static Config parse(List<String> settings) throws InvalidConfigException {
        Config all = ConfigFactory.empty();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new InvalidConfigException(
                        List.of("--set " + setting + ": write --set path=value, such as --set http.port=80"));
            }
            try {
                Config one = ConfigFactory.parseString(
                        setting, ConfigParseOptions.defaults().setOriginDescription("--set " + setting));
                all = one.withFallback(all);
            } catch (ConfigException e) {
                throw new InvalidConfigException(List.of("--set " + setting + " cannot be read as path=value"));
            }
        }
        return all;
    }

    /** Fills room types up; each keeps its line in the file, whatever is set over it, because their order counts. */
    private static Config withRoomTypeDefaults(Config merged, @Nullable ConfigValue typesOfFile) {
        ConfigValue types = merged.root().get(ROOM_TYPES);
        ConfigValue defaults = merged.root().get(ROOM_TYPE_DEFAULTS);
        if (!(types instanceof ConfigObject named) || !(defaults instanceof ConfigObject)) {
            return merged;
        }
        ConfigObject filled = named;
        for (Map.Entry<String, ConfigValue> type : named.entrySet()) {
            if (type.getValue() instanceof ConfigObject own) {
                ConfigValue inFile = typesOfFile instanceof ConfigObject all ? all.get(type.getKey()) : null;
                filled = filled.withValue(
                        type.getKey(),
                        own.withFallback(defaults).withOrigin(inFile == null ? own.origin() : inFile.origin()));
            }
        }
        return merged.withValue(ROOM_TYPES, filled);
    }

    /** What the library says, with file and line as everywhere else, and without its advice to programmers. */
    private static String sentence(ConfigException e) {
        return String.valueOf(e.getMessage())
                .replaceFirst("^(.*): (\\d+): ", "$1:$2: ")
                .replaceFirst(" \\(if you .*\\)$", "");
    }

    private ServerConfig read() throws InvalidConfigException {
        Section root = new Section("", config.root(), problems);
        Section http = root.section("http");
        Section limits = root.section("limits");
        Section io = root.section("io");
        Section loops = root.section("loops");
        int messageBytes = limits.bytes("messageBytes", 64, 1 << 20);
        Transport.Settings transport = new Transport.Settings(
                http.text("host"),
                http.integer("port", 0, 65_535),
                origins(http.texts("allowedOrigins")),
                limits.integer("connections", 1, 1_000_000),
                messageBytes,
                io.integer("selectors", 1, 64),
                io.bytes("sendBuffer", 4 * 1024, 1 << 24),
                webRoot);
        Limits limitsOfSessions = new Limits(
                messageBytes,
                limits.integer("messagesPerSecond", 1, 100_000),
                limits.millis("joinTimeout", 100, HOUR_MILLIS));
        int maxRooms = limits.integer("rooms", 1, 1_000_000);
        int loopCount = loops.integer("count", 0, 256);
        int maxCatchUpTicks = loops.integer("maxCatchUpTicks", 1, 1_000);
        root.section(ROOM_TYPE_DEFAULTS);
        int before = problems.size();
        Section types = root.section(ROOM_TYPES);
        List<RoomType> roomTypes = readRoomTypes(types);
        if (types.names().isEmpty() && problems.size() == before) {
            root.complain(ROOM_TYPES, "needs at least one room type");
        }
        for (Section section : List.of(http, limits, io, loops, root)) {
            section.end();
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(List.copyOf(new LinkedHashSet<>(problems)));
        }
        return new ServerConfig(
                transport,
                limitsOfSessions,
                maxRooms,
                loopCount == 0 ? Runtime.getRuntime().availableProcessors() : loopCount,
                maxCatchUpTicks,
                roomTypes);
    }

    private List<RoomType> readRoomTypes(Section section) {
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

    private @Nullable RoomType readRoomType(String name, Section parent, Section section) {
        int before = problems.size();
        String gameName = section.text("game");
        double tickRateHz = section.number("tickRateHz", 0.1, 1_000);
        double snapshotRateHz = section.number("snapshotRateHz", 0.1, 1_000);
        double ratio = tickRateHz / snapshotRateHz;
        if (problems.size() == before && (ratio < 1 || Math.abs(ratio - Math.rint(ratio)) > 1e-9)) {
            section.complain("snapshotRateHz", "must be the tick rate (" + tickRateHz + ") divided by a whole number");
        }
        int playerLimit = section.integer("playerLimit", 1, MOST_PLAYERS);
        long idleTimeoutMillis = section.millis("idleTimeout", 500, 24 * HOUR_MILLIS);
        long emptyRoomTimeoutMillis = section.millis("emptyRoomTimeout", 0, 24 * HOUR_MILLIS);
        OptionalLong seed = readSeed(section);
        long maxUnackedMillis = section.millis("maxUnacked", 50, HOUR_MILLIS);
        long slowClientTimeoutMillis = section.millis("slowClientTimeout", 100, HOUR_MILLIS);
        double slowestSnapshotRateHz = section.number("slowestSnapshotRateHz", 0.1, 1_000);
        long ackToleranceMillis = section.millis("ackTolerance", 1, HOUR_MILLIS);
        int bytesPerSecond = section.bytes("bytesPerSecond", 0, 1 << 30);
        int hashIntervalSnapshots = section.integer("hashIntervalSnapshots", 1, 1_000_000);
        int historySnapshots = section.integer("historySnapshots", 2, 1_024);
        long inputWindowMillis = section.millis("inputWindow", 10, 60_000);
        int inputQueue = section.integer("inputQueue", 4, 4_096);
        int mailbox = section.integer("mailbox", 2, 65_536);
        Codec codec = readCodec(section);
        Radii interest = readInterest(section.section("interest"));
        Supplier<Game> games = findGame(section, gameName);
        Map<String, Double> tunables = readTunables(section, games);
        section.end();
        if (games == null || problems.size() > before) {
            return null;
        }
        try {
            return new RoomType(
                    new RoomType.Settings(
                            name,
                            gameName,
                            tickRateHz,
                            snapshotRateHz,
                            playerLimit,
                            idleTimeoutMillis,
                            emptyRoomTimeoutMillis,
                            seed,
                            maxUnackedMillis,
                            slowClientTimeoutMillis,
                            slowestSnapshotRateHz,
                            ackToleranceMillis,
                            bytesPerSecond,
                            hashIntervalSnapshots,
                            historySnapshots,
                            inputWindowMillis,
                            inputQueue,
                            mailbox,
                            codec,
                            interest,
                            tunables),
                    games);
        } catch (RuntimeException e) {
            parent.complain(name, "cannot be used: " + e.getMessage());
            return null;
        }
    }

    private static Codec readCodec(Section section) {
        String codec = section.text("codec");
        switch (codec) {
            case "plain" -> {
                return Codec.PLAIN;
            }
            case "packed" -> {
                return Codec.PACKED;
            }
            default -> {
                section.complain("codec", "must be plain or packed, not " + codec);
                return Codec.PLAIN;
            }
        }
    }

    private static @Nullable Radii readInterest(Section section) {
        String mode = section.text("mode");
        double full = section.number("fullRateRadius", MIN_RADIUS, MAX_RADIUS);
        double half = section.number("halfRateRadius", MIN_RADIUS, MAX_RADIUS);
        double quarter = section.number("quarterRateRadius", MIN_RADIUS, MAX_RADIUS);
        double hysteresis = section.number("hysteresis", 1, 10);
        section.end();
        if (mode.equals("everyone")) {
            return null;
        }
        if (!mode.equals("radius")) {
            section.complain("mode", "must be everyone or radius, not " + mode);
        } else if (half < full) {
            section.complain("halfRateRadius", "must not be below fullRateRadius (" + full + ")");
        } else if (quarter < half) {
            section.complain("quarterRateRadius", "must not be below halfRateRadius (" + half + ")");
        } else {
            return new Radii(full, half, quarter, hysteresis);
        }
        return null;
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

    private static @Nullable Supplier<Game> findGame(Section section, String name) {
        try {
            return Games.find(name);
        } catch (IllegalArgumentException e) {
            section.complain("game", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Map<String, Double> readTunables(Section roomType, @Nullable Supplier<Game> games) {
        Map<String, Double> values = new LinkedHashMap<>();
        Section section = roomType.section("tunables");
        List<Tunable> tunables = games == null ? null : tunablesOf(roomType, games);
        if (tunables == null) {
            return values;
        }
        List<String> set = section.names();
        for (Tunable tunable : tunables) {
            if (set.contains(tunable.name())) {
                values.put(tunable.name(), section.number(tunable.name(), tunable.min(), tunable.max()));
            } else {
                section.know(tunable.name());
            }
        }
        section.end();
        return values;
    }

    private static @Nullable List<Tunable> tunablesOf(Section roomType, Supplier<Game> games) {
        try {
            return games.get().tunables();
        } catch (RuntimeException e) {
            roomType.complain("game", "cannot be used: " + e.getMessage());
            return null;
        }
    }

    /** As browsers write them: in lower case, without a slash at the end. */
    private static Set<String> origins(List<String> texts) {
        Set<String> lower = new LinkedHashSet<>();
        for (String text : texts) {
            lower.add(text.toLowerCase(Locale.ROOT).replaceFirst("/$", ""));
        }
        return lower;
    }
}
