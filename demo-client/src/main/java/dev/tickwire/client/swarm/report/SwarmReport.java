package dev.tickwire.client.swarm.report;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The results of a run, by name; docs/swarm.md says what each means.
 *
 * <p>Flow (snapshots, bytes, most durations) is of the phases that are measured; {@code desyncs}, {@code resyncs},
 * {@code disconnects}, {@code refusedJoins}, {@code resumes}, {@code joinMillis} and {@code pauseMillis} count from the
 * first join on. Bytes are payloads of WebSocket messages. A figure for which nothing was measured is NaN, in JSON
 * null.
 *
 * <p>What is still open at the end, or when a connection ends, counts with the time that it has been open so far: the
 * gap since the newest snapshot, a join without a first snapshot, and inputs, commands and pings without an answer for
 * over 1 s. So a server that stands still shows in {@code snapshotGapMillis}, {@code joinMillis},
 * {@code inputLatencyMillis} and {@code rttMillis}.
 */
public final class SwarmReport {
    private final Map<String, Object> values;

    /** A report with these values, numbers, texts, lists, and maps of such, by their names. */
    SwarmReport(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * What is run.
     *
     * @param url address of the server's WebSocket
     * @param roomType type of the rooms; empty: the server's first
     * @param seed the bots' decisions follow from it
     * @param bots how many are to join
     * @param scenario its name; empty: none
     * @param phases in their order
     * @param groups of bots, one at least
     */
    public record Subject(
            String url, String roomType, long seed, int bots, String scenario, List<Phase> phases, List<Group> groups) {
        /** All bots are "players"; they "join", which is not measured, then "hold". */
        public Subject(String url, String roomType, long seed, int bots) {
            this(
                    url,
                    roomType,
                    seed,
                    bots,
                    "",
                    List.of(new Phase("join", false, Double.NaN), new Phase("hold", true, Double.NaN)),
                    List.of(new Group("players", false, false)));
        }

        public Subject {
            phases = List.copyOf(phases);
            groups = List.copyOf(groups);
        }

        /** Whether it is no failure if bots of that group cannot join. */
        boolean mayFailToJoin(String group) {
            return groups.stream().anyMatch(each -> each.name().equals(group) && each.mayFailToJoin());
        }
    }

    /**
     * A part of a run.
     *
     * @param seconds how long it is to last; NaN: until it is done
     */
    public record Phase(String name, boolean isMeasured, double seconds) {}

    /**
     * Bots of one kind.
     *
     * @param isBad they misbehave by intent, so their figures are not in the main ones
     * @param mayFailToJoin the run does not fail if some are refused
     */
    public record Group(String name, boolean isBad, boolean mayFailToJoin) {}

    /**
     * How many bots were there.
     *
     * @param joined bots that were in a room at any time
     * @param connected bots that are in a room
     * @param waiting bots whose connection is open, but that still wait for their first snapshot
     * @param silent bots that are in a room, but had no snapshot for over 2 s when they were asked
     * @param away bots that have lost their connection, and try to come back
     * @param rooms different rooms that bots joined
     * @param tickRateHz of the room of the first bot that joined; NaN: none did
     * @param snapshotRateHz of the same room
     * @param expectedSnapshotsPerSecond what the welcomes of all bots that should be there promise together
     */
    public record Presence(
            int joined,
            int connected,
            int waiting,
            int silent,
            int away,
            int rooms,
            double tickRateHz,
            double snapshotRateHz,
            double expectedSnapshotsPerSecond) {
        /** Nobody was there. */
        public static final Presence NOBODY = new Presence(0, 0, 0, 0, 0, 0, Double.NaN, Double.NaN, 0);
    }

    /** A report without any figures, which has all names. */
    public static SwarmReport empty(Subject subject) {
        return new Measure(subject, 0).finish(Presence.NOBODY, 0);
    }

    /**
     * Reads a report that was written as JSON.
     *
     * @throws IllegalArgumentException with a sentence, if it is none
     */
    public static SwarmReport read(Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no " + file, e);
        } catch (IllegalArgumentException | MalformedInputException e) {
            throw new IllegalArgumentException(file + " is no report of a swarm: " + e.getMessage(), e);
        }
    }

    static SwarmReport parse(String json) {
        try {
            ConfigParseOptions options = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);
            Map<String, Object> values = new LinkedHashMap<>();
            ConfigFactory.parseString(json, options)
                    .root()
                    .unwrapped()
                    .forEach((name, value) -> values.put(name, fromJson(value)));
            SwarmReport report = new SwarmReport(values);
            if (report.number("snapshots").isEmpty()) {
                throw new IllegalArgumentException("it has no snapshots");
            }
            return report;
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Object fromJson(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, inner) -> copy.put(String.valueOf(name), fromJson(inner)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(SwarmReport::fromJson).toList();
        }
        return value == null ? Double.NaN : value;
    }

    /** Everything, by name; some values are maps of names. */
    public Map<String, Object> values() {
        return values;
    }

    /**
     * A number by its path, such as {@code snapshotGapMillis.p99}; {@code disconnects} without a reason is their total.
     * Empty: there is no such number.
     */
    public OptionalDouble number(String path) {
        Object value = values;
        String before = "";
        for (String name : path.split("\\.", -1)) {
            Object inner = value instanceof Map<?, ?> map ? map.get(name) : null;
            value = inner == null && value != null && before.equals(FigureMap.DISCONNECTS) ? Integer.valueOf(0) : inner;
            before = name;
        }
        if (before.equals(FigureMap.DISCONNECTS) && value instanceof Map<?, ?> reasons) {
            value = reasons.values().stream()
                    .mapToLong(times -> ((Number) times).longValue())
                    .sum();
        }
        return value instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** The sum of the numbers of a map; 0: there are none. */
    public double sum(String path) {
        return map(path).values().stream()
                .mapToDouble(value -> value instanceof Number number ? number.doubleValue() : 0)
                .sum();
    }

    /** A text by its path; empty: there is none. */
    public String text(String path) {
        Object value = values;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value instanceof String text ? text : "";
    }

    /** A map by its path; empty: there is none. */
    Map<?, ?> map(String path) {
        Object value = values;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /** The paths of all numbers. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        addNames("", values, names);
        return names;
    }

    private static void addNames(String before, Map<?, ?> map, List<String> names) {
        map.forEach((name, value) -> {
            String path = before + name;
            if (value instanceof Number || path.endsWith(FigureMap.DISCONNECTS)) {
                names.add(path);
            } else if (value instanceof Map<?, ?> inner) {
                addNames(path + ".", inner, names);
            }
        });
    }

    /** The figures of a phase, by the names that those of the whole run have. */
    public SwarmReport phase(String name) {
        Map<String, Object> figures = new LinkedHashMap<>();
        map("phases." + name).forEach((key, value) -> figures.put(String.valueOf(key), value));
        return new SwarmReport(figures);
    }

    /** Whether the swarm itself was too slow, so that times are not the server's alone. */
    public boolean isSaturated() {
        return !text("swarm.why").isEmpty();
    }

    /** As a JSON object, indented, with a newline at the end. */
    public String toJson() {
        return JsonText.of(values);
    }
}
