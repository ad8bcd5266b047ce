package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.kit.Match;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that players bring, and what is kept of them. */
class PlayerTablesTest {
    private static final class Quest extends Game {
        private final Table places = table(new Table("places", 8));
        private final Table profile = saved(new Table("profile", 3));
        private final Column coins = profile.integer("coins", 0, 1000);
        private final Column title = profile.text("title", 8);
        private final Cells bag = profile.cells("bag", 3, 0, 9);
        private final Column speed = profile.fixed("speed", -1, 1, 0.25).hidden();
        private final Table account = claims(new Table("account", 3));
        private final Column plan = account.oneOf("plan", "free", "paid");
        private int seenCoins = -1;

        private Quest() {
            inputs(new Table("inputs", 3));
        }

        @Override
        public void joined(Step step, int player) {
            seenCoins = coins.raw(player);
            coins.add(player, plan.is(player, "paid") ? 100 : 1);
        }

        @Override
        public void step(Step step) {}
    }

    private final Quest quest = new Quest();
    private final Simulation room = new Simulation(quest, 20, 1);

    private static PlayerRow profile(int coins) {
        return new PlayerRow(1, new int[] {coins, 4, 5, 6, 2}, new String[] {"Sir"});
    }

    @Test
    void shouldRefuseReferencesInRowsThatComeFromElsewhere() {
        Game game = new Game() {
            {
                Table ships = table(new Table("ships", 3));
                inputs(new Table("inputs", 3));
                saved(new Table("profile", 3)).reference("ship", ships);
            }

            @Override
            public void step(Step step) {}
        };
        assertThatThrownBy(() -> new Simulation(game, 20, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column ship of table profile is a reference, which means nothing in another room:"
                        + " saved(...) takes numbers, flags, labels and texts");
    }

    @Test
    void shouldHaveThemBeforeTheRulesSeeThePlayer() {
        room.join(2, "Ada", "u1", false, List.of(profile(40), new PlayerRow(2, new int[] {1}, new String[0])));
        assertThat(quest.seenCoins).isEqualTo(40);
        assertThat(quest.coins.raw(2)).isEqualTo(140);
        assertThat(quest.title.text(2)).isEqualTo("Sir");
        assertThat(quest.bag.get(2, 2)).isEqualTo(6);
        assertThat(quest.speed.get(2)).isEqualTo(-0.5);
    }

    @Test
    void shouldHaveNewRowsWhereNothingIsBrought() {
        room.join(1, "Eve");
        assertThat(quest.seenCoins).isZero();
        assertThat(quest.coins.raw(1)).isOne();
        assertThat(quest.title.text(1)).isEmpty();
        assertThat(quest.places.count()).isZero();
    }

    @Test
    void shouldGiveARowBackAsItWasBrought() {
        room.join(0, "Ada", "u1", false, List.of(profile(40)));
        quest.coins.set(0, 7);
        PlayerRow row = room.playerTables().row(1, 0);
        assertThat(room.playerTables().saved()).containsExactly(1);
        assertThat(room.playerTables().claims()).containsExactly(2);
        assertThat(row.raws()).containsExactly(7, 4, 5, 6, 2);
        assertThat(row.texts()).containsExactly("Sir");
    }

    @Test
    void shouldBeTestedByNames() {
        Match match = Match.of(Quest::new);
        int ada = match.join(
                "Ada",
                "u1",
                Map.of(
                        "profile", Map.of("coins", 5, "title", "Dr", "bag", new int[] {1, 2, 3}),
                        "account", Map.of("plan", "paid")));
        match.run(1);
        assertThat(match.table("profile").row(ada).get("coins")).isEqualTo(105);
        assertThat(match.table("profile").row(ada).text("title")).isEqualTo("Dr");
        match.assertDeterministic();
    }

    @Test
    void shouldSayWhatNoPlayerCanBring() {
        Match match = Match.of(Quest::new);
        assertThatThrownBy(() -> match.join("Ada", "u1", Map.of("places", Map.of())))
                .hasMessage("players join with no rows of places, but of [profile, account]");
        assertThatThrownBy(() -> match.join("Ada", "u1", Map.of("profile", Map.of("gold", 1))))
                .hasMessage("there is no gold in the row of table profile, but coins, title, bag, speed");
        assertThatThrownBy(() -> match.join("Ada", "u1", Map.of("profile", Map.of("bag", 1))))
                .hasMessage("bag takes an int[] of 3 numbers from 0 to 9");
    }
}
