package dev.tickwire.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomIdsTest {
    @Test
    void shouldMakeIdsOfTheTypeAndEightyBitsThatDiffer() {
        RoomIds ids = new RoomIds();
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next("arena"));
        }

        assertThat(made).hasSize(10_000).allMatch(id -> id.matches("arena-[0-9a-hj-km-np-tv-z]{16}"));
    }

    @Test
    void shouldNotMakeTheSameIdsAfterARestart() {
        assertThat(new RoomIds().next("arena")).isNotEqualTo(new RoomIds().next("arena"));
    }

    @Test
    void shouldUseEveryLetterInEveryPlace() {
        RoomIds ids = new RoomIds();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String id = ids.next("");
            for (int place = 1; place < id.length(); place++) {
                seen.add(place + id.substring(place, place + 1));
            }
        }

        assertThat(seen).hasSize(16 * 32);
    }
}
