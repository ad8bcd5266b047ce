package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.whiteboard.Whiteboard;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictTest {
    /** A game whose step is what a test says. */
    private static final class Farm extends Game {
        final Table hands = inputs(new Table("hands", 2));
        final Table sheep = table(new Table("sheep", 2));
        final Column wool = sheep.fixed("wool", 0, 10, 0.25), age = sheep.integer("age", 1, 20);
        final Column heading = sheep.angle("heading", 8);
        final Column isBlack = sheep.flag("isBlack"), mood = sheep.oneOf("mood", "calm", "wild");
        final Column name = sheep.text("name"), mother = sheep.reference("mother", sheep);
        final Table chests = table(new Table("chests", 4));
        final Table letters = table(new Table("letters", 4));
        final Table drawers = table(new Table("drawers", 4));
        final Events bells = events(new Events("bells", 1));
        final Column loud = bells.integer("loud", 0, 9);
        Consumer<Step> rules = step -> {};
        int field;

        Farm() {
            hands.flag("clap");
            chests.integer("gold", 0, 9).ownerOnly();
            letters.ownerOnly();
            drawers.integer("knives", 0, 9).ownerOnly();
            drawers.toldTo(drawers.integer("drawer", 0, 3), hands.integer("open", 0, 3));
        }

        @Override
        public void start(Step step) {
            sheep.add();
        }

        @Override
        public void step(Step step) {
            rules.accept(step);
        }
    }

    private final List<String> warnings = new ArrayList<>();
    private final Farm farm = new Farm();
    private final Simulation simulation = Simulation.strict(farm, 20, Setup.of(1), warnings::add);

    private ThrowingCallable stepping(Consumer<Step> rules) {
        farm.rules = rules;
        return simulation::step;
    }

    private void assertRefused(Consumer<Step> rules, String sentence) {
        assertThatThrownBy(stepping(rules)).hasMessage(sentence);
    }

    @Test
    void shouldRefuseToReadAndToWriteAnAbsentRow() {
        String sentence = "sheep.wool: row 1 is absent: only what was added, and not removed, can be read or written";

        assertRefused(step -> farm.wool.get(1), sentence);
        assertRefused(step -> farm.wool.raw(1), sentence);
        assertRefused(step -> farm.wool.set(1, 2), sentence);
        assertRefused(step -> farm.wool.add(1, 2), sentence);
        assertRefused(step -> farm.wool.setRaw(1, 2), sentence);
        assertRefused(step -> farm.wool.is(1), sentence);
        assertRefused(step -> farm.sheep.id(1), "row 1 of table sheep is absent: it has no id");
    }

    @Test
    void shouldRefuseAnAbsentEventAndTheInputsOfWhoIsNotThere() {
        assertRefused(
                step -> farm.loud.setRaw(0, 1),
                "bells.loud: row 0 is absent: only what was added, and not removed, can be read or written");
        assertRefused(
                step -> step.viewAgo(1),
                "hands.view-ago: row 1 is absent: only what was added, and not removed, can be read or written");
    }

    @Test
    void shouldSayWhichTableIsFullEvenIfItIsNotStrict() {
        Farm lax = new Farm();
        Simulation other = new Simulation(lax, 20, 1);
        lax.rules = step -> {
            lax.sheep.add();
            lax.wool.set(lax.sheep.add(), 3);
        };

        assertThatThrownBy(other::step)
                .hasMessage("row -1 of table sheep: add() gives -1 when there is no room, and rowOf() when the entity"
                        + " is gone");
        lax.rules = step -> {
            lax.bells.add();
            lax.loud.setRaw(lax.bells.add(), 3);
        };
        assertThatThrownBy(other::step)
                .hasMessage("row -1 of events bells: add() gives -1 when there is no room, and rowOf() when the entity"
                        + " is gone");
        lax.rules = step -> lax.sheep.remove(-1);
        assertThatThrownBy(other::step).hasMessageStartingWith("row -1 of table sheep: ");
        lax.rules = step -> lax.sheep.id(-1);
        assertThatThrownBy(other::step).hasMessageStartingWith("row -1 of table sheep: ");
        lax.rules = step -> lax.sheep.addAt(2);
        assertThatThrownBy(other::step).hasMessage("row 2 of table sheep is not free: it is taken, or not from 0 to 1");
    }

    @Test
    void shouldRefuseValuesOfAnotherKind() {
        assertRefused(step -> farm.name.set(0, 1), "sheep.name holds texts: set it with a String");
        assertRefused(step -> farm.isBlack.set(0, 1), "sheep.isBlack holds flags: set it with true or false");
        assertRefused(step -> farm.mood.set(0, 1), "sheep.mood holds one of some labels: set it with set(row, label)");
        assertRefused(step -> farm.mother.add(0, 1), "sheep.mother holds entities: set it with setRaw(row, id)");
        assertRefused(step -> farm.wool.set(0, true), "sheep.wool holds no flags: true and false do not fit");
        assertRefused(step -> farm.wool.set(0, "much"), "column wool holds no texts, and has no such label");
    }

    @Test
    void shouldRefuseARowWhereAnIdBelongs() {
        farm.sheep.add();

        assertRefused(
                step -> farm.mother.setRaw(0, 1),
                "sheep.mother is to point to 1, which is no id: store sheep.id(row), not the row");
        assertThatCode(stepping(step -> farm.mother.setRaw(0, farm.sheep.id(1))))
                .doesNotThrowAnyException();
        assertThatCode(stepping(step -> farm.mother.setRaw(0, 0))).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseToAddToAPrivateTableThatNobodyOwns() {
        assertRefused(
                step -> farm.chests.add(),
                "table chests has columns that only some may see (gold), and add() gives rows that belong to no"
                        + " player: say chests.ownedBy(column), or add with addAt(player)");
        assertThatCode(stepping(step -> farm.chests.addAt(1))).doesNotThrowAnyException();
    }

    @Test
    void shouldWarnOnceOfAValueBeyondItsRange() {
        farm.rules = step -> {
            farm.wool.set(0, 12.5);
            farm.age.setRaw(0, 0);
        };
        simulation.step();
        simulation.step();

        assertThat(warnings)
                .containsExactly(
                        "sheep.wool of row 0 was set to 12.5, beyond its range of 0.0 to 10.0, and became the nearest"
                                + " end",
                        "sheep.age of row 0 was set to raw 0, beyond its range of 1 to 20, and became the nearest end");
    }

    @Test
    void shouldNotWarnOfWhatStopsAtAnEndOrGoesRound() {
        farm.rules = step -> {
            farm.wool.add(0, 100);
            farm.wool.set(0, 10.1);
            farm.heading.set(0, 100);
        };
        simulation.step();

        assertThat(warnings).isEmpty();
        assertThat(farm.wool.get(0)).isEqualTo(10);
    }

    @Test
    void shouldNameTheColumnThatAFieldChanges() {
        assertRefused(
                step -> farm.wool.set(0, ++farm.field),
                "its step is not the same twice: sheep.wool of row 0 was 1.0, then 2.0: does a field change beside the"
                        + " tables, or is there a clock or an unordered collection?");
    }

    @Test
    void shouldNameTheEventsTheRowsAndTheTextsThatAreNotTheSameTwice() {
        String why = ": does a field change beside the tables, or is there a clock or an unordered collection?";

        assertRefused(
                step -> {
                    if (farm.field++ == 0) {
                        farm.sheep.add();
                    }
                },
                "its step is not the same twice: row 1 of sheep was there, then absent" + why);
        farm.field = 0;
        assertRefused(
                step -> farm.name.set(0, "Dolly " + ++farm.field),
                "its step is not the same twice: sheep.name of row 0 was \"Dolly 1\", then \"Dolly 2\"" + why);
        assertRefused(
                step -> farm.loud.setRaw(farm.bells.add(), ++farm.field),
                "its step is not the same twice: bells.loud of row 0 was 3, then 4" + why);
        farm.field = 0;
        assertRefused(
                step -> {
                    if (farm.field++ == 0) {
                        step.random().nextInt(6);
                    }
                },
                "its step is not the same twice: the random generator was at one number, then at another" + why);
    }

    @Test
    void shouldAlsoCallJoinedAndLeftTwice() {
        class Door extends Game {
            final Table people = table(new Table("people", 4));
            final Column place = people.integer("place", 0, 99);
            int next;

            Door() {
                inputs(new Table("hands", 4)).flag("clap");
            }

            @Override
            public void joined(Step step, int player) {
                people.addAt(player);
                place.setRaw(player, next++);
            }

            @Override
            public void step(Step step) {}
        }

        assertThatThrownBy(() -> Simulation.strict(new Door(), 20, Setup.of(1), warnings::add)
                        .join(0, "Ada"))
                .hasMessageStartingWith("its joined is not the same twice: people.place of row 0 was 0, then 1: ");
    }

    @Test
    void shouldRefuseLateDeclarationsEvenIfItIsNotStrict() {
        String column = "column late of table sheep is declared when the game has started: declare it as a field";
        assertRefused(step -> farm.sheep.flag("late"), column);
        assertRefused(step -> farm.sheep.predictAll(), "table sheep is in use: say predictAll() where it is declared");
        assertRefused(
                step -> farm.sheep.ownedBy(farm.age), "table sheep is in use: say ownedBy() where it is declared");
        assertRefused(
                step -> farm.table(new Table("late", 1)),
                "table late is declared when the game has started: declare it as a field");
        assertRefused(
                step -> farm.tunable("late", 1, 1, 1),
                "tunable late is declared when the game has started: declare it as a field");
        assertRefused(step -> farm.meter("late"), "late is declared when the game has started: declare it as a field");
        assertRefused(
                step -> farm.requests(new Requests("late", 1)),
                "requests late is declared when the game has started: declare it as a field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arena", "walkers", "whiteboard"})
    void shouldFindNothingInTheSampleGamesAndGiveTheSameWorlds(String name) {
        Supplier<Game> games = switch (name) {
            case "arena" -> Arena::new;
            case "walkers" -> Walkers::new;
            default -> Whiteboard::new;
        };
        Simulation strict = Simulation.strict(games.get(), 20, Setup.of(3), warnings::add);
        Simulation lax = new Simulation(games.get(), 20, 3);
        var inputs = strict.schema().visible().inputs().columns();
        Random random = new Random(7);
        for (int player = 0; player < 6; player++) {
            strict.join(player, "Player " + player);
            lax.join(player, "Player " + player);
        }
        for (int tick = 1; tick <= 600; tick++) {
            int player = random.nextInt(6);
            int[] raws = inputs.stream()
                    .mapToInt(type -> random.nextInt(type.rawMin(), type.rawMax() + 1))
                    .toArray();
            strict.setInput(player, raws, 0, 0);
            lax.setInput(player, raws, 0, 0);
            strict.step();
            lax.step();
        }

        assertThat(warnings).isEmpty();
        var one = new dev.tickwire.simulation.state.Snapshot(strict.schema());
        var other = new dev.tickwire.simulation.state.Snapshot(strict.schema());
        strict.capture(one);
        lax.capture(other);
        assertThat(dev.tickwire.simulation.state.Difference.first(one, other)).isNull();
    }

    @Test
    void shouldRefuseRowsOfNobodyInATableThatIsForSomeAsAWhole() {
        assertRefused(
                step -> farm.letters.add(),
                "table letters is for some players only, and add() gives rows that belong to no player:"
                        + " say letters.ownedBy(column), or add with addAt(player)");
    }

    @Test
    void shouldTakeRowsOfATableThatSaysToWhomTheyAreTold() {
        assertThatCode(stepping(step -> {
                    farm.drawers.add();
                    farm.letters.addAt(1);
                }))
                .doesNotThrowAnyException();
    }
}
