package dev.tickwire.simulation.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {
    private static final String FIXED_SENTENCE =
            "column x needs min < max and a step above 0 that divides the range into at most 2^30 parts";
    private static final String INTEGER_SENTENCE = "column n needs whole min < max within ±2^30";

    @ParameterizedTest
    @ValueSource(strings = {"", "1st", "_x", "a b", "a.b", "é", "a\n", "a,b"})
    void shouldRefuseNamesThatAreNotSafeEverywhere(String name) {
        assertRefused(
                () -> ColumnType.flag(name),
                "the name of a column must be a letter and then up to 39 letters, digits, _ or -, not \"" + name
                        + "\"");
    }

    @Test
    void shouldRefuseNamesOver40Characters() {
        assertThat(ColumnType.flag("a".repeat(40)).name()).hasSize(40);
        assertThatIllegalArgumentException().isThrownBy(() -> ColumnType.flag("a".repeat(41)));
    }

    @Test
    void shouldRefuseRangesThatMakeNoSense() {
        assertRefused(() -> ColumnType.fixed("x", 1, 1, 0.5), FIXED_SENTENCE);
        assertRefused(() -> ColumnType.fixed("x", 2, 1, 0.5), FIXED_SENTENCE);
        assertRefused(() -> ColumnType.fixed("x", 0, 1, 0), FIXED_SENTENCE);
        assertRefused(() -> ColumnType.fixed("x", 0, 1, -1), FIXED_SENTENCE);
        assertRefused(() -> ColumnType.fixed("x", 0, 1, Double.NaN), FIXED_SENTENCE);
        assertRefused(() -> ColumnType.fixed("x", 0, 1, Double.POSITIVE_INFINITY), FIXED_SENTENCE);
        assertRefused(() -> ColumnType.fixed("x", Double.NaN, 1, 1), FIXED_SENTENCE);
        assertRefused(() -> ColumnType.fixed("x", 0, Double.POSITIVE_INFINITY, 1), FIXED_SENTENCE);
        assertRefused(() -> ColumnType.fixed("x", 0, (1 << 30) + 1, 1), FIXED_SENTENCE);
        assertRefused(() -> ColumnType.integer("n", 3, 3), INTEGER_SENTENCE);
        assertRefused(() -> ColumnType.integer("n", 0, (1 << 30) + 1), INTEGER_SENTENCE);
        assertRefused(() -> ColumnType.integer("n", -(1 << 30) - 1, 0), INTEGER_SENTENCE);
        assertRefused(() -> ColumnType.angle("a", 0), "column a needs 1 to 24 bits");
        assertRefused(() -> ColumnType.angle("a", 25), "column a needs 1 to 24 bits");
        assertRefused(() -> ColumnType.oneOf("e"), "column e needs a label");
        assertRefused(
                () -> ColumnType.oneOf("e", "ok", "not ok"),
                "the name of a label must be a letter and then up to 39 letters, digits, _ or -, not \"not ok\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnType.reference("r", ""))
                .withMessageStartingWith("the name of a target of column r must be");
    }

    @Test
    void shouldAcceptTheWidestRanges() {
        assertThat(ColumnType.fixed("x", 0, 1 << 30, 1).rawMax()).isEqualTo(1 << 30);
        assertThat(ColumnType.fixed("x", 0, 0.125, 0.125).rawMax()).isEqualTo(1);
        assertThat(ColumnType.integer("n", -(1 << 30), 1 << 30).rawMin()).isEqualTo(-(1 << 30));
        assertThat(ColumnType.angle("a", 24).rawMax()).isEqualTo((1 << 24) - 1);
    }

    @Test
    void shouldKnowTheRangeOfRawsOfEachKind() {
        assertRaws(ColumnType.fixed("x", -10, 10, 0.3), 0, 67);
        assertRaws(ColumnType.integer("n", -5, 7), -5, 7);
        assertRaws(ColumnType.angle("a", 10), 0, 1023);
        assertRaws(ColumnType.flag("f"), 0, 1);
        assertRaws(ColumnType.oneOf("e", "a", "b", "c"), 0, 2);
        assertRaws(ColumnType.reference("r", "ships"), 0, (16383 << 16) + 65535);
        assertRaws(ColumnType.text("t"), 0, 65536);
    }

    @Test
    void shouldWrapAnglesAlone() {
        assertThat(ColumnType.angle("a", 10).wrapMask()).isEqualTo(1023);
        assertThat(ColumnType.integer("n", 0, 1023).wrapMask()).isEqualTo(-1);
    }

    private static void assertRaws(ColumnType type, int min, int max) {
        assertThat(type.rawMin()).isEqualTo(min);
        assertThat(type.rawMax()).isEqualTo(max);
    }

    @Test
    void shouldRestAtTheLegalValueNearestToZero() {
        assertThat(ColumnType.fixed("x", -1, 1, 0.25).restingRaw()).isEqualTo(4);
        assertThat(ColumnType.fixed("x", 5, 10, 1).restingRaw()).isZero();
        assertThat(ColumnType.fixed("x", -10, -5, 1).restingRaw()).isEqualTo(5);
        assertThat(ColumnType.integer("n", -1, 1).restingRaw()).isZero();
        assertThat(ColumnType.integer("n", 3, 9).restingRaw()).isEqualTo(3);
        assertThat(ColumnType.integer("n", -9, -3).restingRaw()).isEqualTo(-3);
        assertThat(ColumnType.flag("f").restingRaw()).isZero();
        assertThat(ColumnType.angle("a", 8).restingRaw()).isZero();
        assertThat(ColumnType.oneOf("e", "none", "left").restingRaw()).isZero();
    }

    private static void assertRefused(ThrowingCallable creation, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(creation).withMessage(sentence);
    }
}
