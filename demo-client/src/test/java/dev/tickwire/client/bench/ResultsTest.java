package dev.tickwire.client.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ResultsTest {
    private static final Jdk JDK = new Jdk(Path.of("jdk"), "17");

    @Test
    void shouldCompareWithinRoundsAndNotAcrossThem() {
        Results results = new Results(Scene.ARENA, 250);
        Samples.add(results, "ours", 10, 20, 40);
        Samples.add(results, "colyseus", 20, 40, 20);
        assertThat(results.median("ours", Figure.CPU_MICROS_PER_MESSAGE)).isEqualTo(20);
        assertThat(results.timesOurs("ours", Figure.CPU_MICROS_PER_MESSAGE).median())
                .isEqualTo(1);
        Spread ratio = results.timesOurs("colyseus", Figure.CPU_MICROS_PER_MESSAGE);
        assertThat(ratio).isEqualTo(new Spread(2, 0.5, 2, 3));
        assertThat(ratio.isDifference()).isFalse();
    }

    @Test
    void shouldNotCompareWithWhatIsNotThere() {
        Results results = new Results(Scene.ARENA, 250);
        results.add("ours", 1, Samples.cpu(0));
        Samples.add(results, "floor", 5, 5);
        assertThat(results.timesOurs("floor", Figure.CPU_MICROS_PER_MESSAGE).count())
                .isZero();
        assertThat(results.timesOurs("colyseus", Figure.CPU_MICROS_PER_MESSAGE).median())
                .isNaN();
        assertThat(results.median("floor", Figure.RSS_MIB)).isNaN();
        assertThat(results.entrants()).containsExactly("ours", "floor");
    }

    @Test
    void shouldAlignTheColumnsOfTheTable() {
        List<String> lines =
                ResultsText.of(Samples.arena(), Samples.TERMS).lines().toList();
        assertThat(lines.get(0)).startsWith("arena: 250 players").contains("3 x 5 s");
        assertThat(lines.get(2)).startsWith("                             CPU µs/msg      x  payload B/msg  x");
        assertThat(lines.get(3)).startsWith("ours                   11.0 (10.0-12.0)      1              -  -");
        assertThat(lines.get(4)).startsWith("socketio            220.0 (205.0-240.0)     20              -  -");
        assertThat(lines.get(5)).startsWith("colyseus-quantised      12.0 (9.0-14.0)  ~1.09              -  -");
        assertThat(lines).hasSize(6);
    }

    @Test
    void shouldTellLimits() {
        assertThat(ResultsText.ofLimits(Samples.report().limits()).lines().skip(2))
                .singleElement()
                .asString()
                .matches("ours +500 +60.0 +the server +2");
    }

    @Test
    void shouldDrawWellFormedBars() throws Exception {
        String svg = BarChart.of(List.of(Samples.arena(), new Results(Scene.IDLE, 2000)));
        var drawn =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(drawn.getDocumentElement().getTagName()).isEqualTo("svg");
        // The background, and for each of three servers a bar in each of two panels.
        assertThat(drawn.getElementsByTagName("rect").getLength()).isEqualTo(7);
        assertThat(svg).contains(">220.0  (20×)<").contains(">11.0<").contains("idle, 2000 players");
    }

    @Test
    void shouldComputeFiguresFromCounts() {
        Config counts = ConfigFactory.parseString(
                "seconds: 5, connected: 100, messages: 10000, payloadBytes: 3000000, wireBytes: 3040000,"
                        + " gapMillisP50: 50, gapMillisP99: 55, gapMillisP999: null, joinBytes: 480,"
                        + " lastFirstSnapshotMillis: null");
        Measurement measurement = new Measurement(Load.figures(counts, run(Scene.BATTLE, 100), 0.25, Samples.TERMS));
        assertThat(measurement.get(Figure.CPU_MICROS_PER_MESSAGE)).isEqualTo(25);
        assertThat(measurement.get(Figure.PAYLOAD_BYTES_PER_MESSAGE)).isEqualTo(300);
        // 50 ships and two shots of each.
        assertThat(measurement.get(Figure.PAYLOAD_BYTES_PER_ENTITY)).isEqualTo(2);
        assertThat(measurement.get(Figure.WIRE_BYTES_PER_MESSAGE)).isEqualTo(304);
        assertThat(measurement.get(Figure.JOIN_BYTES)).isEqualTo(480);
        assertThat(measurement.get(Figure.MESSAGES_PER_CLIENT_SECOND)).isEqualTo(20);
        assertThat(measurement.get(Figure.CPU_MICROS_PER_CLIENT_SECOND)).isEqualTo(500);
        assertThat(measurement.get(Figure.EGRESS_COST)).isEqualTo(Egress.cost(6080, 20, 0.09));
        assertThat(measurement.get(Figure.SERVER_CORES)).isEqualTo(0.05);
        assertThat(measurement.get(Figure.GAP_MILLIS_P99)).isEqualTo(55);
        assertThat(measurement.get(Figure.GAP_MILLIS_P999)).isNaN();
    }

    @Test
    void shouldNotDivideByNoMessages() {
        Config counts =
                ConfigFactory.parseString("seconds: 5, connected: 100, messages: 0, payloadBytes: 0, wireBytes: 0,"
                        + " gapMillisP50: null, gapMillisP99: null, gapMillisP999: null, joinBytes: null,"
                        + " lastFirstSnapshotMillis: null");
        Measurement measurement = new Measurement(Load.figures(counts, run(Scene.IDLE, 100), 0.25, Samples.TERMS));
        assertThat(measurement.get(Figure.CPU_MICROS_PER_MESSAGE)).isNaN();
        assertThat(measurement.get(Figure.PAYLOAD_BYTES_PER_ENTITY)).isNaN();
        assertThat(measurement.get(Figure.CPU_MICROS_PER_CLIENT_SECOND)).isEqualTo(500);
    }

    private static Run run(Scene scene, int players) {
        return new Run(new Entrant(Kind.OURS, "ours", JDK), scene, players, 1, Pinning.NONE);
    }
}
