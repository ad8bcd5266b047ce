package dev.tickwire.client.swarm.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says of itself in one moment, as docs/metrics.md has it.
 *
 * @param series values by name and labels, as they are in the text: {@code tickwire_rooms{room_type="arena"}}
 */
public record ServerFigures(Map<String, Double> series) {
    private static final Pattern SAMPLE = Pattern.compile("([A-Za-z_:][\\w:]*(?:\\{.*\\})?)\\s+(\\S+)(?:\\s+-?\\d+)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** What every server of ours has. */
    private static final String OURS = "tickwire_ready";

    public ServerFigures {
        series = Map.copyOf(series);
    }

    /**
     * Reads Prometheus' text format.
     *
     * @throws IllegalArgumentException with a sentence, if it is not the metrics of a server of ours
     */
    public static ServerFigures parse(String text) {
        Map<String, Double> series = new LinkedHashMap<>();
        text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
            Matcher matcher = SAMPLE.matcher(line.strip());
            if (matcher.matches()) {
                series.put(matcher.group(1), number(matcher.group(2)));
            }
        });
        if (!series.containsKey(OURS)) {
            throw new IllegalArgumentException("what answers there is no Tickwire server: it has no " + OURS);
        }
        return new ServerFigures(series);
    }

    /** The sum of a name's series; NaN: there is none. */
    double sum(String name) {
        double sum = Double.NaN;
        for (Map.Entry<String, Double> each : series.entrySet()) {
            if (isOf(each.getKey(), name)) {
                sum = Double.isNaN(sum) ? each.getValue() : sum + each.getValue();
            }
        }
        return sum;
    }

    /** The value of a name with one label; NaN: there is none. */
    double value(String name, String label, String value) {
        return by(name, label).getOrDefault(value, Double.NaN);
    }

    /** The values of a name's series, summed by what a label is. */
    Map<String, Double> by(String name, String label) {
        Map<String, Double> sums = new TreeMap<>();
        series.forEach((key, value) -> {
            if (isOf(key, name)) {
                sums.merge(label(key, label), value, Double::sum);
            }
        });
        return sums;
    }

    private static boolean isOf(String key, String name) {
        return key.startsWith(name) && (key.length() == name.length() || key.charAt(name.length()) == '{');
    }

    private static String label(String key, String name) {
        Matcher matcher = LABEL.matcher(key);
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return matcher.group(2);
            }
        }
        return "";
    }

    static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> parsed(text);
        };
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
