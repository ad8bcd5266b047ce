package dev.tickwire.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Rooms;
import dev.tickwire.server.fixture.Scripted;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the flight recorder has of ticks that were late. */
class LateTickTest {
    private static final long MILLI = 1_000_000L;

    @TempDir
    Path folder;

    private long clockNanos = -700 * MILLI;
    private long stepMillis;
    private final Loop loop = new Loop(5, new Counters(), new TickLateness(() -> clockNanos), room -> {});

    @Test
    void shouldSayWhichRoomWasLateAndWhichPhaseOfItTookLong() throws IOException {
        List<RecordedEvent> events = record(() -> {
            loop.add(room("quick", 0));
            loop.add(room("slow", 120));
            tick();
        });

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getString("room")).isEqualTo("slow");
            assertThat(event.getString("roomType")).isEqualTo("of-slow");
            assertThat(event.getString("phase")).isEqualTo("step");
            assertThat(event.getDuration("step")).isEqualTo(Duration.ofMillis(120));
            assertThat(event.getDuration("late")).isZero();
        });
    }

    @Test
    void shouldSayThatATickWaitedWhereOthersTookTheLoop() throws IOException {
        List<RecordedEvent> events = record(() -> {
            loop.add(room("slow", 80));
            loop.add(room("victim", 1));
            tick();
        });

        assertThat(events)
                .extracting(event -> event.getString("room") + " " + event.getString("phase"))
                .containsExactly("slow step", "victim wait");
        assertThat(events.get(1).getDuration("late")).isEqualTo(Duration.ofMillis(80));
    }

    @Test
    void shouldSayNothingOfTicksThatWereInTime() throws IOException {
        assertThat(record(() -> {
                    loop.add(room("busy", 49));
                    tick();
                    tick();
                }))
                .isEmpty();
    }

    private List<RecordedEvent> record(Runnable work) throws IOException {
        Path file = folder.resolve("late.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(LateTick.class);
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("dev.tickwire.LateTick"))
                .toList();
    }

    private void tick() {
        clockNanos += 50 * MILLI - stepMillis * MILLI;
        stepMillis = 0;
        loop.doWork(clockNanos);
    }

    /** A room at 20 Hz whose steps take that long. */
    private Room room(String name, long millis) {
        return Rooms.open(
                Listing.of(name),
                new RoomTypes()
                        .name("of-" + name)
                        .emptyRoomTimeoutMillis(100_000)
                        .build(() -> new Scripted().onStep(tick -> {
                            clockNanos += millis * MILLI;
                            stepMillis += millis;
                        })),
                JournalSink.NONE,
                new Counters(),
                () -> clockNanos);
    }
}
