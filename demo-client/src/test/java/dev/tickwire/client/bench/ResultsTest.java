package dev.tickwire.client.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ResultsTest {
    private static final BenchSettings SETTINGS = new BenchSettings(
            Path.of("."),
            Path.of("out"),
            List.of(Scene.ARENA),
            List.of(Entrant.values()),
            OptionalInt.empty(),
            3,
            8,
            5,
            20);

    @Test
    void shouldFindTheMedian() {
        assertThat(Results.median(3, 1, 2)).isEqualTo(2);
        assertThat(Results.median(4, 1, 2, 3)).isEqualTo(2.5);
        assertThat(Results.median()).isNaN();
    }

    @Test
    void shouldCompareWithinRoundsAndNotAcrossThem() {
        Results results = new Results(Scene.ARENA, 250);
        double[] ours = {10, 20, 40};
        double[] peers = {20, 40, 20};
        for (int round = 0; round < 3; round++) {
            results.add(Entrant.OURS, round, cpu(ours[round]));
            results.add(Entrant.COLYSEUS, round, cpu(peers[round]));
        }
        assertThat(results.median(Entrant.OURS, Figure.CPU_MICROS_PER_MESSAGE)).isEqualTo(20);
        assertThat(results.ratio(Entrant.OURS, Figure.CPU_MICROS_PER_MESSAGE)).isEqualTo(1);
        assertThat(results.ratio(Entrant.COLYSEUS, Figure.CPU_MICROS_PER_MESSAGE))
                .isEqualTo(2);
    }

    @Test
    void shouldNotCompareWithWhatIsNotThere() {
        Results results = new Results(Scene.ARENA, 250);
        results.add(Entrant.OURS, 1, cpu(0));
        results.add(Entrant.FLOOR, 0, cpu(5));
        results.add(Entrant.FLOOR, 1, cpu(5));
        assertThat(results.ratio(Entrant.FLOOR, Figure.CPU_MICROS_PER_MESSAGE)).isNaN();
        assertThat(results.ratio(Entrant.COLYSEUS, Figure.CPU_MICROS_PER_MESSAGE))
                .isNaN();
        assertThat(results.median(Entrant.FLOOR, Figure.RSS_MIB)).isNaN();
        assertThat(results.entrants()).containsExactly(Entrant.OURS, Entrant.FLOOR);
    }

    @Test
    void shouldAlignTheColumnsOfTheTable() {
        List<String> lines = ResultsText.of(sample(), SETTINGS).lines().toList();
        assertThat(lines.get(0)).startsWith("arena: 250 players").contains("3 x 5 s");
        assertThat(lines.get(2)).startsWith("          CPU µs/msg     x  payload B/msg  x");
        assertThat(lines.get(3)).startsWith("ours            10.0  1.00              -  -");
        assertThat(lines.get(4)).startsWith("socketio       205.0    21              -  -");
        assertThat(lines).hasSize(5);
    }

    @Test
    void shouldWriteJsonWithNullForWhatIsNotKnown() {
        Config json = ConfigFactory.parseString(
                ResultsJson.of(List.of(sample()), SETTINGS, Map.of("processors", 2), List.of("A note.")));
        Config socketio = json.getConfig("scenes.arena.entrants.socketio");
        assertThat(socketio.getDouble("medians.cpuMicrosPerMessage")).isEqualTo(205);
        assertThat(socketio.getDouble("timesOurs.cpuMicrosPerMessage")).isEqualTo(20.5);
        assertThat(socketio.getIsNull("medians.rssMiB")).isTrue();
        assertThat(socketio.getConfigList("rounds")).hasSize(1);
        assertThat(json.getInt("machine.processors")).isEqualTo(2);
        assertThat(json.getInt("settings.warmSeconds")).isEqualTo(8);
        assertThat(json.getStringList("notes")).containsExactly("A note.");
    }

    @Test
    void shouldDrawWellFormedBars() throws Exception {
        String svg = BarChart.of(List.of(sample(), new Results(Scene.IDLE, 2000)));
        var drawn =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(drawn.getDocumentElement().getTagName()).isEqualTo("svg");
        // The background, and for each of two servers a bar in each of two panels.
        assertThat(drawn.getElementsByTagName("rect").getLength()).isEqualTo(5);
        assertThat(svg).contains(">205.0  (21×)<").contains(">10.0<").contains("idle, 2000 players");
    }

    @Test
    void shouldComputeFiguresFromCounts() {
        Config counts = ConfigFactory.parseString(
                "seconds: 5, connected: 100, messages: 10000, payloadBytes: 3000000, wireBytes: 3040000,"
                        + " gapMillisP50: 50, gapMillisP99: 55, gapMillisP999: null");
        Measurement measurement = new Measurement(Load.figures(counts, 100, 0.25));
        assertThat(measurement.get(Figure.CPU_MICROS_PER_MESSAGE)).isEqualTo(25);
        assertThat(measurement.get(Figure.PAYLOAD_BYTES_PER_MESSAGE)).isEqualTo(300);
        assertThat(measurement.get(Figure.WIRE_BYTES_PER_MESSAGE)).isEqualTo(304);
        assertThat(measurement.get(Figure.MESSAGES_PER_CLIENT_SECOND)).isEqualTo(20);
        assertThat(measurement.get(Figure.CPU_MICROS_PER_CLIENT_SECOND)).isEqualTo(500);
        assertThat(measurement.get(Figure.SERVER_CORES)).isEqualTo(0.05);
        assertThat(measurement.get(Figure.GAP_MILLIS_P99)).isEqualTo(55);
        assertThat(measurement.get(Figure.GAP_MILLIS_P999)).isNaN();
    }

    @Test
    void shouldNotDivideByNoMessages() {
        Config counts =
                ConfigFactory.parseString("seconds: 5, connected: 100, messages: 0, payloadBytes: 0, wireBytes: 0,"
                        + " gapMillisP50: null, gapMillisP99: null, gapMillisP999: null");
        Measurement measurement = new Measurement(Load.figures(counts, 100, 0.25));
        assertThat(measurement.get(Figure.CPU_MICROS_PER_MESSAGE)).isNaN();
        assertThat(measurement.get(Figure.CPU_MICROS_PER_CLIENT_SECOND)).isEqualTo(500);
    }

    private static Results sample() {
        Results results = new Results(Scene.ARENA, 250);
        results.add(Entrant.SOCKETIO, 0, cpu(205));
        results.add(Entrant.OURS, 0, cpu(10));
        return results;
    }

    private static Measurement cpu(double micros) {
        return new Measurement(Map.of(Figure.CPU_MICROS_PER_MESSAGE, micros));
    }
}
