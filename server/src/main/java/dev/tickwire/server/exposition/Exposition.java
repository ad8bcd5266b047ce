package dev.tickwire.server.exposition;

import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.loop.Loops;
import dev.tickwire.server.metrics.Counters;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Tells Prometheus how the server is. Any thread may ask; nothing is done while nobody does.
 *
 * <p>It reads what loops and others count anyway, and takes no lock that a loop takes: it adds up about 1,300 numbers
 * for each room, which costs some milliseconds with a thousand rooms. So it is not for a thread that serves players.
 */
public final class Exposition {
    private final Counters counters;
    private final LocalRooms rooms;
    private final Loops loops;
    private final Gauges gauges;
    private final JvmSeries jvm = new JvmSeries();
    private final ExpositionFormats formats = ExpositionFormats.init();

    /** Of a server that is put together from these. */
    public Exposition(Counters counters, LocalRooms rooms, Loops loops, Gauges gauges) {
        this.counters = counters;
        this.rooms = rooms;
        this.loops = loops;
        this.gauges = gauges;
    }

    /**
     * All series now.
     *
     * @param accept what the client takes, as its Accept header says: OpenMetrics where that is asked for, and
     *     otherwise the text format of Prometheus; null: it does not say
     */
    public Scrape scrape(@Nullable String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            writer.write(body, snapshots());
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return new Scrape(writer.getContentType(), body.toString(StandardCharsets.UTF_8));
    }

    private MetricSnapshots snapshots() {
        Families families = new Families();
        CounterSnapshots.add(counters, families);
        RoomSnapshots.add(rooms.figures(), counters.joinTimes(), families);
        LoopSnapshots.add(loops, families);
        addGauges(families);
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        families.all().forEach(all::metricSnapshot);
        jvm.scrape().forEach(all::metricSnapshot);
        return all.build();
    }

    private void addGauges(Families families) {
        families.gauge(
                "tickwire_connections",
                "WebSockets that are open.",
                gauges.connections().getAsInt());
        families.gauge(
                "tickwire_ready",
                "1: players can join; 0: they cannot, and /readyz says why.",
                gauges.isReady().getAsInt());
        families.gauge("tickwire_rooms_opening", "Rooms that are being opened.", rooms.openingCount());
        gauges.queues()
                .forEach((queue, depth) -> families.gauge(
                        "tickwire_queue_depth", "How much waits in a queue.", "queue", queue, depth.getAsInt()));
    }
}
