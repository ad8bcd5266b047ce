package dev.tickwire.client.swarm;

import dev.tickwire.client.swarm.scenario.InvalidScenarioException;
import dev.tickwire.client.swarm.scenario.Scenario;
import dev.tickwire.client.swarm.scenario.ScenarioReader;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What bots do: a scenario, or what stands in place of one. */
final class ScenarioOptions {
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h)");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "What happens, from a file, or one of the samples: smoke, evening-peak, launch-day, bad-wifi,"
                    + " griefers, soak, restart, gate. It has all that the next six options say.")
    private @Nullable String scenario;

    @Option(names = "--room-type", paramLabel = "NAME", description = "Type of the rooms to join (default: arena).")
    private @Nullable String roomType;

    @Option(names = "--room", paramLabel = "ID", description = "The one room to join; otherwise the server chooses.")
    private @Nullable String room;

    @Option(
            names = "--bots",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many bots (default: ${DEFAULT-VALUE}).")
    private int bots;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long to measure, once all have joined: 500ms, 30s, 5m, 2h (default: ${DEFAULT-VALUE}).")
    private String duration = "";

    @Option(
            names = "--ramp",
            paramLabel = "N",
            defaultValue = "250",
            description = "Joins per second (default: ${DEFAULT-VALUE}).")
    private double ramp;

    @Option(names = "--resume", description = "Bots whose connection is lost come back to their seats, as pages do.")
    private boolean resume;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What the bots' decisions follow from (default: the scenario's, or another one each time).")
    private @Nullable Long seed;

    /**
     * The scenario.
     *
     * @param isSearch whether bots, duration and rate of joins are said beside it, as its phases do not count
     */
    Scenario scenario(boolean isSearch) {
        requireBots();
        return scenario == null ? simple() : named(scenario, isSearch);
    }

    private Scenario named(String name, boolean isSearch) {
        refuseBeside("--room", "--room-type", "--resume");
        if (!isSearch) {
            refuseBeside("--bots", "--duration", "--ramp");
        }
        try {
            Scenario read = ScenarioReader.read(name);
            return seed == null ? read : read.withSeed(seed);
        } catch (InvalidScenarioException e) {
            throw unusable("--scenario: " + e.getMessage());
        }
    }

    private void refuseBeside(String... others) {
        for (String other : others) {
            if (spec().commandLine().getParseResult().hasMatchedOption(other)) {
                throw unusable(other + " is a part of the scenario: it cannot be beside --scenario");
            }
        }
    }

    private Scenario simple() {
        String id = room == null ? "" : room;
        String type = roomType != null ? roomType : id.isEmpty() ? "arena" : "";
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        return Scenario.simple(Scenario.anyRoom(type, id), bots, ramp, duration(), resume, chosen);
    }

    private void requireBots() {
        if (bots < 1 || bots > Scenario.MOST_BOTS) {
            throw unusable("--bots must be from 1 to " + Scenario.MOST_BOTS + ", not " + bots);
        }
        if (!(ramp > 0)) {
            throw unusable("--ramp must be above 0, not " + ramp);
        }
    }

    int bots() {
        return bots;
    }

    double joinsPerSecond() {
        return ramp;
    }

    Duration duration() {
        Matcher matcher = DURATION.matcher(duration.strip());
        if (!matcher.matches()) {
            throw unusable("--duration must be a number with ms, s, m or h, such as 30s, not \"" + duration + "\"");
        }
        double unitMillis = switch (matcher.group(2)) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
        double millis = Double.parseDouble(matcher.group(1)) * unitMillis;
        if (millis < 1 || millis > LONGEST.toMillis()) {
            throw unusable("--duration must be from 1ms to " + LONGEST.toHours() + "h, not " + duration);
        }
        return Duration.ofMillis((long) millis);
    }

    private ParameterException unusable(String sentence) {
        return new ParameterException(spec().commandLine(), sentence);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("the command line sets it");
        }
        return spec;
    }
}
