package dev.tickwire.client.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What JMH writes with {@code -rf json}. */
final class JmhFile {
    private JmhFile() {}

    static List<JmhFigure> read(Path file) throws BenchFailedException {
        try {
            // It is a list; the parser wants an object.
            return ConfigFactory.parseString("{\"results\": " + Files.readString(file) + "}")
                    .getConfigList("results")
                    .stream()
                    .map(JmhFile::figure)
                    .toList();
        } catch (IOException e) {
            throw new BenchFailedException(file + " cannot be read");
        } catch (ConfigException e) {
            throw new BenchFailedException(file + " is no result of JMH (-rf json -rff FILE writes one)");
        }
    }

    private static JmhFigure figure(Config result) {
        String[] name = result.getString("benchmark").split("\\.");
        String parameters = !result.hasPath("params")
                ? ""
                : result.getObject("params").unwrapped().entrySet().stream()
                        .map(parameter ->
                                String.format(Locale.ROOT, " %s=%s", parameter.getKey(), parameter.getValue()))
                        .sorted()
                        .collect(Collectors.joining());
        Config metric = result.getConfig("primaryMetric");
        return new JmhFigure(
                name[Math.max(0, name.length - 2)] + "." + name[name.length - 1] + parameters,
                metric.getDouble("score"),
                // A single measurement has none, which JMH writes as the text "NaN".
                Double.parseDouble(metric.getString("scoreError")),
                metric.getString("scoreUnit"));
    }
}
