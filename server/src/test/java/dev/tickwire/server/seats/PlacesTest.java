package dev.tickwire.server.seats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void shouldCountPlayersAndSpectatorsApart() {
        Places places = new Places(10_000, 10_000);
        for (int i = 0; i < 10_000; i++) {
            assertThat(places.reserve(Role.PLAYER)).isTrue();
            assertThat(places.reserve(Role.SPECTATOR)).isTrue();
        }

        assertThat(places.reserve(Role.PLAYER)).isFalse();
        assertThat(places.reserve(Role.SPECTATOR)).isFalse();
        assertThat(places.count(Role.PLAYER)).isEqualTo(10_000);
        assertThat(places.count(Role.SPECTATOR)).isEqualTo(10_000);
        places.release(Role.SPECTATOR);
        assertThat(places.count(Role.PLAYER)).isEqualTo(10_000);
        assertThat(places.count(Role.SPECTATOR)).isEqualTo(9_999);
    }

    @Test
    void shouldNotCloseWhileAnybodyHasAPlace() {
        Places places = new Places(1, 1);
        places.reserve(Role.SPECTATOR);
        assertThat(places.closeIfEmpty()).isFalse();
        places.release(Role.SPECTATOR);
        places.reserve(Role.PLAYER);
        assertThat(places.closeIfEmpty()).isFalse();
        places.release(Role.PLAYER);

        assertThat(places.closeIfEmpty()).isTrue();
        assertThat(places.reserve(Role.PLAYER)).isFalse();
        places.release(Role.PLAYER);
        assertThat(places.isClosed()).isTrue();
        assertThat(places.count(Role.PLAYER)).isZero();
        assertThat(places.count(Role.SPECTATOR)).isZero();
    }

    @Test
    void shouldNeverPromiseMoreThanThereAreToManyThreads() throws Exception {
        Places places = new Places(7, 3);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        int threads = 4;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int t = 0; t < threads; t++) {
            pool.execute(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = 0; i < 20_000; i++) {
                    if (places.reserve(Role.SPECTATOR)) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                        places.release(Role.SPECTATOR);
                    }
                    if (places.reserve(Role.PLAYER)) {
                        places.release(Role.PLAYER);
                    }
                }
            });
        }
        start.countDown();
        pool.shutdown();

        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 3);
        assertThat(places.isEmpty()).isTrue();
    }
}
