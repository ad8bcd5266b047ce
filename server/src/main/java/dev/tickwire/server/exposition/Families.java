package dev.tickwire.server.exposition;

import dev.tickwire.server.metrics.TimeCounts;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Series that are collected for one scrape, by family. A label without a name is none. */
final class Families {
    private static final double MICROS_PER_SECOND = 1e6;
    /** In seconds; of all histograms of the server, so that they can be laid one over the other. */
    private static final double[] BOUNDS = {
        0.0001,
        0.00025,
        0.0005,
        0.001,
        0.0025,
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        Double.POSITIVE_INFINITY
    };

    private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();
    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
    private final Map<String, HistogramSnapshot.Builder> histograms = new LinkedHashMap<>();

    /** {@code family} without {@code _total}. */
    void counter(String family, String help, String label, String value, long count) {
        counter(family, help, labels(label, value), count);
    }

    /** {@code family} without {@code _total}. */
    void counter(String family, String help, Labels labels, long count) {
        counters.computeIfAbsent(
                        family, name -> CounterSnapshot.builder().name(name).help(help))
                .dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value((double) count)
                        .build());
    }

    void gauge(String family, String help, double now) {
        gauge(family, help, "", "", now);
    }

    void gauge(String family, String help, String label, String value, double now) {
        gauges.computeIfAbsent(
                        family, name -> GaugeSnapshot.builder().name(name).help(help))
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels(label, value))
                        .value(now)
                        .build());
    }

    void times(String family, String help, String label, String value, TimeCounts times) {
        times(family, help, label, value, times.within(boundsMicros()), times.sumMicros());
    }

    /** {@code within} has a count for each of {@link #boundsMicros}. */
    void times(String family, String help, String label, String value, long[] within, double sumMicros) {
        histograms
                .computeIfAbsent(
                        family, name -> HistogramSnapshot.builder().name(name).help(help))
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .labels(labels(label, value))
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS, within))
                        .sum(sumMicros / MICROS_PER_SECOND)
                        .build());
    }

    static double[] boundsMicros() {
        double[] micros = BOUNDS.clone();
        for (int i = 0; i < micros.length; i++) {
            micros[i] *= MICROS_PER_SECOND;
        }
        return micros;
    }

    List<MetricSnapshot> all() {
        List<MetricSnapshot> all = new ArrayList<>();
        counters.values().forEach(family -> all.add(family.build()));
        gauges.values().forEach(family -> all.add(family.build()));
        histograms.values().forEach(family -> all.add(family.build()));
        return all;
    }

    private static Labels labels(String label, String value) {
        return label.isEmpty() ? Labels.EMPTY : Labels.of(label, value);
    }
}
