package dev.tickwire.client.swarm.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurveTest {
    @Test
    void shouldLetAPointStandForMoreSecondsInALongRun() {
        Curve curve = new Curve();
        int samples = 3 * Curve.MOST_POINTS;
        for (int i = 1; i <= samples; i++) {
            Map<Curve.Line, Double> point = new EnumMap<>(Curve.Line.class);
            point.put(Curve.Line.JOINS, 1.0);
            point.put(Curve.Line.GAP_P99, i == 77 ? 900.0 : 50.0);
            curve.add(i, point);
        }
        Map<String, Object> map = curve.toMap();
        assertThat(numbers(map, "seconds"))
                .hasSizeLessThanOrEqualTo(Curve.MOST_POINTS)
                .last()
                .isEqualTo((double) samples);
        assertThat(sum(numbers(map, "joins"))).as("none is lost").isEqualTo(samples);
        assertThat(numbers(map, "snapshotGapP99Millis")).as("nor the worst").contains(900.0);
    }

    @SuppressWarnings("unchecked")
    private static List<Double> numbers(Map<String, Object> map, String name) {
        return (List<Double>) map.get(name);
    }

    private static double sum(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).sum();
    }
}
