package dev.tickwire.server.config;

import static dev.tickwire.server.settings.Settings.ROOM_TYPES;
import static dev.tickwire.server.settings.Settings.ROOM_TYPE_DEFAULTS;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import dev.tickwire.server.address.AddressLimits;
import dev.tickwire.server.admin.AdminSettings;
import dev.tickwire.server.api.ApiSettings;
import dev.tickwire.server.directory.DrainSettings;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.log.LogSettings;
import dev.tickwire.server.loop.Loops;
import dev.tickwire.server.recording.RecorderSettings;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.saves.SavesSettings;
import dev.tickwire.server.session.Limits;
import dev.tickwire.server.settings.EffectiveValue;
import dev.tickwire.server.store.StoreSettings;
import dev.tickwire.server.swap.SwapSettings;
import dev.tickwire.server.transport.Transport;
import dev.tickwire.simulation.world.Tunable;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a server's config: HOCON from a file, over the defaults, under what the command line sets. */
public final class ConfigReader {
    private static final String SAVES = "saves";
    private static final String STORE = "store";

    private final Config config;
    private final List<Path> webRoots;
    private final List<String> problems = new ArrayList<>();
    private final RoomTypeReader roomTypes = new RoomTypeReader(problems);

    private ConfigReader(Config config, List<Path> webRoots) {
        this.config = config;
        this.webRoots = webRoots;
    }

    /** Reads and validates; the parameters are those of {@link ConfigSource}. */
    public static ServerConfig read(@Nullable Path file, List<String> settings, List<String> games, List<Path> webRoots)
            throws InvalidConfigException {
        return load(new ConfigSource(file, settings, games, webRoots), new ConfigFiles())
                .server();
    }

    /** Reads where players are to reach the server, and nothing else: the games need not be there. */
    public static InetSocketAddress readAddress(@Nullable Path file, List<String> settings)
            throws InvalidConfigException {
        Config ofFile = file == null ? ConfigFactory.empty() : ConfigMerger.parse(file, new ConfigFiles());
        Config merged = ConfigMerger.merge(ofFile, ConfigMerger.parse(settings), List.of());
        List<String> problems = new ArrayList<>();
        Section http = new Section(merged.root(), problems).section("http");
        String host = http.text("host");
        int port = http.integer("port");
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return InetSocketAddress.createUnresolved(host, port);
    }

    /** Reads where players' rows are kept, and nothing else: the games need not be there. */
    public static SavesSettings readSaves(@Nullable Path file, List<String> settings) throws InvalidConfigException {
        return readSection(file, settings, SAVES, SavesReader::read);
    }

    /** Reads where rooms are kept, and nothing else: the games need not be there. */
    public static StoreSettings readStore(@Nullable Path file, List<String> settings) throws InvalidConfigException {
        return readSection(file, settings, STORE, RecorderReader::readStore);
    }

    private static <T> T readSection(
            @Nullable Path file, List<String> settings, String name, Function<Section, T> reader)
            throws InvalidConfigException {
        Config ofFile = file == null ? ConfigFactory.empty() : ConfigMerger.parse(file, new ConfigFiles());
        Config merged = ConfigMerger.merge(ofFile, ConfigMerger.parse(settings), List.of());
        List<String> problems = new ArrayList<>();
        T read = reader.apply(new Section(merged.root(), problems).section(name));
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return read;
    }

    /**
     * Reads and validates.
     *
     * @param files where the files that are read are noted, also if it throws
     */
    public static LoadedConfig load(ConfigSource source, ConfigFiles files) throws InvalidConfigException {
        Config ofFile = source.file() == null ? ConfigFactory.empty() : ConfigMerger.parse(source.file(), files);
        return load(ofFile, source, files);
    }

    /** Validates what a file has, in place of the file of the source. */
    static LoadedConfig load(Config ofFile, ConfigSource source, ConfigFiles files) throws InvalidConfigException {
        Config ofSettings = ConfigMerger.parse(source.settings());
        Config merged = ConfigMerger.merge(ofFile, ofSettings, source.games());
        ConfigReader reader = new ConfigReader(merged, source.webRoots());
        ServerConfig server = reader.read();
        return new LoadedConfig(server, reader.withTunables(server.roomTypes()), ofFileAlone(ofFile, source), files);
    }

    /** What would hold without the command line; null: the file is not a whole config without it. */
    private static @Nullable Config ofFileAlone(Config ofFile, ConfigSource source) {
        try {
            return source.settings().isEmpty()
                    ? null
                    : ConfigMerger.merge(ofFile, ConfigFactory.empty(), source.games());
        } catch (InvalidConfigException e) {
            return null;
        }
    }

