package dev.tickwire.client.swarm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ServerFiguresTest {
    private static final String HISTOGRAM = """
            tickwire_step_seconds_bucket{room_type="arena",le="0.001"} %d
            tickwire_step_seconds_bucket{room_type="arena",le="0.005"} %d
            tickwire_step_seconds_bucket{room_type="arena",le="+Inf"} %d
            tickwire_step_seconds_sum{room_type="arena"} %s
            tickwire_step_seconds_count{room_type="arena"} %d
            """;

    /** Of a server with that many players, ticks, and seconds of processors used. */
    static ServerFigures figures(int players, int ticks, double cpuSeconds) {
        return ServerFigures.parse("tickwire_ready 1\ntickwire_players{room_type=\"arena\"} " + players
                + "\ntickwire_ticks_total " + ticks + "\nprocess_cpu_seconds_total " + cpuSeconds + "\n");
    }

    @Test
    void shouldReadTheTextOfPrometheus() {
        ServerFigures figures = ServerFigures.parse("""
                # HELP tickwire_ready 1 while players can join
                # TYPE tickwire_ready gauge
                tickwire_ready 1.0
                tickwire_players{room_type="arena"} 12
                tickwire_players{room_type="a \\"b\\" } c"} 3 1700000000000
                tickwire_players_per_room 99
                jvm_memory_used_bytes{area="heap"} 5.24288E7
                no number here
                """);
        assertThat(figures.sum("tickwire_players")).isEqualTo(15);
        assertThat(figures.value("jvm_memory_used_bytes", "area", "heap")).isEqualTo(52428800);
        assertThat(figures.sum("tickwire_rooms")).isNaN();
        assertThat(figures.by("tickwire_players", "room_type")).containsEntry("arena", 12.0);
    }

    @Test
    void shouldSayThatAnotherServerIsNotOurs() {
        assertThatThrownBy(() -> ServerFigures.parse("<html>Welcome to nginx!</html>\nup 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no Tickwire server");
    }

    @Test
    void shouldTellWhatHappenedBetweenTwoMoments() {
        ServerFigures before = steps(100, 100, 100, "0.05", 100);
        ServerFigures after = steps(150, 200, 200, "0.25", 200);
        ServerLoad load = new ServerLoad(before, after, 10);
        assertThat((Double) load.millis("tickwire_step_seconds").get("mean")).isCloseTo(2, within(1e-9));
        assertThat(load.percentileMillis("tickwire_step_seconds", 0.5)).isCloseTo(1, within(1e-9));
        assertThat(load.percentileMillis("tickwire_step_seconds", 0.75))
                .as("half of the bucket")
                .isCloseTo(3, within(1e-9));
    }

    @Test
    void shouldCountFromNothingWhereTheServerWasStartedAgain() {
        ServerLoad load = new ServerLoad(figures(1, 5000, 90), figures(1, 40, 2), 2);
        assertThat(load.toMap().get("ticksPerSecond")).isEqualTo(20.0);
        assertThat(load.cpuCores()).isEqualTo(1);
    }

    @Test
    void shouldHaveAllNamesWhereNothingIsKnown() {
        assertThat(new ServerLoad(null, null, 0).toMap().keySet())
                .isEqualTo(new ServerLoad(figures(1, 1, 1), figures(1, 2, 2), 1)
                        .toMap()
                        .keySet());
    }

    private static ServerFigures steps(int upTo1, int upTo5, int all, String sum, int count) {
        return ServerFigures.parse("tickwire_ready 1\n" + HISTOGRAM.formatted(upTo1, upTo5, all, sum, count));
    }
}
