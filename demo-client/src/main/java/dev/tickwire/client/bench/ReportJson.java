package dev.tickwire.client.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report as JSON, and back; bench.schema.json says what is in it. */
final class ReportJson {
    private ReportJson() {}

    /** A line for each server, limit and benchmark, so that one can see what has changed. */
    static String write(Report report) {
        List<String> members = List.of(
                member("settings", line(settings(report.terms()))),
                member("machine", line(report.machine())),
                member("notes", lines(report.notes().stream().map(ReportJson::line))),
                member("spinMillis", line(report.spinMillis().toMap())),
                member("scenes", lines(report.scenes().stream().map(ReportJson::scene))),
                member("limits", lines(report.limits().stream().map(limit -> line(limit(limit))))),
                member("jmh", lines(report.jmh().stream().map(figure -> line(jmh(figure))))));
        return object(members) + "\n";
    }

    private static String member(String key, String value) {
        return "\"" + key + "\":" + value;
    }

    private static String object(List<String> members) {
        return "{" + String.join(",\n", members) + "}";
    }

    private static String line(Object value) {
        return ConfigValueFactory.fromAnyRef(value).render(ConfigRenderOptions.concise());
    }

    private static String lines(Stream<String> values) {
        return values.collect(Collectors.joining(",\n", "[", "]"));
    }

    private static Map<String, @Nullable Object> settings(Terms terms) {
        return Map.of(
                "rounds", terms.rounds(),
                "warmSeconds", terms.warmSeconds(),
                "seconds", terms.seconds(),
                "hz", terms.hz(),
                "pricePerGb", terms.pricePerGb());
    }

    private static String scene(Results results) {
        return object(List.of(
                member("scene", line(results.scene().key())),
                member("players", line(results.players())),
                member("roomPlayers", line(results.scene().roomPlayers(results.players()))),
                member("entrants", lines(results.entrants().stream().map(key -> line(entrant(results, key)))))));
    }

    private static Map<String, @Nullable Object> entrant(Results results, String entrant) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        Map<String, @Nullable Object> ratios = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            figures.put(figure.key(), results.spread(entrant, figure).toMap());
            if (figure.isCompared()) {
                Spread ratio = results.timesOurs(entrant, figure);
                Map<String, @Nullable Object> map = new LinkedHashMap<>(ratio.toMap());
                map.put("isDifference", ratio.isDifference());
                ratios.put(figure.key(), map);
            }
        }
        List<Object> rounds = new ArrayList<>();
        results.byRound(entrant).forEach((round, measurement) -> {
            Map<String, @Nullable Object> map = measurement.toMap();
            map.put("round", round);
            rounds.add(map);
        });
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("entrant", entrant);
        map.put("figures", figures);
        map.put("timesOurs", ratios);
        map.put("rounds", rounds);
        return map;
    }

    private static Map<String, @Nullable Object> limit(Limit limit) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("entrant", limit.entrant());
        map.put("players", limit.players());
        map.put("gaveOut", limit.gaveOut().name());
        List<Object> tries = new ArrayList<>();
        for (Limit.Try done : limit.tries()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("players", done.players());
            one.put("connected", Measurement.rounded(done.connected()));
            one.put("gapMillisP99", Measurement.rounded(done.gapMillisP99()));
            one.put("serverCores", Measurement.rounded(done.serverCores()));
            one.put("loadCores", Measurement.rounded(done.loadCores()));
            tries.add(one);
        }
        map.put("tries", tries);
        return map;
    }

    private static Map<String, @Nullable Object> jmh(JmhFigure figure) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", figure.name());
        map.put("score", Measurement.rounded(figure.score()));
        map.put("error", Measurement.rounded(figure.error()));
        map.put("unit", figure.unit());
        return map;
    }

    /** What {@link #write} has written. */
    static Report read(Path file) throws BenchFailedException {
        try {
            Config json = ConfigFactory.parseString(Files.readString(file));
            Config terms = json.getConfig("settings");
            return new Report(
                    new Terms(
                            terms.getInt("rounds"),
                            terms.getInt("warmSeconds"),
                            terms.getInt("seconds"),
                            terms.getInt("hz"),
                            terms.getDouble("pricePerGb")),
                    json.getObject("machine").unwrapped(),
                    json.getStringList("notes"),
                    json.getConfigList("scenes").stream()
                            .map(ReportJson::results)
                            .toList(),
                    json.getConfigList("limits").stream().map(ReportJson::limit).toList(),
                    json.getConfigList("jmh").stream().map(ReportJson::jmh).toList());
        } catch (IOException e) {
            throw new BenchFailedException(file + " cannot be read");
        } catch (ConfigException | IllegalArgumentException e) {
            throw new BenchFailedException(file + " is no bench.json of this version: " + e.getMessage());
        }
    }

    private static Results results(Config json) {
        String key = json.getString("scene");
        Scene scene = Scene.find(key).orElseThrow(() -> new IllegalArgumentException("no scene is called " + key));
        Results results = new Results(scene, json.getInt("players"));
        for (Config entrant : json.getConfigList("entrants")) {
            for (Config round : entrant.getConfigList("rounds")) {
                Map<Figure, Double> values = new EnumMap<>(Figure.class);
                for (Figure figure : Figure.values()) {
                    values.put(figure, number(round, figure.key()));
                }
                results.add(entrant.getString("entrant"), round.getInt("round"), new Measurement(values));
            }
        }
        return results;
    }

    private static Limit limit(Config json) {
        List<Limit.Try> tries = json.getConfigList("tries").stream()
                .map(done -> new Limit.Try(
                        done.getInt("players"),
                        number(done, "connected"),
                        number(done, "gapMillisP99"),
                        number(done, "serverCores"),
                        number(done, "loadCores")))
                .toList();
        return new Limit(
                json.getString("entrant"), json.getInt("players"), json.getEnum(Limit.GaveOut.class, "gaveOut"), tries);
    }

    private static JmhFigure jmh(Config json) {
        return new JmhFigure(
                json.getString("name"), number(json, "score"), number(json, "error"), json.getString("unit"));
    }

    private static double number(Config json, String key) {
        return json.getIsNull(key) ? Double.NaN : json.getDouble(key);
    }
}
