package dev.tickwire.client.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class LimitSearchTest {
    private final List<Integer> tried = new ArrayList<>();

    @Test
    void shouldFindTheMostPlayersWithinATenth() {
        LimitSearch search = search(500, 20_000, players -> players <= 1830);
        assertThat(search.players()).isBetween(1650, 1830);
        assertThat(search.broken()).isBetween(1850, 2000);
        assertThat(tried).hasSizeLessThan(15).allMatch(players -> players % 50 == 0);
    }

    @Test
    void shouldTryTheAnswerOnceMore() {
        LimitSearch search = search(500, 20_000, players -> players <= 1830);
        assertThat(tried.get(tried.size() - 1)).isEqualTo(search.players());
        assertThat(tried.indexOf(search.players())).isLessThan(tried.size() - 1);
    }

    @Test
    void shouldGoDownWhenTheAnswerDoesNotHoldAgain() {
        List<Integer> once = new ArrayList<>();
        // More than 1000 works but once.
        LimitSearch search = search(500, 20_000, players -> {
            boolean isFirst = !once.contains(players);
            once.add(players);
            return players <= 1000 || (players <= 1400 && isFirst);
        });
        assertThat(search.players()).isBetween(750, 1000);
    }

    @Test
    void shouldNotBelieveASingleFailure() {
        LimitSearch search = search(500, 1000, players -> players != 750 || tried.indexOf(750) < tried.size() - 1);
        assertThat(search.players()).isEqualTo(750);
        assertThat(search.broken()).isZero();
        assertThat(tried).containsExactly(500, 750, 750);
    }

    @Test
    void shouldGoDownFromAStartThatIsTooMany() {
        LimitSearch search = search(500, 20_000, players -> players <= 120);
        assertThat(search.players()).isEqualTo(100);
    }

    @Test
    void shouldSayThatEvenOneRoomIsTooMuch() {
        LimitSearch search = search(500, 20_000, players -> false);
        assertThat(search.players()).isZero();
        assertThat(search.broken()).isEqualTo(50);
    }

    @Test
    void shouldStopAtTheMostThatMayBeTried() {
        LimitSearch search = search(500, 2000, players -> true);
        assertThat(search.players()).isBetween(1500, 2000);
        assertThat(search.broken()).isZero();
    }

    @Test
    void shouldBlameTheLoadWhereItIsSaturatedAndTheServerIsNot() {
        Limit.Try held = new Limit.Try(500, 500, 60, 0.5, 0.8);
        Limit loads = Limit.of("ours", 500, 550, List.of(held, new Limit.Try(550, 550, 90, 0.6, 0.99)));
        assertThat(loads.gaveOut()).isEqualTo(Limit.GaveOut.LOAD);
        assertThat(loads.playersText()).isEqualTo("at least 500");
        Limit servers = Limit.of("ours", 500, 550, List.of(held, new Limit.Try(550, 540, 60, 0.98, 0.99)));
        assertThat(servers.gaveOut()).isEqualTo(Limit.GaveOut.SERVER);
        assertThat(servers.playersText()).isEqualTo("500");
        assertThat(Limit.of("ours", 500, 0, List.of(held)).playersText()).isEqualTo("at least 500");
    }

    private LimitSearch search(int first, int most, IntPredicate holds) {
        LimitSearch search = new LimitSearch(first, most);
        while (search.next() > 0) {
            assertThat(tried).as("it ends").hasSizeLessThan(100);
            tried.add(search.next());
            search.tried(holds.test(search.next()));
        }
        return search;
    }
}
