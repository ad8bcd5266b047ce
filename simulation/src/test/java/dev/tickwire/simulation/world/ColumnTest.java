package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.tickwire.simulation.state.Audience;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTest {
    private static final double TURN = 2 * Math.PI;

    private final Meadow meadow = new Meadow();
    private final Meadow.Sheep sheep = meadow.sheep;
    private int row;

    @BeforeEach
    void addASheep() {
        assertThat(new Simulation(meadow, 20, 1).tick()).isZero();
        row = sheep.add();
    }

    @Test
    void shouldRefuseWhatIsNotANumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sheep.x.set(row, Double.NaN))
                .withMessage("column x cannot hold what is not a number");
        assertThatIllegalArgumentException().isThrownBy(() -> sheep.age.add(row, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> sheep.heading.set(row, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> sheep.heading.set(row, Double.POSITIVE_INFINITY));
        assertThat(sheep.x.raw(row)).isZero();
    }

    @Test
    void shouldRefuseToBeHiddenOnceInUse() {
        assertThatIllegalStateException()
                .isThrownBy(sheep.x::hidden)
                .withMessage("column x is in use: say hidden() where it is declared");
    }

    @Test
    void shouldRefuseToBeForTwoAudiences() {
        Table table = new Table("ships", 3);
        Column ammo = table.integer("ammo", 0, 9).ownerOnly();
        assertThat(ammo.ownerOnly().type().audience()).isEqualTo(Audience.OWNER);
        assertThatIllegalStateException()
                .isThrownBy(ammo::teamOnly)
                .withMessage("column ammo can be one of hidden(), ownerOnly() and teamOnly()");
        assertThatIllegalStateException().isThrownBy(ammo::hidden);
        assertThatIllegalStateException()
                .isThrownBy(() -> table.flag("secret").hidden().ownerOnly())
                .withMessage("column secret can be one of hidden(), ownerOnly() and teamOnly()");
    }

    @Test
    void shouldRefuseOwnersThatAreNoPlayers() {
        Table table = new Table("ships", 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.ownedBy(table.flag("mine")))
                .withMessage("column mine is no integer: it cannot say who owns a row");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.ownedBy(sheep.age))
                .withMessage("column age is not in table ships");
    }

    @Test
    void shouldRefuseToFollowWhatIsNoReference() {
        assertThatIllegalStateException()
                .isThrownBy(() -> sheep.age.rowOf(row))
                .withMessage("column age is no reference");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 40, 0",
        "0.124, 40, 0",
        "0.125, 41, 0.25",
        "-0.125, 40, 0",
        "-0.126, 39, -0.25",
        "9.9, 80, 10",
        "10.1, 80, 10",
        "1e300, 80, 10",
        "Infinity, 80, 10",
        "-10, 0, -10",
        "-11, 0, -10",
        "-Infinity, 0, -10"
    })
    void shouldRoundFixedNumbersHalvesUpWithinTheirRange(double value, int raw, double kept) {
        sheep.x.set(row, value);
        assertThat(sheep.x.raw(row)).isEqualTo(raw);
        assertThat(sheep.x.get(row)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "64, 64",
        "255.4, 255",
        "255.51, 0",
        "256, 0",
        "-1, 255",
        "-0.49, 0",
        "-0.51, 255",
        "2600, 40",
        "-2600, 216"
    })
    void shouldTakeAnglesRound(double parts, int raw) {
        sheep.heading.set(row, parts / 256 * TURN);
        assertThat(sheep.heading.raw(row)).isEqualTo(raw);
        assertThat(sheep.heading.get(row)).isCloseTo(raw / 256.0 * TURN, within(1e-12));
    }

    @Test
    void shouldAddWithinTheRange() {
        sheep.x.add(row, 9.2);
        assertThat(sheep.x.get(row)).isEqualTo(-0.75);
        sheep.x.add(row, 30);
        assertThat(sheep.x.get(row)).isEqualTo(10);
        sheep.heading.add(row, -TURN / 4);
        assertThat(sheep.heading.raw(row)).isEqualTo(192);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2.5, 3", "2.4, 2", "-5, 1", "21, 20", "1e10, 20"})
    void shouldRoundAndLimitIntegers(double value, int raw) {
        sheep.age.set(row, value);
        assertThat(sheep.age.raw(row)).isEqualTo(raw);
        assertThat(sheep.age.get(row)).isEqualTo(raw);
    }

    @Test
    void shouldLimitRaws() {
        sheep.age.setRaw(row, 0);
        assertThat(sheep.age.raw(row)).isEqualTo(1);
        sheep.age.setRaw(row, Integer.MAX_VALUE);
        assertThat(sheep.age.raw(row)).isEqualTo(20);
        sheep.colour.setRaw(row, 3);
        assertThat(sheep.colour.raw(row)).isEqualTo(2);
        sheep.colour.setRaw(row, -1);
        assertThat(sheep.colour.raw(row)).isZero();
        sheep.shorn.setRaw(row, 2);
        assertThat(sheep.shorn.raw(row)).isEqualTo(1);
    }

    @Test
    void shouldHoldFlagsTextsAndReferences() {
        assertThat(sheep.shorn.is(row)).isFalse();
        sheep.shorn.set(row, true);
        assertThat(sheep.shorn.is(row)).isTrue();
        sheep.shorn.set(row, false);
        assertThat(sheep.shorn.is(row)).isFalse();
        sheep.name.set(row, "Dolly");
        assertThat(sheep.name.text(row)).isEqualTo("Dolly");
        sheep.name.setRaw(row, sheep.name.raw(row) + 1);
        assertThat(sheep.name.text(row)).isEmpty();
        int other = sheep.add();
        assertThat(sheep.friend.rowOf(row)).isEqualTo(-1);
        sheep.friend.setRaw(row, sheep.id(other));
        assertThat(sheep.friend.rowOf(row)).isEqualTo(other);
    }

    @Test
    void shouldStartAtTheLegalValueNearestToRawZero() {
        assertThat(sheep.age.raw(row)).isEqualTo(1);
        assertThat(sheep.x.get(row)).isEqualTo(-10);
    }
}
