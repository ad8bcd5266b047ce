package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tickwire.simulation.state.EntityId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entities come and go; ids tell them apart, and references to those that are gone are cleared. */
class EntityLifeTest {
    private final Meadow meadow = new Meadow();
    private final Meadow.Sheep sheep = meadow.sheep;
    private final Simulation simulation = new Simulation(meadow, 20, 1);

    @Test
    void shouldRefuseAndCountWhenTheTableIsFull() {
        for (int i = 0; i < sheep.capacity(); i++) {
            assertThat(sheep.add()).isEqualTo(i);
        }
        assertThat(sheep.refusedCount()).isZero();
        assertThat(sheep.add()).isEqualTo(-1);
        assertThat(sheep.add()).isEqualTo(-1);
        assertThat(sheep.refusedCount()).isEqualTo(2);
        assertThat(sheep.count()).isEqualTo(4);
        sheep.remove(2);
        assertThat(sheep.add()).isEqualTo(2);
        assertThat(sheep.refusedCount()).isEqualTo(2);
    }

    @Test
    void shouldRefuseToRemoveTwice() {
        int row = sheep.add();
        sheep.remove(row);
        assertThatIllegalStateException()
                .isThrownBy(() -> sheep.remove(row))
                .withMessage("row 0 of table sheep is not there to be removed");
    }

    @Test
    void shouldGiveAReusedSlotAnotherGeneration() {
        int row = sheep.add();
        int first = sheep.id(row);
        sheep.wool.setRaw(row, 50);
        sheep.remove(row);
        assertThat(sheep.add()).isEqualTo(row);
        assertThat(sheep.id(row)).isNotEqualTo(first);
        assertThat(sheep.rowOf(first)).isEqualTo(-1);
        assertThat(sheep.wool.raw(row)).isZero();
        assertThat(sheep.age.raw(row)).isEqualTo(1);
    }

    @Test
    void shouldStartGenerationsAgainAfterTheLast() {
        for (int generation = 1; generation <= EntityId.LAST_GENERATION; generation++) {
            assertThat(sheep.id(sheep.add())).isEqualTo(EntityId.of(generation, 0));
            sheep.remove(0);
        }
        assertThat(sheep.id(sheep.add())).isEqualTo(EntityId.of(1, 0));
    }

    @Test
    void shouldNoticeAStaleReferenceWithinTheStepAndClearItAfterwards() {
        int dog = meadow.dogs.add();
        sheep.add();
        int prey = sheep.add();
        int id = sheep.id(prey);
        meadow.dogs.chases.setRaw(dog, id);
        sheep.friend.setRaw(0, id);
        meadow.onStep(step -> {
            assertThat(meadow.dogs.chases.rowOf(dog)).isEqualTo(prey);
            sheep.remove(prey);
            assertThat(meadow.dogs.chases.rowOf(dog)).isEqualTo(-1);
            assertThat(sheep.add()).isEqualTo(prey);
            assertThat(meadow.dogs.chases.rowOf(dog)).isEqualTo(-1);
            assertThat(meadow.dogs.chases.raw(dog)).isEqualTo(id);
        });
        simulation.step();
        assertThat(meadow.dogs.chases.raw(dog)).isZero();
        assertThat(sheep.friend.raw(0)).isZero();
    }

    @Test
    void shouldKeepReferencesToThoseWhoStay() {
        int dog = meadow.dogs.add();
        sheep.add();
        int prey = sheep.add();
        meadow.dogs.chases.setRaw(dog, sheep.id(prey));
        meadow.onStep(step -> sheep.remove(0));
        simulation.step();
        assertThat(meadow.dogs.chases.rowOf(dog)).isEqualTo(prey);
    }

    @Test
    void shouldClearStaleReferencesAfterAJoinAndALeaveToo() {
        int dog = meadow.dogs.add();
        meadow.dogs.chases.setRaw(dog, sheep.id(sheep.add()));
        meadow.onJoin(step -> sheep.remove(0));
        simulation.join(0, "Ada");
        assertThat(meadow.dogs.chases.raw(dog)).isZero();

        meadow.dogs.chases.setRaw(dog, sheep.id(sheep.add()));
        meadow.onLeave(step -> sheep.remove(0));
        simulation.leave(0);
        assertThat(meadow.dogs.chases.raw(dog)).isZero();
    }

    @Test
    void shouldVisitEachRowOnceWhileRowsComeAndGo() {
        for (int i = 0; i < 4; i++) {
            sheep.add();
        }
        sheep.remove(0);
        List<Integer> visited = new ArrayList<>();
        for (int row = sheep.first(); row >= 0; row = sheep.next(row)) {
            visited.add(row);
            if (row == 1) {
                sheep.remove(1);
                sheep.remove(2);
                assertThat(sheep.add()).isZero();
            }
        }
        assertThat(visited).containsExactly(1, 3);
    }
}
