package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetersTest {
    /** A game that counts whatever it is given. */
    private static final class Shop extends Game {
        final Table hands = inputs(new Table("hands", 2));
        final Table shelves = table(new Table("shelves", 2));
        final List<Meter> declared = new ArrayList<>();

        Shop(String... names) {
            hands.flag("buy");
            shelves.integer("stock", 0, 9);
            for (String name : names) {
                declared.add(meter(name));
            }
        }

        @Override
        public void start(Step step) {
            declared.forEach(Meter::add);
        }

        @Override
        public void step(Step step) {
            declared.forEach(Meter::add);
        }
    }

    @Test
    void shouldRefuseANameThatIsNone() {
        Shop shop = new Shop("sold apples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Meters(shop))
                .withMessage("the name of a meter must be a letter and then up to 39 letters, digits, _ or -, "
                        + "not \"sold apples\"");
    }

    @Test
    void shouldRefuseANameThatIsTaken() {
        Shop shop = new Shop("sold", "bought", "sold");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Meters(shop))
                .withMessage("the game declares two meters sold: give one another name");
    }

    @Test
    void shouldRefuseMoreThan32() {
        String[] names = new String[33];
        for (int i = 0; i < names.length; i++) {
            names[i] = "m" + i;
        }
        Shop shop = new Shop(names);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Meters(shop))
                .withMessage("the game declares 33 meters: declare at most 32");
    }

    @Test
    void shouldRefuseToCountDown() {
        Meter sold = new Shop("sold").declared.get(0);
        sold.add(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sold.add(-1))
                .withMessage("meter sold only counts up: add 0 or more");
    }

    @Test
    void shouldCountEachByItselfInTheOrderOfTheirDeclarationBeyondAnInt() {
        Shop shop = new Shop("sold", "bought");
        Simulation simulation = new Simulation(shop, 20, 1);
        Meters meters = new Meters(shop);
        shop.declared.get(1).describe("what came in").add(Integer.MAX_VALUE);
        shop.declared.get(1).add(Integer.MAX_VALUE);
        simulation.step();

        assertThat(meters.all()).extracting(Meter::name).containsExactly("sold", "bought");
        assertThat(meters.all()).extracting(Meter::text).containsExactly("", "what came in");
        assertThat(meters.count(0)).isEqualTo(1);
        assertThat(meters.count(1)).isEqualTo(2L * Integer.MAX_VALUE + 1);
    }

    @Test
    void shouldNotCountWhatIsDoneToSetTheWorldUp() {
        Shop shop = new Shop("sold");
        new Simulation(shop, 20, 1).step();
        assertThat(new Meters(shop).count(0)).isZero();
    }

    @Test
    void shouldBeNoPartOfTheState() {
        assertThat(hashAfterAStepOf(new Shop("sold"))).isEqualTo(hashAfterAStepOf(new Shop()));
    }

    private static int hashAfterAStepOf(Shop shop) {
        Simulation simulation = new Simulation(shop, 20, 1);
        simulation.step();
        Snapshot snapshot = new Snapshot(simulation.schema());
        simulation.capture(snapshot);
        return new StateHash(simulation.schema()).ofAll(snapshot);
    }
}
