package dev.tickwire.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.loop.Loops;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.session.Limits;
import dev.tickwire.server.transport.Transport;
import dev.tickwire.simulation.world.Tunable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a server's config: HOCON from a file, over the defaults, under what the command line sets. */
public final class ConfigReader {
    private static final String DEFAULTS = "tickwire-defaults.conf";
    private static final String ROOM_TYPES = "roomTypes";
    private static final String ROOM_TYPE_DEFAULTS = "roomTypeDefaults";
    private static final String GAMES_ORIGIN = "--games: ";
    private static final long HOUR_MILLIS = 3_600_000;

    private final Config config;
    private final List<Path> webRoots;
    private final List<String> problems = new ArrayList<>();

    private ConfigReader(Config config, List<Path> webRoots) {
        this.config = config;
        this.webRoots = webRoots;
    }

    /** Reads and validates, without games of one's own. */
    public static ServerConfig read(@Nullable Path file, List<String> settings, List<Path> webRoots)
            throws InvalidConfigException {
        return read(file, settings, List.of(), webRoots);
    }

    /**
     * Reads and validates.
     *
     * @param file null: the defaults alone
     * @param settings what the command line sets, as {@code path=value}
     * @param games classes that get a room type each, unless a file has room types or a setting names them
     * @param webRoots directories of pages, real paths; a file is looked for in one after the other
     */
    public static ServerConfig read(@Nullable Path file, List<String> settings, List<String> games, List<Path> webRoots)
            throws InvalidConfigException {
        return new ConfigReader(merge(file, settings, games), webRoots).read();
    }

    /**
     * The values that hold, as HOCON that could be a config file: for each room type everything, with all tunables of
     * its game.
     */
    public static String describe(@Nullable Path file, List<String> settings, List<String> games)
            throws InvalidConfigException {
        Config merged = merge(file, settings, games);
        ServerConfig read = new ConfigReader(merged, List.of()).read();
        StringBuilder described =
                new StringBuilder(render(merged.withoutPath(ROOM_TYPE_DEFAULTS).withoutPath(ROOM_TYPES)));
        described.append(ROOM_TYPES).append(" {\n");
        for (RoomType type : read.roomTypes()) {
            described.append(render(describe(merged, type)).indent(4));
        }
        return described.append("}\n").toString();
    }

