package dev.tickwire.client.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import dev.tickwire.client.swarm.bot.Purses;
import dev.tickwire.client.swarm.report.SwarmReport;
import dev.tickwire.server.TickwireServer;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.metrics.BytesWatch;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.room.Room;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A loop that runs a room full of bots over real sockets makes no garbage, once its buffers have grown. */
class LoopAllocationIT {
    private static final int BOTS = 40;
    private static final int TICKS_PER_SAMPLE = 100;
    private static final int SAMPLES = 45;

    private boolean isWatched;

    @Test
    void shouldAllocateNothingPerTickInSteadyState() throws Exception {
        assertThat(leastBytesOfSamples("arena", "everyone")).isZero();
    }

    @Test
    void shouldAllocateNothingPerTickInSteadyStateWithBotsOfTheGame() throws Exception {
        assertThat(leastBytesOfSamples("arena", "everyone", "roomTypes.arena.bots=50"))
                .isZero();
    }

    @Test
    void shouldAllocateNothingPerTickInSteadyStateWithInterestOn() throws Exception {
        assertThat(leastBytesOfSamples("arena", "radius")).isZero();
    }

    @Test
    void shouldAllocateNothingPerTickInSteadyStateWithPrivateColumns() throws Exception {
        assertThat(leastBytesOfSamples(Purses.class.getName(), "everyone")).isZero();
    }

    @Test
    void shouldAllocateNothingPerTickInSteadyStateWhileSomebodyWatchesWhereTheBytesGo() throws Exception {
        isWatched = true;
        assertThat(leastBytesOfSamples(Purses.class.getName(), "radius")).isZero();
    }

    /**
     * The JIT and a buffer that grows allocate now and then: what the loop needs is the least of several samples of a
     * few seconds.
     */
    private long leastBytesOfSamples(String game, String interest, String... more) throws Exception {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.addAll(List.of(
                "http.port=0",
                "loops.count=1",
                "roomTypes.arena.game=" + game,
                "roomTypes.arena.tickRateHz=60",
                "roomTypes.arena.interest.mode=" + interest));
        AtomicBoolean isStopped = new AtomicBoolean();
        try (TickwireServer server = new TickwireServer(ConfigReader.read(null, settings, List.of(), List.of()))) {
            server.start();
            CompletableFuture<SwarmReport> done = start(server, isStopped);
            await().atMost(Duration.ofSeconds(30)).until(() -> server.counters().get(Counter.KEYFRAMES_SENT) >= BOTS);
            List<BytesWatch> watches = isWatched ? watch(server) : List.of();
            List<Long> samples = new ArrayList<>();
            long eventsBefore = server.counters().get(Counter.EVENTS_SENT);
            while (samples.size() < SAMPLES && !samples.contains(0L)) {
                samples.add(bytesOfTicks(server));
            }
            if (game.equals("arena")) {
                assertThat(server.counters().get(Counter.EVENTS_SENT)).isGreaterThan(eventsBefore + BOTS);
            }
            isStopped.set(true);
            assertThat(done.get(20, TimeUnit.SECONDS).number("desyncs")).hasValue(0);
            for (BytesWatch watch : watches) {
                assertThat(watch.isClosed()).isFalse();
                assertThat(watch.read().frames()).isPositive();
            }
            System.out.println("bytes that the loop allocated in " + TICKS_PER_SAMPLE + " ticks: " + samples);
            return samples.stream().mapToLong(Long::longValue).min().orElseThrow();
        }
    }

    private static List<BytesWatch> watch(TickwireServer server) {
        Room room = server.rooms().list().get(0);
        return List.of(
                room.control().watchBytes(BytesWatch.EVERYBODY), room.control().watchBytes(0));
    }

    private static CompletableFuture<SwarmReport> start(TickwireServer server, AtomicBoolean isStopped) {
        return Swarms.start(Swarms.run(server, "arena", BOTS, false, isStopped));
    }

    private static long bytesOfTicks(TickwireServer server) {
        long thread = loopThread();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long firstTick = server.counters().get(Counter.TICKS);
        long before = threads.getThreadAllocatedBytes(thread);
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.counters().get(Counter.TICKS) >= firstTick + TICKS_PER_SAMPLE);
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    private static long loopThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("loop-0"))
                .mapToLong(Thread::getId)
                .findFirst()
                .orElseThrow();
    }
}
