package dev.tickwire.simulation.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.kit.Match;
import dev.tickwire.simulation.kit.MatchRow;
import dev.tickwire.simulation.walkers.Walkers;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArenaBrainTest {
    @Test
    void shouldTurnToFireAtAndHitAShipThatStandsStill() {
        Match match = Match.of(Arena::new).players(1).tunables(java.util.Map.of("asteroidCount", 0.0));
        match.bots(3).run(20 * 60);

        List<MatchRow> kills = match.events("kills");
        assertThat(kills).extracting(kill -> kill.raw("by")).allMatch(by -> by > 0);
        assertThat(kills).as("somebody is shot down within a minute").isNotEmpty();
        assertThat(match.table("ships").row(0).raw("score")).isZero();
    }

    @Test
    void shouldKeepFlyingAmongRocksAndWallsAndNeedNoBrainToBePlayedAgain() {
        Match match = Match.of(Arena::new).seed(5);
        match.bots(6);
        TreeSet<Integer> moved = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            List<Double> before = IntStream.range(0, 6)
                    .mapToObj(ship -> match.table("ships").row(ship).get("x"))
                    .toList();
            match.run(40);
            for (int ship = 0; ship < 6; ship++) {
                if (match.table("ships").row(ship).get("x") != before.get(ship)) {
                    moved.add(ship);
                }
            }
        }

        assertThat(moved).hasSize(6);
        assertThat(match.warnings()).isEmpty();
        match.assertDeterministic();
    }

    @Test
    void shouldHaveNamesOfTheirOwn() {
        Match match = Match.of(Arena::new);
        match.bots(20).run(1);

        assertThat(match.table("ships")).extracting(ship -> ship.text("name")).doesNotHaveDuplicates();
        assertThat(match.table("ships").row(0).text("name")).isEqualTo("Bot Ash");
        assertThat(match.table("ships").row(9).text("name")).isEqualTo("Bot Birch 2");
    }

    @Test
    void shouldWalkAboutInWalkers() {
        Match match = Match.of(Walkers::new);
        match.bots(2).run(1);
        double before = match.table("people").row(1).get("x");
        match.run(40);

        assertThat(match.table("people").row(1).get("x")).isNotEqualTo(before);
        match.assertDeterministic();
    }
}
