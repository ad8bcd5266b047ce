package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What rules know of their room, and ask of it. */
class RoomRulesTest {
    private static final class Club extends Game {
        {
            inputs(new Table("hands", 4));
        }

        Consumer<Step> onStep = step -> {};
        Consumer<Step> onLeft = step -> {};
        BiFunction<Step, Candidate, @Nullable String> door = (step, candidate) -> null;

        @Override
        public @Nullable String refusal(Step step, Candidate candidate) {
            return door.apply(step, candidate);
        }

        @Override
        public void left(Step step, int player) {
            onLeft.accept(step);
        }

        @Override
        public void step(Step step) {
            onStep.accept(step);
        }
    }

    private final Club club = new Club();
    private final Simulation simulation = new Simulation(club, 20, new Setup("club-1", 7, Chosen.nothing()));

    private void step(Consumer<Step> rules) {
        club.onStep = rules;
        simulation.step();
    }

    @Test
    void shouldKnowItsRoomAndWhoOpenedIt() {
        step(step -> {
            assertThat(step.room()).isEqualTo("club-1");
            assertThat(step.creator()).isEqualTo(-1);
        });
        simulation.join(1, "Bo");
        simulation.join(2, "Ada", "", true);
        step(step -> assertThat(step.creator()).isEqualTo(2));
    }

    @Test
    void shouldKnowWhoseAccountsPlayersAre() {
        simulation.join(1, "Bo");
        simulation.join(2, "Ada", "auth0|5f7c8ec7", false);
        step(step -> {
            assertThat(step.user(1)).isEmpty();
            assertThat(step.user(2)).isEqualTo("auth0|5f7c8ec7");
        });
        simulation.rest(2);
        step(step -> assertThat(step.user(2)).isEqualTo("auth0|5f7c8ec7"));
        simulation.leave(2);
        simulation.join(2, "Mallory");
        step(step -> assertThat(step.user(2)).as("not that of who was there").isEmpty());
    }

    @Test
    void shouldCountTheAccountAsPartOfTheState() {
        simulation.join(2, "Ada", "u1", false);
        int before = hash();
        simulation.leave(2);
        simulation.join(2, "Ada", "u2", false);
        assertThat(hash()).isNotEqualTo(before);
    }

    @Test
    void shouldHaveNoCreatorOnceThatPlayerHasLeft() {
        simulation.join(2, "Ada", "", true);
        club.onLeft = step -> assertThat(step.creator()).isEqualTo(2);
        simulation.leave(2);
        simulation.join(2, "Mallory");
        step(step -> assertThat(step.creator()).isEqualTo(-1));
    }

    @Test
    void shouldKeepTheLockAsPartOfTheState() {
        int before = hash();
        step(step -> step.lock(true));
        assertThat(simulation.room().isLocked()).isTrue();
        Simulation restored = new Simulation(new Club(), 20, 1);
        restored.restore(simulation.save(null));
        assertThat(restored.room().isLocked()).isTrue();
        assertThat(hash()).isNotEqualTo(before);
        step(step -> step.lock(false));
        assertThat(simulation.room().isLocked()).isFalse();
    }

    @Test
    void shouldAskForEachRemovalOnce() {
        simulation.join(1, "Bo");
        simulation.join(2, "Ada");
        step(step -> {
            step.remove(2, "Be quiet.");
            step.remove(2, "Now.");
            step.remove(1, "You too.");
        });
        assertThat(simulation.effects().pollRemoval()).isEqualTo(new Effects.Removal(2, "Be quiet."));
        assertThat(simulation.effects().pollRemoval()).isEqualTo(new Effects.Removal(1, "You too."));
        assertThat(simulation.effects().pollRemoval()).isNull();
    }

    @Test
    void shouldRemoveNobodyElseWhereThePlayerHasLeftMeanwhile() {
        simulation.join(2, "Ada");
        club.onLeft = step -> step.remove(2, "You are gone already.");
        step(step -> step.remove(2, "Be quiet."));
        simulation.leave(2);
        simulation.join(2, "Bo");
        assertThat(simulation.effects().pollRemoval()).isNull();
    }

    @Test
    void shouldRefuseToRemoveAPlayerWhoIsNotThere() {
        assertThatThrownBy(() -> step(step -> step.remove(3, "Who are you?")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no player 3 to remove");
    }

    @Test
    void shouldKeepTheFirstSentenceOfAClose() {
        step(step -> {
            step.close("The match is over.");
            step.close("Really.");
        });
        assertThat(simulation.effects().closing()).isEqualTo("The match is over.");
    }

    @Test
    void shouldAskForNothingInAPrediction() {
        Club ahead = new Club();
        Prediction prediction = new Prediction(ahead, 20);
        prediction.begin(5, 2);
        prediction.loaded();
        ahead.onStep = step -> {
            step.remove(3, "Nobody.");
            step.close("The match is over.");
            step.lock(true);
            assertThat(step.isLocked()).isFalse();
            assertThat(step.creator()).isEqualTo(-1);
            assertThat(step.room()).isEmpty();
        };
        prediction.step();
    }

    @Test
    void shouldTakeBackWhatADoorDrewFromTheRandomGenerator() {
        int before = hash();
        club.door = (step, candidate) -> step.random().nextInt(2) < 2 ? "No, " + candidate.name() + "." : null;
        assertThat(simulation.refusal(new Candidate(0, "Bo", "", ""))).isEqualTo("No, Bo.");
        assertThat(hash()).isEqualTo(before);
    }

    @Test
    void shouldRefuseADoorThatDoesMoreThanAnswer() {
        club.door = (step, candidate) -> {
            step.lock(true);
            return null;
        };
        assertThatThrownBy(() -> simulation.refusal(new Candidate(0, "Bo", "", "")))
                .hasMessage("refusal(...) and brains lock, remove and close nothing");
    }

    @Test
    void shouldNotShowThePasswordOfACandidate() {
        assertThat(new Candidate(0, "Bo", "", "sesame").toString()).doesNotContain("sesame");
    }

    private int hash() {
        Snapshot now = new Snapshot(simulation.schema());
        simulation.capture(now);
        now.setTick(0);
        return new StateHash(simulation.schema()).ofAll(now);
    }
}