    private static Config describe(Config merged, RoomType type) {
        Config described = merged.getConfig(ROOM_TYPES)
                .withOnlyPath(type.name())
                .withValue(
                        type.name() + ".spectatorLimit",
                        ConfigValueFactory.fromAnyRef(type.settings().capacity().spectators()));
        for (Tunable tunable :
                RoomTypeReader.games(type.settings().gameName()).get().tunables()) {
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

    private static Config merge(@Nullable Path file, List<String> settings, List<String> games)
            throws InvalidConfigException {
        try {
            Config defaults = ConfigFactory.parseResources(
                    ConfigReader.class.getClassLoader(),
                    DEFAULTS,
                    ConfigParseOptions.defaults().setAllowMissing(false));
            Config ofFile = file == null ? ConfigFactory.empty() : parse(file);
            Config ofSettings = parse(settings);
            Config own = ofSettings.withFallback(ofFile);
            boolean fileHasRoomTypes = ofFile.root().containsKey(ROOM_TYPES);
            Config under = fileHasRoomTypes ? defaults.withoutPath(ROOM_TYPES) : withGames(defaults, games, ofSettings);
            Config merged = own.withFallback(under).resolve();
            return withRoomTypeDefaults(
                    merged, fileHasRoomTypes ? roomTypesOf(ofFile, merged) : under.getValue(ROOM_TYPES));
        } catch (ConfigException e) {
            throw new InvalidConfigException(List.of(sentence(e)));
        }
    }

    /**
     * Adds a room type for each game that no setting names; it is named after the class, and takes the place of a
     * sample of that name.
     */
    private static Config withGames(Config defaults, List<String> games, Config settings)
            throws InvalidConfigException {
        Map<String, String> named = new LinkedHashMap<>();
        Config with = defaults;
        for (String game : games) {
            if (isNamed(game, settings)) {
                continue;
            }
            String name = game.substring(Math.max(game.lastIndexOf('.'), game.lastIndexOf('$')) + 1)
                    .toLowerCase(Locale.ROOT);
            String other = named.put(name, game);
            if (other != null) {
                throw new InvalidConfigException(List.of(GAMES_ORIGIN + other + " and " + game
                        + " would both be the room type " + name + ": name one with --set roomTypes.NAME.game=CLASS"));
            }
            with = with.withValue(
                    ConfigUtil.joinPath(ROOM_TYPES, name),
                    ConfigValueFactory.fromMap(Map.of("game", game), GAMES_ORIGIN));
        }
        return with;
    }

    private static boolean isNamed(String game, Config settings) {
        return settings.root().get(ROOM_TYPES) instanceof ConfigObject types
                && types.values().stream()
                        .anyMatch(type -> type instanceof ConfigObject fields
                                && fields.get("game") != null
                                && game.equals(fields.get("game").unwrapped()));
    }

    /**
     * What a file alone says of room types, with its lines; null: nothing. The library cannot resolve one config with
     * another ({@code resolveWith}) if a value falls back to the one before it, as in {@code x = 1, x = ${?X}}.
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

    /**
     * Fills room types up; each keeps its place in {@code base}, the file or the defaults, whatever is set over it,
     * because their order counts.
     */
    private static Config withRoomTypeDefaults(Config merged, @Nullable ConfigValue base) {
        ConfigValue types = merged.root().get(ROOM_TYPES);
        ConfigValue defaults = merged.root().get(ROOM_TYPE_DEFAULTS);
        if (!(types instanceof ConfigObject named) || !(defaults instanceof ConfigObject)) {
            return merged;
        }
        ConfigObject filled = named;
        for (Map.Entry<String, ConfigValue> type : named.entrySet()) {
            if (type.getValue() instanceof ConfigObject own) {
                ConfigValue before = base instanceof ConfigObject all ? all.get(type.getKey()) : null;
                filled = filled.withValue(
                        type.getKey(),
                        own.withFallback(defaults).withOrigin(before == null ? own.origin() : before.origin()));
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

    private static boolean isOnIoThreads(Section io) {
        String writes = io.text("writes");
        if (!writes.equals("loop") && !writes.equals("io")) {
            io.complain("writes", "must be loop or io, not " + writes);
        }
        return writes.equals("io");
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
                isOnIoThreads(io),
                io.bytes("sendBuffer", 4 * 1024, 1 << 24),
                webRoots);
        Limits limitsOfSessions = new Limits(
                messageBytes,
                limits.integer("messagesPerSecond", 1, 100_000),
                limits.millis("joinTimeout", 100, HOUR_MILLIS));
        int maxRooms = limits.integer("rooms", 1, 1_000_000);
        int loopCount = loops.integer("count", 0, 256);
        int maxCatchUpTicks = loops.integer("maxCatchUpTicks", 1, 1_000);
        long stepTimeoutMillis = loops.millis("stepTimeout", 200, HOUR_MILLIS);
        long startTimeoutMillis = loops.millis("startTimeout", 200, HOUR_MILLIS);
        root.section(ROOM_TYPE_DEFAULTS);
        int before = problems.size();
        Section types = root.section(ROOM_TYPES);
        List<RoomType> roomTypes = new RoomTypeReader(problems).read(types);
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
                new LocalRooms.Limits(maxRooms, startTimeoutMillis),
                new Loops.Settings(
                        loopCount == 0 ? Runtime.getRuntime().availableProcessors() : loopCount,
                        maxCatchUpTicks,
                        stepTimeoutMillis),
                roomTypes);
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
