package dev.tickwire.client.swarm.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.tickwire.simulation.games.Spelling;
import java.net.InetAddress;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads scenarios from HOCON, files of one's own and the samples. */
public final class ScenarioReader {
    /** The scenarios that come with the swarm. */
    public static final List<String> SAMPLES =
            List.of("smoke", "evening-peak", "launch-day", "bad-wifi", "griefers", "soak", "restart", "gate");

    private static final List<String> KEYS =
            List.of("seed", "rooms", "mix", "networks", "phases", "thresholds", "decode", "griefersFrom");
    private static final List<String> ROOM_KEYS = List.of("type", "id", "size", "share", "options");
    private static final List<String> ROLE_KEYS =
            List.of("does", "share", "network", "perSecond", "resumes", "mayFail", "from");
    private static final List<String> NETWORK_KEYS =
            List.of("delay", "jitter", "bytesPerSecond", "stallEvery", "stallFor", "cutEvery");
    private static final List<String> PHASE_KEYS =
            List.of("name", "kind", "players", "of", "over", "for", "perSecond", "cuts", "signal", "measured");
    /** Four numbers, or hexadecimal ones with colons: neither is looked up as a name. */
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final long MOST_SEED = Long.MAX_VALUE;
    private static final double LARGEST = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Keys root;

    private ScenarioReader(Config config) throws InvalidScenarioException {
        root = new Keys(config.root(), "", KEYS);
    }

    /** Reads a sample by its name, or a file. */
    public static Scenario read(String nameOrFile) throws InvalidScenarioException {
        if (SAMPLES.contains(nameOrFile)) {
            URL sample = ScenarioReader.class.getResource(nameOrFile + ".conf");
            return of(nameOrFile, parse(() -> ConfigFactory.parseURL(required(sample), options())));
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            String nearest = Spelling.nearest(nameOrFile, SAMPLES);
            throw new InvalidScenarioException("there is no file " + nameOrFile + ", and no sample of that name ("
                    + String.join(", ", SAMPLES) + ")"
                    + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?"));
        }
        Path name = file.getFileName();
        return of(
                name == null ? nameOrFile : name.toString().replaceFirst("\\.conf$", ""),
                parse(() -> ConfigFactory.parseFile(file.toFile(), options())));
    }

    /** Reads a text. */
    public static Scenario parse(String name, String text) throws InvalidScenarioException {
        return of(name, parse(() -> ConfigFactory.parseString(text, options())));
    }

    private interface Source {
        Config config();
    }

    private static Config parse(Source source) throws InvalidScenarioException {
        try {
            return source.config().resolve();
        } catch (ConfigException e) {
            throw new InvalidScenarioException(e.getMessage() == null ? "it is no HOCON" : e.getMessage());
        }
    }

    private static ConfigParseOptions options() {
        return ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);
    }

    private static URL required(@Nullable URL sample) {
        if (sample == null) {
            throw new IllegalStateException("a sample is missing");
        }
        return sample;
    }

    private static Scenario of(String name, Config config) throws InvalidScenarioException {
        return new ScenarioReader(config).scenario(name);
    }

    private Scenario scenario(String name) throws InvalidScenarioException {
        Map<String, Profile> networks = networks();
        List<Role> roles = roles(networks);
        return new Scenario(
                name,
                root.whole("seed", 1, 0, MOST_SEED),
                rooms(),
                roles,
                phases(roles),
                root.texts("thresholds"),
                root.number("decode", 1, 0, 1));
    }

    private List<RoomChoice> rooms() throws InvalidScenarioException {
        List<RoomChoice> rooms = new ArrayList<>();
        for (ConfigObject object : root.objects("rooms")) {
            Keys keys = new Keys(object, "rooms", ROOM_KEYS);
            rooms.add(new RoomChoice(
                    keys.text("type", ""),
                    keys.text("id", ""),
                    (int) keys.whole("size", 0, 1, Scenario.MOST_BOTS),
                    keys.number("share", 1, 0.0001, LARGEST),
                    keys.values("options")));
            if (keys.has("id") && keys.has("size")) {
                throw keys.wrong("size", "is of rooms that the swarm opens, and id names one that is there");
            }
            if (keys.has("options") && !keys.has("size")) {
                throw keys.wrong("options", "need size: they are of rooms that the swarm opens");
            }
        }
        return rooms.isEmpty() ? List.of(Scenario.anyRoom("", "")) : List.copyOf(rooms);
    }