    /** The values that hold, with the tunables that the config leaves to the games. */
    private Config withTunables(List<RoomType> readTypes) {
        Config all = config.withoutPath(ROOM_TYPE_DEFAULTS);
        for (RoomType type : readTypes) {
            for (Tunable tunable : roomTypes.tunables(type.name())) {
                String path = ConfigUtil.joinPath(ROOM_TYPES, type.name(), "tunables", tunable.name());
                if (!all.hasPath(path)) {
                    all = all.withValue(
                            path, ConfigValueFactory.fromAnyRef(plain(tunable.initial()), EffectiveValue.DEFAULT));
                }
            }
        }
        return all;
    }

    /** So that whole numbers are written without a fraction. */
    private static Number plain(double value) {
        if (value == Math.rint(value)) {
            return (long) value;
        }
        return value;
    }

    private ServerConfig read() throws InvalidConfigException {
        Section root = new Section(config.root(), problems);
        Section http = root.section("http");
        Section limits = root.section("limits");
        Section perAddress = limits.section("perAddress");
        Section io = root.section("io");
        Section loops = root.section("loops");
        int messageBytes = limits.bytes("messageBytes");
        Transport.Doors doors = DoorsReader.read(http);
        Transport.Settings transport = new Transport.Settings(
                http.text("host"),
                http.integer("port"),
                doors,
                limits.integer("connections"),
                messageBytes,
                io.integer("selectors"),
                io.word("writes").equals("io"),
                io.bytes("sendBuffer"),
                webRoots);
        Limits limitsOfSessions =
                new Limits(messageBytes, limits.integer("messagesPerSecond"), limits.millis("joinTimeout"));
        AddressLimits limitsOfAddresses = DoorsReader.readLimits(perAddress, doors.trustedProxies());
        int maxRooms = limits.integer("rooms");
        int loopCount = loops.integer("count");
        int maxCatchUpTicks = loops.integer("maxCatchUpTicks");
        long stepTimeoutMillis = loops.millis("stepTimeout");
        long startTimeoutMillis = loops.millis("startTimeout");
        SavesSettings saves = SavesReader.read(root.section(SAVES));
        AdminSettings admin = AdminReader.read(root.section("admin"));
        LogSettings log = LogReader.read(root.section("log"));
        DrainSettings drain = DrainReader.read(root.section("drain"));
        RecorderSettings recorder = RecorderReader.read(root.section("recorder"));
        StoreSettings store = RecorderReader.readStore(root.section(STORE));
        SwapSettings swaps = SwapReader.read(root.section("games"), root.section("swap"));
        ApiSettings api = ApiReader.read(root.section("api"));
        root.section(ROOM_TYPE_DEFAULTS);
        int before = problems.size();
        Section types = root.section(ROOM_TYPES);
        List<RoomType> readTypes = roomTypes.read(types);
        if (types.names().isEmpty() && problems.size() == before) {
            root.complain(ROOM_TYPES, "needs at least one room type");
        }
        if (problems.isEmpty()) {
            requireIntent(transport.host(), types);
        }
        for (Section section : List.of(http, perAddress, limits, io, loops, root)) {
            section.end();
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(List.copyOf(new LinkedHashSet<>(problems)));
        }
        EffectiveConfig effective = new EffectiveConfig(withTunables(readTypes), readTypes, List.of());
        return new ServerConfig(
                transport,
                limitsOfSessions,
                limitsOfAddresses,
                new LocalRooms.Limits(maxRooms, startTimeoutMillis),
                new Loops.Settings(
                        loopCount == 0 ? Runtime.getRuntime().availableProcessors() : loopCount,
                        maxCatchUpTicks,
                        stepTimeoutMillis),
                saves,
                new ServerConfig.Operation(admin, log, drain, recorder, store, swaps, effective.values()),
                api,
                readTypes);
    }

    /** Beyond this machine, strangers are let in only where somebody has said so. */
    private void requireIntent(String host, Section types) {
        if (AuthReader.isLoopback(host)) {
            return;
        }
        for (String type : types.names()) {
            if (types.section(type).section("auth").isShipped("mode")) {
                problems.add("http.host is " + host + ", so that others can reach the server, and " + ROOM_TYPES + "."
                        + type + " lets everybody in: if that is right, say so with --anonymous, or with "
                        + ROOM_TYPE_DEFAULTS + ".auth.mode = anonymous in the config file; if not, with mode = ticket"
                        + " or jwt (docs/trust.md)");
                return;
            }
        }
    }
}
