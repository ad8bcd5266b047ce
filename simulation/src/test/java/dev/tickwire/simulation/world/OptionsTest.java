package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final class Cards extends Game {
        {
            inputs(new Table("hands", 4));
        }

        final Table piles = table(new Table("piles", 20));
        final Column height = piles.integer("height", 0, 99);
        final Options options = options(new Options());
        final Column cards = options.integer("cards", 3, 10).initially(5).label();
        final Column speed = options.fixed("speed", -2, 2, 0.5);
        final Column open = options.flag("open").initially(true);
        final Column mode = options.oneOf("mode", "calm", "wild").label();
        final Column secret = options.integer("secret", 100, 999).hidden();

        final Column title = options.text("title", 12).initially("Evening");
        final Column password = options.text("password", 12).hidden();
        private Consumer<Step> onStep = step -> {};

        @Override
        public void start(Step step) {
            for (int pile = 0; pile < cards.raw(0); pile++) {
                height.set(piles.add(), secret.raw(0) % 100);
            }
        }

        @Override
        public void step(Step step) {
            onStep.accept(step);
        }
    }

    private static Simulation start(Cards game, Map<String, Integer> raws) {
        return new Simulation(game, 20, new Setup("cards-1", 7, new Chosen(raws, Map.of("password", "sesame"))));
    }

    @Test
    void shouldHaveWhatWasChosenBeforeTheGameStarts() {
        Cards game = new Cards();
        start(game, Map.of("cards", 7, "mode", 1, "open", 0, "secret", 142));
        assertThat(game.piles.count()).isEqualTo(7);
        assertThat(game.height.raw(0)).isEqualTo(42);
        assertThat(game.mode.raw(0)).isEqualTo(1);
        assertThat(game.open.is(0)).isFalse();
    }

    @Test
    void shouldHaveInitialValuesWhereNobodyChose() {
        Cards game = new Cards();
        start(game, Map.of());
        assertThat(game.cards.raw(0)).isEqualTo(5);
        assertThat(game.open.is(0)).isTrue();
        assertThat(game.mode.raw(0)).isZero();
        assertThat(game.speed.get(0)).isZero();
        assertThat(game.secret.raw(0)).as("the legal value nearest to 0").isEqualTo(100);
    }

    @Test
    void shouldKeepTextsForAsLongAsItsRoomAndHiddenOnesAwayFromClients() {
        Cards game = new Cards();
        Simulation simulation = start(game, Map.of());
        for (int tick = 0; tick < 200; tick++) {
            simulation.step();
        }
        assertThat(game.title.text(0)).isEqualTo("Evening");
        assertThat(game.password.text(0)).isEqualTo("sesame");
        Snapshot now = new Snapshot(simulation.schema());
        simulation.capture(now);
        assertThat(now.texts()).contains("Evening").doesNotContain("sesame");
        assertThat(now.hiddenTexts()).contains("sesame").doesNotContain("Evening");
    }

    @Test
    void shouldStartAlikeWithTheSameChoiceAndElseNot() {
        assertThat(hashOf(start(new Cards(), Map.of("cards", 7))))
                .isEqualTo(hashOf(start(new Cards(), Map.of("cards", 7))))
                .isNotEqualTo(hashOf(start(new Cards(), Map.of("cards", 7, "secret", 101))));
    }

    @Test
    void shouldGoOnWithTheSameOptionsWhereItIsRestored() {
        Simulation simulation = start(new Cards(), Map.of("cards", 9, "secret", 555));
        simulation.join(2, "Ada", "", true);
        simulation.step();
        Cards game = new Cards();
        Simulation restored = new Simulation(game, 20, 1);
        restored.restore(simulation.save(null));
        assertThat(game.cards.raw(0)).isEqualTo(9);
        assertThat(game.secret.raw(0)).isEqualTo(555);
        assertThat(game.password.text(0)).isEqualTo("sesame");
        assertThat(restored.room()).isEqualTo(simulation.room());
        assertThat(hashOf(restored)).isEqualTo(hashOf(simulation));
    }

    @Test
    void shouldBeATableThatClientsSeeWithoutItsHiddenColumns() {
        var visible = start(new Cards(), Map.of()).schema().visible();
        assertThat(visible.tables()).extracting(table -> table.name()).containsExactly("piles", "options");
        assertThat(visible.tables().get(1).columns())
                .extracting(column -> column.name())
                .containsExactly("cards", "speed", "open", "mode", "title");
    }

    @Test
    void shouldBeKnownToRulesThatPredict() {
        Cards game = new Cards();
        Prediction prediction = new Prediction(game, 20);
        int[] seen = new int[1];
        game.onStep = step -> seen[0] = game.cards.raw(0);
        for (int round = 0; round < 2; round++) {
            prediction.begin(5, 0);
            prediction.add(1, EntityId.of(1, 0));
            prediction.column(1, 0)[0] = 8;
            prediction.loaded();
            prediction.step();
            assertThat(seen[0]).isEqualTo(8);
            assertThat(prediction.predicted(1)).isEqualTo(Predicted.NONE);
            assertThat(prediction.predictedIds(1, new int[1])).isZero();
        }
    }

    @Test
    void shouldDescribeItselfToWhoeverOpensRooms() {
        assertThat(new Cards().options())
                .extracting(option -> option.type().name() + " " + option.initialRaw() + " " + option.isLabel())
                .containsExactly(
                        "cards 5 true",
                        "speed 4 false",
                        "open 1 false",
                        "mode 0 true",
                        "secret 100 false",
                        "title 0 false",
                        "password 0 false");
    }

    @Test
    void shouldRefuseWhatNobodyCanChoose() {
        String illegal = "option n must be for everybody or, if it is no label, hidden(), and may not be a reference";
        assertThatThrownBy(
                        () -> new Declared(options -> options.integer("n", 0, 1).ownerOnly()).start())
                .hasMessage(illegal);
        assertThatThrownBy(() -> new Declared(
                                options -> options.integer("n", 0, 1).label().hidden())
                        .start())
                .hasMessage(illegal);
        Table rocks = new Table("rocks", 4);
        assertThatThrownBy(() -> new Declared(rocks, options -> options.reference("n", rocks)).start())
                .hasMessage(illegal);
        assertThatThrownBy(() -> new Table("a", 1).integer("n", 0, 1).initially(1))
                .hasMessageContaining("initially(...) is for options");
        assertThatThrownBy(() -> new Declared(options -> {}).again()).hasMessage("a game declares its options once");
    }

    private static final class Declared extends Game {
        Declared(Consumer<Options> columns) {
            this(new Table("rocks", 4), columns);
        }

        Declared(Table rocks, Consumer<Options> columns) {
            table(rocks);
            inputs(new Table("hands", 4));
            columns.accept(options(new Options()));
        }

        void start() {
            new Simulation(this, 20, 1);
        }

        void again() {
            options(new Options());
        }

        @Override
        public void step(Step step) {}
    }

    private static int hashOf(Simulation simulation) {
        Snapshot now = new Snapshot(simulation.schema());
        simulation.capture(now);
        return new StateHash(simulation.schema()).ofAll(now);
    }
}