    private Map<String, Profile> networks() throws InvalidScenarioException {
        Map<String, Profile> networks = new TreeMap<>();
        networks.put(Profile.DIRECT.name(), Profile.DIRECT);
        for (Map.Entry<String, ConfigObject> entry : root.named("networks").entrySet()) {
            Keys keys = new Keys(entry.getValue(), "networks." + entry.getKey(), NETWORK_KEYS);
            networks.put(
                    entry.getKey(),
                    new Profile(
                            entry.getKey(),
                            millis(keys, "delay"),
                            millis(keys, "jitter"),
                            keys.bytes("bytesPerSecond"),
                            millis(keys, "stallEvery") / 1000,
                            millis(keys, "stallFor"),
                            millis(keys, "cutEvery") / 1000));
            if (keys.has("stallEvery") != keys.has("stallFor")) {
                throw keys.wrong("stallEvery", "and stallFor come together");
            }
        }
        return networks;
    }

    private static double millis(Keys keys, String key) throws InvalidScenarioException {
        return keys.time(key, Duration.ZERO, Duration.ZERO).toNanos() / NANOS_PER_MILLI;
    }

    private List<Role> roles(Map<String, Profile> networks) throws InvalidScenarioException {
        List<Role> roles = new ArrayList<>();
        for (Map.Entry<String, ConfigObject> entry : root.named("mix").entrySet()) {
            Keys keys = new Keys(entry.getValue(), "mix." + entry.getKey(), ROLE_KEYS);
            roles.add(role(entry.getKey(), keys, networks, addresses(root, "griefersFrom")));
        }
        return roles.isEmpty()
                ? List.of(new Role("players", Behaviour.BRAIN, 1, Profile.DIRECT, 0, true, false, List.of()))
                : List.copyOf(roles);
    }

    /** Addresses as they are written, so that nothing is looked up. */
    private static List<String> addresses(Keys keys, String key) throws InvalidScenarioException {
        List<String> addresses = keys.texts(key);
        for (String address : addresses) {
            if (!isAddress(address)) {
                throw keys.wrong(key, "has \"" + address + "\", which is no address of a network, such as 127.0.2.1");
            }
        }
        return addresses;
    }

