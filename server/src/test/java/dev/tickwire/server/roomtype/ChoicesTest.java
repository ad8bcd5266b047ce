package dev.tickwire.server.roomtype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.wire.Option;
import dev.tickwire.server.fixture.Parlour;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.roomtype.RoomSettings.Range;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Options;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    private final RoomType type = new RoomTypes()
            .playerLimit(Parlour.SEATS)
            .choosable(new Range(2, 4), new Range(10, 40))
            .build(Parlour::new);
    private final RoomType strict = new RoomTypes().playerLimit(Parlour.SEATS).build(Parlour::new);

    private static Option number(String name, double value) {
        return Option.newBuilder().setName(name).setNumber(value).build();
    }

    private static Option flag(String name, boolean value) {
        return Option.newBuilder().setName(name).setFlag(value).build();
    }

    private static Option text(String name, String value) {
        return Option.newBuilder().setName(name).setText(value).build();
    }

    private Choice choose(Option... options) throws InvalidOptionsException {
        return type.choices().choose(List.of(options), List.of());
    }

    private void assertRefused(Option option, String sentence) {
        assertThatExceptionOfType(InvalidOptionsException.class)
                .isThrownBy(() -> choose(option))
                .withMessage(sentence);
    }

    @Test
    void shouldRefuseWhatIsOutOfItsRangeWithASentenceThatNamesIt() {
        assertRefused(number("cards", 12), "The value of cards is 3 to 10, not 12.");
        assertRefused(number("cards", 2.99), "The value of cards is 3 to 10, not 2.99.");
        assertRefused(number("cards", Double.NaN), "The value of cards is 3 to 10, not NaN.");
        assertRefused(number("cards", Double.POSITIVE_INFINITY), "The value of cards is 3 to 10, not Infinity.");
        assertRefused(number("turnSeconds", 60.1), "The value of turnSeconds is 0.5 to 60, not 60.1.");
        assertRefused(text("mode", "mad"), "The value of mode is one of calm, wild, not \"mad\".");
        assertRefused(number("playerLimit", 5), "The value of playerLimit is 2 to 4, not 5.");
        assertRefused(number("tickRateHz", 9), "The value of tickRateHz is 10 to 40, not 9.");
    }

    @Test
    void shouldRefuseValuesOfAnotherKind() {
        assertRefused(text("cards", "7"), "The value of cards is 3 to 10, not \"7\".");
        assertRefused(flag("cards", true), "The value of cards is 3 to 10, not true.");
        assertRefused(number("quick", 1), "The value of quick is true or false, not 1.");
        assertRefused(number("mode", 1), "The value of mode is one of calm, wild, not 1.");
        assertRefused(
                number("title", 1), "The value of title is a text of up to 12 characters that can be seen, not 1.");
        assertRefused(
                text("title", "x".repeat(13)),
                "The value of title is a text of up to 12 characters that can be seen, not \"xxxxxxxxxxxxx\".");
        assertRefused(
                text("title", "a\nb"),
                "The value of title is a text of up to 12 characters that can be seen, not \"a\nb\".");
        assertRefused(Option.newBuilder().setName("cards").build(), "The value of cards is 3 to 10, not nothing.");
    }

    @Test
    void shouldRefuseWhatThereIsNotToChoose() {
        assertRefused(number("card", 5), "There is no option \"card\" here.");
        assertRefused(number("", 5), "There is no option \"\" here.");
        assertRefused(number("x".repeat(3_000), 5), "There is no option \"" + "x".repeat(24) + "\" here.");
        assertThatExceptionOfType(InvalidOptionsException.class)
                .isThrownBy(() -> strict.choices().choose(List.of(number("playerLimit", 3)), List.of()))
                .withMessage("playerLimit is not for players to choose here.");
        assertThatExceptionOfType(InvalidOptionsException.class)
                .isThrownBy(() -> strict.choices().choose(List.of(), List.of(number("turnSeconds", 3))))
                .withMessage("The option turnSeconds is no label.");
        assertThatExceptionOfType(InvalidOptionsException.class)
                .isThrownBy(() -> strict.choices().choose(List.of(), List.of(number("pin", 3))))
                .withMessage("The option pin is no label.");
        assertThatExceptionOfType(InvalidOptionsException.class)
                .isThrownBy(() -> strict.choices().choose(Collections.nCopies(41, number("pin", 3)), List.of()))
                .withMessage("At most 40 options can be chosen at once.");
    }

    @Test
    void shouldTakeTheNearestValueOfTheGrid() throws InvalidOptionsException {
        assertThat(choose(number("cards", 7.4), number("turnSeconds", 0.7), flag("quick", true), text("mode", "wild"))
                        .options()
                        .raws())
                .isEqualTo(Map.of("cards", 7, "turnSeconds", 0, "quick", 1, "mode", 1));
    }

    @Test
    void shouldTakeTexts() throws InvalidOptionsException {
        Choice choice = choose(text("title", "Über 🚀"), text("motto", "sesame"));
        assertThat(choice.options().texts()).isEqualTo(Map.of("title", "Über 🚀", "motto", "sesame"));
        assertThat(type.choices().labels(choice.options()))
                .containsEntry("title", "Über 🚀")
                .doesNotContainKey("motto");
        assertThat(choice.toString()).doesNotContain("sesame");
    }

    @Test
    void shouldOpenARoomAsItsPlayersChose() throws InvalidOptionsException {
        RoomType chosen = type.with(choose(number("playerLimit", 2), number("tickRateHz", 40)));
        assertThat(chosen.settings().capacity().players()).isEqualTo(2);
        assertThat(chosen.welcome().getPlayerLimit()).isEqualTo(2);
        assertThat(chosen.tickRateHz()).isEqualTo(40);
        assertThat(chosen.tuning().tickRateHz()).isEqualTo(40);
        assertThat(chosen.isLike(type)).isTrue();
        assertThat(type.with(choose(number("cards", 7)))).isSameAs(type);
    }

    @Test
    void shouldKeepTheRateThatPlayersChoseWhereTheConfigChanges() throws InvalidOptionsException {
        RoomType reloaded =
                new RoomTypes().rates(60, 60).playerLimit(Parlour.SEATS).build(Parlour::new);
        assertThat(type.with(choose(number("tickRateHz", 40)))
                        .following(reloaded)
                        .tickRateHz())
                .isEqualTo(40);
        assertThat(type.with(choose(number("playerLimit", 3)))
                        .following(reloaded)
                        .tickRateHz())
                .isEqualTo(60);
    }

    @Test
    void shouldShowLabelsAsPlayersReadThem() throws InvalidOptionsException {
        assertThat(type.choices().labels(choose().options()))
                .isEqualTo(Map.of("cards", 5, "mode", "calm", "quick", false, "title", "Evening"));
        assertThat(type.choices()
                        .labels(choose(number("cards", 7), text("mode", "wild")).options()))
                .isEqualTo(Map.of("cards", 7, "mode", "wild", "quick", false, "title", "Evening"));
    }

    @Test
    void shouldMakeTheLabelsThatAreWantedOptionsOfANewRoom() throws InvalidOptionsException {
        Choice choice =
                type.choices().choose(List.of(number("cards", 4), number("pin", 1)), List.of(number("cards", 9)));
        assertThat(choice.labels()).isEqualTo(Map.of("cards", 9));
        assertThat(choice.options().raws()).isEqualTo(Map.of("cards", 9, "pin", 1));
    }

    @Test
    void shouldRefuseAGameWhoseOptionIsCalledLikeASetting() {
        assertThatThrownBy(() -> new RoomTypes().build(Confusing::new))
                .hasMessage("the option playerLimit has the name of a setting of rooms");
    }

    private static final class Confusing extends Game {
        Confusing() {
            inputs(new Table("hands", 8));
            options(new Options()).integer("playerLimit", 1, 8);
        }

        @Override
        public void step(Step step) {}
    }
}
