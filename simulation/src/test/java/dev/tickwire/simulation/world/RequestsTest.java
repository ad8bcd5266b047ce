package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private final Scores game = new Scores();

    private static final class Scores extends Game {
        private final Requests results = requests(new Requests("results", 2));
        private final Column score = results.integer("score", 5, 9);
        private final Column winner = results.text("winner", 4);
        private final Requests pings = requests(new Requests("pings", 1));
        private final Column rating = results.answer.integer("rating", 10, 4000);
        private final Column title = results.answer.text("title", 4);
        private final List<String> heard = new ArrayList<>();
        private final List<Integer> ids = new ArrayList<>();
        private int wanted;

        Scores() {
            inputs(new Table("inputs", 2));
        }

        @Override
        public void step(Step step) {
            for (int a = results.answer.first(); a >= 0; a = results.answer.next(a)) {
                heard.add(results.answer.request(a) + " " + results.answer.failed(a) + " " + rating.raw(a) + " "
                        + title.text(a));
            }
            for (int i = 0; i < wanted; i++) {
                int r = results.add();
                ids.add(r < 0 ? r : results.id(r));
            }
        }

        @Override
        public void ending(Step step) {
            winner.set(results.add(), "Swift");
        }
    }

    private Simulation simulation() {
        return new Simulation(game, 20, 1);
    }

    @Test
    void shouldRefuseRequestsBeyondThoseOfATickAndCountThem() {
        Simulation simulation = simulation();
        game.wanted = 4;
        simulation.step();
        simulation.step();
        assertThat(game.ids).containsExactly(1, 2, -1, -1, 3, 4, -1, -1);
        assertThat(game.results.refusedCount()).isEqualTo(4);
    }

    @Test
    void shouldNumberRequestsOverAllKinds() {
        Simulation simulation = simulation();
        game.wanted = 1;
        simulation.step();
        simulation.join(0, "Ada");
        assertThat(game.pings.id(game.pings.add())).isEqualTo(2);
        assertThat(simulation.room().lastRequest()).isEqualTo(2);
    }

    @Test
    void shouldTakeNoMoreAnswersThanATickTakesAndForgetThemAfterIt() {
        Simulation simulation = simulation();
        for (int i = 1; i <= 2; i++) {
            assertThat(simulation.takesAnswer(0)).isTrue();
            simulation.answer(0, i, Outcome.ANSWERED, new int[] {9999}, new String[] {"master"});
        }
        assertThat(simulation.takesAnswer(0)).isFalse();
        assertThat(simulation.takesAnswer(1)).isTrue();
        simulation.step();
        assertThat(game.heard).containsExactly("1 false 4000 mast", "2 false 4000 mast");
        assertThat(simulation.takesAnswer(0)).isTrue();
        simulation.step();
        assertThat(game.heard).hasSize(2);
    }

    @Test
    void shouldHoldNothingInTheColumnsOfWhatFailed() {
        Simulation simulation = simulation();
        simulation.answer(0, 6, Outcome.REFUSED, new int[0], new String[0]);
        assertThat(game.results.answer.outcome(0)).isEqualTo(Outcome.REFUSED);
        simulation.step();
        assertThat(game.heard).containsExactly("6 true 10 ");
    }

    @Test
    void shouldHearWhatTheGameAsksForAtItsEndAndNotWhatItAskedForBefore() {
        Simulation simulation = simulation();
        game.wanted = 2;
        simulation.step();
        simulation.ending();
        assertThat(game.results.count()).isEqualTo(1);
        assertThat(game.results.id(0)).isEqualTo(3);
        assertThat(game.winner.text(0)).isEqualTo("Swif");
        assertThat(game.score.raw(0)).isEqualTo(5);
    }

    @Test
    void shouldMakeNoRequestsInAPrediction() {
        Prediction prediction = new Prediction(game, 20);
        game.wanted = 1;
        prediction.begin(3, 0);
        prediction.step();
        assertThat(game.ids).containsExactly(-1);
        assertThat(game.results.refusedCount()).isZero();
    }

    @Test
    void shouldNotShowClientsAnythingOfThem() {
        assertThat(simulation().schema().visible().requests()).isEmpty();
    }

    @Test
    void shouldRefuseColumnsThatMeanNothingOutsideOfTheRoom() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Simulation(new Wrong(true), 20, 1))
                .withMessage(
                        "column who of requests wrong may not be a reference: outside of the room it means nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Simulation(new Wrong(false), 20, 1))
                .withMessage("column secret must be for everybody");
        assertThatIllegalStateException()
                .isThrownBy(() -> new Requests("lost", 1).add())
                .withMessage("requests lost is in no world: give it to requests(...) in the game");
    }

    private static final class Wrong extends Game {
        Wrong(boolean refers) {
            Table table = table(new Table("table", 1));
            inputs(new Table("inputs", 1));
            Requests wrong = requests(new Requests("wrong", 1));
            if (refers) {
                wrong.reference("who", table);
            } else {
                wrong.flag("secret").hidden();
            }
        }

        @Override
        public void step(Step step) {}
    }
}