    private static boolean isAddress(String text) {
        if (!IP_ADDRESS.matcher(text).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(text).getAddress().length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Role role(String name, Keys keys, Map<String, Profile> networks, List<String> griefersFrom)
            throws InvalidScenarioException {
        String does = keys.oneOf("does", Behaviour.BRAIN.key(), Behaviour.keys());
        Behaviour behaviour = Behaviour.of(does);
        String network = keys.oneOf("network", Profile.DIRECT.name(), List.copyOf(networks.keySet()));
        return new Role(
                name,
                behaviour,
                keys.number("share", 1, 0, LARGEST),
                networks.getOrDefault(network, Profile.DIRECT),
                keys.number("perSecond", behaviour.perSecond(), 0, LARGEST),
                keys.flag("resumes", true),
                keys.flag("mayFail", behaviour.isBad()),
                keys.has("from") || !behaviour.isBad() ? addresses(keys, "from") : griefersFrom);
    }

    private List<Phase> phases(List<Role> roles) throws InvalidScenarioException {
        List<Phase> phases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int players = 0;
        for (ConfigObject object : root.objects("phases")) {
            Keys keys = new Keys(object, "phases", PHASE_KEYS);
            Phase phase = phase(keys);
            if (!names.add(phase.name())) {
                throw keys.wrong("name", "is that of another phase, too: " + phase.name());
            }
            requireRoles(phase, roles, keys);
            players = playersAfter(phase, players, keys);
            phases.add(phase);
        }
        if (phases.isEmpty()) {
            throw root.wrong(
                    "phases", "must have at least one phase, such as { kind = ramp, players = 50, over = 5s }");
        }
        return List.copyOf(phases);
    }

    private static void requireRoles(Phase phase, List<Role> roles, Keys keys) throws InvalidScenarioException {
        List<String> names = roles.stream().map(Role::name).toList();
        for (String name : phase.of()) {
            if (!names.contains(name)) {
                String nearest = Spelling.nearest(name, names);
                throw keys.wrong(
                        "of",
                        "names " + name + ", which is not in mix"
                                + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?"));
            }
        }
        double shares = roles.stream()
                .filter(role -> phase.of().isEmpty() || phase.of().contains(role.name()))
                .mapToDouble(Role::share)
                .sum();
        if (!(shares > 0)) {
            throw keys.wrong("of", "leaves nobody who could come: all shares are 0");
        }
    }

    private static Phase phase(Keys keys) throws InvalidScenarioException {
        if (!keys.has("kind")) {
            throw keys.wrong("kind", "is missing: one of " + String.join(", ", Phase.Kind.keys()));
        }
        Phase.Kind kind = Phase.Kind.of(keys.oneOf("kind", "", Phase.Kind.keys()));
        boolean comesOrGoes = kind == Phase.Kind.RAMP || kind == Phase.Kind.DRAIN;
        boolean lasts = !comesOrGoes;
        if (lasts && !keys.has("for")) {
            throw keys.wrong("for", "is missing: how long a phase of kind " + kind.key() + " goes on");
        }
        boolean needsPlayers = kind == Phase.Kind.RAMP || kind == Phase.Kind.SPIKE;
        if (needsPlayers && !keys.has("players")) {
            throw keys.wrong("players", "is missing: how many come in a phase of kind " + kind.key());
        }
        refuseOthers(keys, kind);
        return new Phase(
                keys.text("name", kind.key()),
                kind,
                (int) keys.whole("players", 0, 0, Scenario.MOST_BOTS),
                keys.texts("of"),
                keys.time("over", Duration.ofSeconds(1), MOMENT),
                keys.time("for", Duration.ZERO, MOMENT),
                keys.number("perSecond", 1, 0.001, LARGEST),
                keys.number("cuts", 0, 0, 1),
                keys.oneOf("signal", "term", List.of("term", "kill")).equals("kill"),
                keys.flag("measured", lasts));
    }

    /** A key that does nothing there is a mistake. */
    private static void refuseOthers(Keys keys, Phase.Kind kind) throws InvalidScenarioException {
        List<String> useless = switch (kind) {
            case RAMP -> List.of("for", "perSecond", "cuts", "signal");
            case DRAIN -> List.of("of", "for", "perSecond", "cuts", "signal");
            case HOLD -> List.of("players", "of", "over", "perSecond", "cuts", "signal");
            case SPIKE -> List.of("perSecond", "cuts", "signal");
            case CHURN -> List.of("players", "of", "over", "signal");
            case RESTART -> List.of("players", "of", "over", "perSecond", "cuts");
        };
        for (String key : useless) {
            if (keys.has(key)) {
                throw keys.wrong(key, "means nothing in a phase of kind " + kind.key());
            }
        }
    }

    private static int playersAfter(Phase phase, int before, Keys keys) throws InvalidScenarioException {
        switch (phase.kind()) {
            case RAMP -> {
                if (phase.players() <= before) {
                    throw keys.wrong("players", "must be more than the " + before + " who are there: they come");
                }
                return phase.players();
            }
            case DRAIN -> {
                if (phase.players() >= before) {
                    throw keys.wrong("players", "must be fewer than the " + before + " who are there: some leave");
                }
                return phase.players();
            }
            case SPIKE -> {
                if (before + phase.players() > Scenario.MOST_BOTS) {
                    throw keys.wrong("players", "and those who are there are more than " + Scenario.MOST_BOTS);
                }
                return before;
            }
            default -> {
                if (before == 0) {
                    throw keys.wrong(
                            "kind", "cannot be " + phase.kind().key() + " before anybody has come: begin with a ramp");
                }
                return before;
            }
        }
    }
}
