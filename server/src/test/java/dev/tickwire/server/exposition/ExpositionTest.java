package dev.tickwire.server.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.Journals;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.RoomMemory;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.loop.Loops;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private static final String OPEN_METRICS =
            "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
    private static final long MILLI = 1_000_000;

    private final Counters counters = new Counters();
    private final LocalRooms rooms = new LocalRooms(
            List.of(new RoomTypes().build(), new RoomTypes().name("quote\"d").build()),
            new LocalRooms.Limits(10, 1_000),
            counters,
            Runnable::run,
            RoomMemory.ENDLESS,
            TestSaves.NONE,
            room -> false,
            Journals.NONE);
    private final Exposition exposition = new Exposition(
            counters,
            rooms,
            new Loops(new Loops.Settings(2, 5, 1_500), counters, rooms::remove),
            new Gauges(() -> 3, () -> 1, Map.of("log", () -> 5, "saves", () -> 0, "tickets", () -> 0)));

    @Test
    void shouldTellWhatWasCountedByReason() {
        counters.add(Counter.INPUTS_STALE, 4);
        counters.increment(Counter.TICKS);
        counters.disconnected(DisconnectReason.ROOM_FULL);

        assertThat(text())
                .contains("\ntickwire_inputs_dropped_total{reason=\"stale\"} 4.0\n")
                .contains("\ntickwire_ticks_total 1.0\n")
                .contains("\ntickwire_disconnects_total{reason=\"room_full\"} 1.0\n")
                .contains("\ntickwire_disconnects_total{reason=\"too_slow\"} 0.0\n");
    }

    @Test
    void shouldTellWhatIsThereNow() {
        assertThat(text())
                .contains("\ntickwire_connections 3.0\n")
                .contains("\ntickwire_ready 1.0\n")
                .contains("\ntickwire_queue_depth{queue=\"log\"} 5.0\n")
                .contains("\ntickwire_rooms{room_type=\"regatta\"} 0.0\n")
                .contains("\ntickwire_rooms{room_type=\"quote\\\"d\"} 0.0\n")
                .contains("\ntickwire_loop_rooms{loop=\"1\"} 0.0\n");
    }

    @Test
    void shouldTellWhatGamesCountBeforeTheFirstOfTheirRooms() {
        assertThat(text())
                .contains("\n# TYPE tickwire_game_meter_total counter\n")
                .contains("\ntickwire_game_meter_total{meter=\"launches\",room_type=\"regatta\"} 0.0\n")
                .contains("\ntickwire_game_meter_total{meter=\"strokes\",room_type=\"regatta\"} 0.0\n");
    }

    @Test
    void shouldTellTimesAsHistogramsInSeconds() {
        counters.joined(3 * MILLI);
        counters.joined(80 * MILLI);

        assertThat(text())
                .contains("\n# TYPE tickwire_join_seconds histogram\n")
                .contains("\ntickwire_join_seconds_bucket{le=\"0.0025\"} 0\n")
                .contains("\ntickwire_join_seconds_bucket{le=\"0.005\"} 1\n")
                .contains("\ntickwire_join_seconds_bucket{le=\"0.1\"} 2\n")
                .contains("\ntickwire_join_seconds_bucket{le=\"+Inf\"} 2\n")
                .contains("\ntickwire_join_seconds_count 2\n");
    }

    @Test
    void shouldSpeakOpenMetricsToThoseWhoAskForIt() {
        Scrape scrape = exposition.scrape(OPEN_METRICS);

        assertThat(scrape.type()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(scrape.body()).contains("\n# TYPE tickwire_ticks counter\n").endsWith("\n# EOF\n");
        for (String other : new String[] {null, "", "text/html", "application/vnd.google.protobuf"}) {
            assertThat(exposition.scrape(other).type()).as(other).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        }
    }

    @Test
    void shouldTellOfMemoryAndTheProcess() {
        assertThat(text())
                .contains("\njvm_memory_used_bytes{area=\"heap\"} ")
                .contains("\njvm_buffer_pool_used_bytes{pool=\"direct\"} ")
                .contains("\nprocess_cpu_seconds_total ")
                .doesNotContain("jvm_memory_pool_");
    }

    /** The page has each series that there is, and no other. */
    @Test
    void shouldBeInTheDocs() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "metrics.md"));

        assertThat(names(page, "(?m)^\\| `(\\w+)(?:\\{[\\w,]+})?` \\|"))
                .isEqualTo(names(text(), "(?m)^# TYPE (\\w+) "));
    }

    /** The page names the labels, too. */
    @Test
    void shouldSayInTheDocsByWhatSeriesAreToldApart() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "metrics.md"));

        for (CounterFamily family : CounterFamily.values()) {
            String label = family.label().isEmpty() ? "" : "{" + family.label() + "}";
            assertThat(page).contains("| `" + family.metric() + "_total" + label + "` |");
        }
    }

    private static Set<String> names(String text, String pattern) {
        Set<String> names = new TreeSet<>();
        Matcher found = Pattern.compile(pattern).matcher(text);
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    private String text() {
        return exposition.scrape(null).body();
    }
}
