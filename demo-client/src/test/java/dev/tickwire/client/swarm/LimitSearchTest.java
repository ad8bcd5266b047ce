package dev.tickwire.client.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class LimitSearchTest {
    private final List<Integer> tried = new ArrayList<>();

    @Test
    void shouldFindTheLimitToWithinATenth() {
        for (int limit = 1; limit < 3000; limit += 7) {
            int holds = limit;
            assertThat(search(50, 20_000, players -> players <= holds))
                    .as("a limit of " + limit)
                    .isBetween((int) (limit / 1.1) - 1, limit);
            assertThat(tried).hasSizeLessThan(30);
        }
    }

    @Test
    void shouldTryOnceMoreWhatHeld() {
        int limit = search(50, 20_000, players -> players <= 700);
        assertThat(tried).filteredOn(players -> players == limit).hasSize(2);
    }

    @Test
    void shouldBackOffWhereWhatHeldWasLuck() {
        int limit = search(
                50,
                20_000,
                players -> players <= 300 || (players <= 700 && tried.indexOf(players) == tried.size() - 1));
        assertThat(limit).isBetween(270, 300);
    }

    @Test
    void shouldEndWhereAllHold() {
        assertThat(search(50, 120, players -> true)).isEqualTo(120);
        assertThat(tried).containsExactly(50, 75, 113, 120);
    }

    @Test
    void shouldEndWhereNothingHolds() {
        assertThat(search(50, 120, players -> false)).isZero();
        assertThat(tried).hasSizeLessThan(15).endsWith(1);
    }

    private int search(int first, int most, IntPredicate holds) {
        tried.clear();
        LimitSearch search = new LimitSearch(first, most);
        for (int players = search.next(); players > 0; players = search.next()) {
            tried.add(players);
            search.tried(holds.test(players));
        }
        return search.limit();
    }
}
