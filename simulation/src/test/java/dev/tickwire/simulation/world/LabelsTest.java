package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tickwire.simulation.state.ColumnType;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LabelsTest {
    /** A game that declares what a test says, in a table for one row, and does what it says in a step. */
    private static final class Shop extends Game {
        final Table hands = inputs(new Table("hands", 2));
        final Options options = options(new Options());
        final Table sign;
        Consumer<Step> onStep = step -> {};

        Shop(Consumer<Table> columns) {
            this(new Table("sign", 1), columns);
        }

        Shop(Table sign, Consumer<Table> columns) {
            this.sign = table(sign);
            hands.flag("buy");
            options.integer("floor", 0, 9).label();
            options.integer("rent", 0, 9);
            columns.accept(sign);
        }

        @Override
        public void step(Step step) {
            onStep.accept(step);
        }
    }

    private static void assertRefused(String sentence, Shop shop) {
        new Simulation(shop, 20, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Labels(shop)).withMessage(sentence);
    }

    @Test
    void shouldRefuseALabelInATableForMoreThanOneRow() {
        Table wares = new Table("wares", 2);
        assertThatIllegalStateException()
                .isThrownBy(() -> wares.flag("sold").label())
                .withMessage("column sold of table wares: label() is for options, and for tables for one row");
        assertThatIllegalStateException()
                .isThrownBy(() -> new Events("sales", 1).flag("big").label())
                .withMessage("column big of events sales: label() is for options, and for tables for one row");
    }

    @Test
    void shouldRefuseALabelThatIsDeclaredWhenTheGameHasStarted() {
        Shop shop = new Shop(table -> table.flag("open"));
        new Simulation(shop, 20, 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> shop.sign.columns().get(0).label())
                .withMessage("table sign is in use: say label() where it is declared");
    }

    @Test
    void shouldRefuseLabelsThatListsCannotShow() {
        assertRefused(
                "label owner of table sign may not be a reference",
                new Shop(table -> table.reference("owner", table).label()));
        String mustBeForAll = " is shown to all who look for rooms: it must be for everybody";
        assertRefused(
                "label open of table sign" + mustBeForAll,
                new Shop(table -> table.flag("open").label().hidden()));
        Table hidden = new Table("sign", 1);
        hidden.hidden();
        assertRefused(
                "label open of table sign" + mustBeForAll,
                new Shop(hidden, table -> table.flag("open").label()));
        assertRefused(
                "label name of table sign holds texts of up to 201 characters: a label has at most 200",
                new Shop(table -> table.text("name", 201).label()));
        assertRefused("the rules declare 41 labels: declare at most 40", new Shop(table -> {
            for (int i = 0; i <= Labels.MOST; i++) {
                table.flag("f" + i).label();
            }
        }));
    }

    @Test
    void shouldRefuseANameThatIsTaken() {
        String sentence = "the game has two labels or options rent: give one another name";
        assertRefused(sentence, new Shop(table -> table.flag("rent").label()));
    }

    @Test
    void shouldKnowLabelsInTheOrderOfTheirDeclarationWithoutOptions() {
        Shop shop = new Shop(table -> {
            table.oneOf("day", "weekday", "weekend").label();
            table.integer("visits", 0, 9);
            table.text("name").label();
        });
        assertThat(new Labels(shop).types()).extracting(ColumnType::name).containsExactly("day", "name");
    }

    @Test
    void shouldSayOnceWhatTheRulesHaveChanged() {
        Shop shop = new Shop(table -> {
            table.oneOf("day", "weekday", "weekend").label();
            table.text("name").label();
            table.fixed("discount", 0, 1, 0.25).label();
            table.flag("open").label();
        });
        Simulation simulation = new Simulation(shop, 20, 1);
        Labels labels = new Labels(shop);
        assertThat(labels.takeChanges()).as("there is no row").isFalse();
        assertThat(labels.value(0)).isNull();
        assertThat(labels.value(3)).isNull();

        shop.onStep = step -> shop.sign.add();
        simulation.step();
        assertThat(labels.takeChanges()).isTrue();
        assertThat(values(labels)).containsExactly("weekday", "", 0.0, false);
        assertThat(labels.takeChanges()).isFalse();

        shop.onStep = step -> {
            shop.sign.columns().get(0).set(0, "weekend");
            shop.sign.columns().get(1).set(0, "Corner");
            shop.sign.columns().get(2).set(0, 0.3);
        };
        simulation.step();
        assertThat(values(labels)).as("not taken yet").containsExactly("weekday", "", 0.0, false);
        assertThat(labels.takeChanges()).isTrue();
        assertThat(values(labels)).containsExactly("weekend", "Corner", 0.25, false);
        simulation.step();
        assertThat(labels.takeChanges()).isFalse();

        shop.onStep = step -> shop.sign.remove(0);
        simulation.step();
        assertThat(labels.takeChanges()).isTrue();
        assertThat(values(labels)).containsExactly(null, null, null, null);
    }

    @Test
    void shouldSeeATextThatHasGotTheKeyOfAnother() {
        Shop shop = new Shop(table -> table.text("name").label());
        Simulation simulation = new Simulation(shop, 20, 1);
        Labels labels = new Labels(shop);
        shop.onStep = step -> {
            if (shop.sign.isPresent(0)) {
                shop.sign.remove(0);
            } else {
                shop.sign.columns().get(0).set(shop.sign.add(), "name " + step.tick() / 400);
            }
        };
        // Texts that no cell has are let go after some ticks, and the next one gets their key.
        for (int tick = 1; tick <= 4_000; tick++) {
            simulation.step();
            if (tick % 400 == 1) {
                assertThat(labels.takeChanges()).isTrue();
                assertThat(labels.value(0)).isEqualTo("name " + tick / 400);
            }
        }
    }

    private static Object[] values(Labels labels) {
        return labels.types().stream()
                .map(type -> labels.value(labels.types().indexOf(type)))
                .toArray();
    }
}
