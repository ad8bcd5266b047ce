package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final int PLACE = 0;
    private static final int CRAFT = 1;
    private static final int WRITE = 2;
    private static final String[] NO_TEXTS = {};

    private final Builder builder = new Builder();
    private final Simulation simulation = new Simulation(builder, 20, 5);
    private final List<String> given = new ArrayList<>();

    /** A game with two kinds of commands. */
    private static final class Builder extends Game {
        final Commands place = commands(new Commands("place", 2));
        final Column tile = place.integer("tile", 10, 99);
        final Commands craft = commands(new Commands("craft", 3).answers("ok", "missing", "full"));
        final Commands write = commands(new Commands("write", 2));
        final Column line = write.text("line", 4);
        final Column at = write.integer("at", 0, 9);
        final Column title = write.text("title");
        Consumer<Step> onStep = step -> {};

        Builder() {
            inputs(new Table("inputs", 4));
        }

        @Override
        public void step(Step step) {
            onStep.accept(step);
        }
    }

    private void note() {
        for (int c = builder.place.first(); c >= 0; c = builder.place.next(c)) {
            given.add(builder.place.player(c) + " places " + builder.tile.raw(c));
        }
        for (int c = builder.craft.first(); c >= 0; c = builder.craft.next(c)) {
            given.add(builder.craft.player(c) + " crafts");
        }
    }

    private int place(int player, int tile) {
        return simulation.command(player, PLACE, new int[] {tile}, 0, NO_TEXTS);
    }

    @Test
    void shouldSayWhatIsWrongWithADeclaration() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Commands("craft", 3).answers());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Commands("craft", 3).answers("ok").answers("no"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declared(new Commands("craft", 3).answers("ok", "ok")))
                .withMessage("commands craft have the answer ok twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declared(new Commands("craft", 20_000)))
                .withMessage("commands craft: 20000 in a tick for each of 4 players are over 65536");
        Commands secret = new Commands("craft", 3);
        secret.integer("item", 0, 9).hidden();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declared(secret))
                .withMessage("column item must be for everybody");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declared(new Commands("a", 1), new Commands("a", 1)))
                .withMessage("there are two kinds of commands called a");
        assertThatIllegalStateException()
                .isThrownBy(() -> new Commands("craft", 3).first())
                .withMessage("commands craft is in no world: give it to commands(...) in the game");
    }

    private static Schema declared(Commands... kinds) {
        Game game = new Game() {
            {
                inputs(new Table("inputs", 4));
                for (Commands kind : kinds) {
                    commands(kind);
                }
            }

            @Override
            public void step(Step step) {}
        };
        return new Simulation(game, 20, 1).schema();
    }

    @Test
    void shouldSayWhatIsWrongWithAnAnswer() {
        builder.onStep = step -> {
            int placed = builder.place.first();
            int crafted = builder.craft.first();
            assertThatIllegalStateException()
                    .isThrownBy(() -> builder.craft.answer(crafted, true))
                    .withMessage("commands craft are answered with one of ok, missing, full");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.craft.answer(crafted, "no"))
                    .withMessage("commands craft have no answer no, but ok, missing, full");
            assertThatIllegalArgumentException().isThrownBy(() -> builder.craft.answer(crafted, 3));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.place.answer(placed, "ok"))
                    .withMessage("commands place have no answer ok, but true and false");
            assertThatIllegalArgumentException().isThrownBy(() -> builder.place.answer(placed, 0));
        };
        simulation.join(0, "Ada");
        place(0, 10);
        simulation.command(0, CRAFT, new int[0], 0, NO_TEXTS);
        simulation.step();
    }

    @Test
    void shouldTakeOnlySoManyOfOnePlayerInOneTick() {
        simulation.join(0, "Ada");
        simulation.join(1, "Bo");
        place(0, 10);
        place(0, 11);
        assertThat(simulation.takesCommand(0, PLACE)).isFalse();
        assertThat(simulation.takesCommand(0, CRAFT)).isTrue();
        assertThat(simulation.takesCommand(1, PLACE)).isTrue();
        simulation.step();
        assertThat(simulation.takesCommand(0, PLACE)).as("the next tick").isTrue();
    }

    @Test
    void shouldGiveAStepItsCommandsInTheirOrderAndNoLaterOne() {
        builder.onStep = step -> note();
        simulation.join(0, "Ada");
        simulation.join(1, "Bo");
        place(1, 20);
        place(0, 30);
        place(1, 21);
        simulation.command(0, CRAFT, new int[0], 0, NO_TEXTS);
        simulation.step();
        simulation.step();

        assertThat(given).containsExactly("1 places 20", "0 places 30", "1 places 21", "0 crafts");
    }

    @Test
    void shouldTellTheAnswersOfTheStepAndTheFirstWhereThereIsNone() {
        builder.onStep = step -> {
            builder.place.answer(0, false);
            builder.craft.answer(1, "full");
            builder.craft.answer(2, 1);
        };
        simulation.join(0, "Ada");
        int refused = place(0, 10);
        int silent = place(0, 11);
        List<Integer> crafted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            crafted.add(simulation.command(0, CRAFT, new int[0], 0, NO_TEXTS));
        }
        simulation.step();

        assertThat(simulation.commandAnswer(PLACE, refused)).isEqualTo(1);
        assertThat(simulation.commandAnswer(PLACE, silent)).isZero();
        assertThat(crafted)
                .extracting(row -> simulation.commandAnswer(CRAFT, row))
                .containsExactly(0, 2, 1);
    }

    @Test
    void shouldDropTheCommandsOfAPlayerWhoLeavesBeforeTheStep() {
        builder.onStep = step -> note();
        simulation.join(0, "Ada");
        simulation.join(1, "Bo");
        place(0, 10);
        place(1, 20);
        place(0, 11);
        place(1, 21);
        simulation.leave(0);
        simulation.join(0, "Cleo");
        place(0, 12);
        simulation.step();

        assertThat(given).containsExactly("1 places 20", "1 places 21", "0 places 12");
    }

    @Test
    void shouldGoOnFromASaveWithTheCommandsThatItsNextStepHas() {
        simulation.join(0, "Ada");
        place(0, 10);
        simulation.step();
        place(0, 40);
        place(0, 41);
        WorldState saved = simulation.save(null);
        Builder other = new Builder();
        Simulation again = new Simulation(other, 20, 6);
        again.restore(saved);
        List<Integer> tiles = new ArrayList<>();
        other.onStep = step -> {
            for (int c = other.place.first(); c >= 0; c = other.place.next(c)) {
                assertThat(other.place.player(c)).isZero();
                tiles.add(other.tile.raw(c));
            }
        };

        assertThat(again.takesCommand(0, PLACE))
                .as("the counts are restored, too")
                .isFalse();
        again.step();
        assertThat(tiles).containsExactly(40, 41);
        again.step();
        assertThat(tiles).hasSize(2);
        simulation.step();
        assertThat(simulation.save(null).pendingCommands().rows()).allMatch(rows -> rows.count() == 0);
    }

    @Test
    void shouldGiveTextsForOneStepAndGoOnWithThemFromASave() {
        simulation.join(0, "Ada");
        simulation.command(0, WRITE, new int[] {7}, 0, new String[] {"Grüße", "a"});
        simulation.command(0, WRITE, new int[] {8}, 0, new String[] {"", "Grüß"});
        WorldState saved = simulation.save(null);
        Builder other = new Builder();
        Simulation again = new Simulation(other, 20, 6);
        again.restore(saved);
        for (Builder game : List.of(builder, other)) {
            game.onStep = step -> {
                for (int c = game.write.first(); c >= 0; c = game.write.next(c)) {
                    given.add(game.line.text(c) + " " + game.at.raw(c) + " " + game.title.text(c));
                }
            };
        }
        simulation.step();
        again.step();

        assertThat(given).containsExactly("Grüß 7 a", " 8 Grüß", "Grüß 7 a", " 8 Grüß");
        assertThat(simulation.save(null).now().texts()).doesNotContain("Grüß");
        assertThat(simulation.save(null).pendingCommands().texts()).isEmpty();
    }

    @Test
    void shouldHaveNoCommandsInAPrediction() {
        Prediction prediction = new Prediction(builderThatCounts(given), 20);
        prediction.begin(5, 0);
        prediction.loaded();
        prediction.step();
        assertThat(given).containsExactly("none");
    }

    private static Game builderThatCounts(List<String> given) {
        Builder game = new Builder();
        game.onStep = step -> given.add(game.place.first() < 0 ? "none" : "some");
        return game;
    }

    @Test
    void shouldShowClientsTheCommandsWithoutWhoGaveThem() {
        Schema visible = simulation.schema().visible();
        assertThat(visible.commands()).extracting(CommandType::name).containsExactly("place", "craft", "write");
        assertThat(visible.commands().get(PLACE).values().columns()).hasSize(1);
        assertThat(visible.commands().get(PLACE).values().capacity()).isEqualTo(2);
        assertThat(visible.commands().get(CRAFT).labels()).containsExactly("ok", "missing", "full");
        assertThat(visible.hash())
                .isNotEqualTo(declared(new Commands("place", 2)).visible().hash());
    }
}
