package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a brain may do with its hand, and what it may not do to the world. */
class BrainTest {
    /** A farm whose bots do what a test says. */
    private static final class Farm extends Game {
        final Table hands = inputs(new Table("hands", 3));
        final Column pull = hands.fixed("pull", -1, 1, 0.25), gear = hands.oneOf("gear", "low", "high");
        final Column age = hands.integer("age", 5, 9), ring = hands.flag("ring"), turn = hands.angle("turn", 8);
        final Table sheep = table(new Table("sheep", 3));
        final Column wool = sheep.integer("wool", 0, 9), name = sheep.text("name");
        final Commands buys = commands(new Commands("buy", 2));
        final Column who = buys.text("who", 5), count = buys.integer("count", 1, 20), now = buys.flag("now");
        final Column whom = buys.text("whom");
        final Commands sells = commands(new Commands("sell", 1));
        final Column price = sells.integer("price", 0, 9);
        Brain script = (step, player, hand) -> {};

        @Override
        public void joined(Step step, int player) {
            name.set(sheep.addAt(player), step.name(player));
        }

        @Override
        public Brain brain() {
            return (step, player, hand) -> script.play(step, player, hand);
        }

        @Override
        public void step(Step step) {
            wool.setRaw(0, step.random().nextInt(9));
            step.lock(step.tick() % 2 == 0);
        }
    }

    private Farm farm = new Farm();
    private final List<String> sent = new ArrayList<>();
    private Simulation simulation = new Simulation(farm, 20, 1);
    private @Nullable Bot bot;

    private boolean send(int kind, int[] raws, String[] texts) {
        sent.add(kind + " " + Arrays.toString(raws) + " " + Arrays.toString(texts));
        return sent.size() < 3;
    }

    private int[] play(Brain brain) {
        farm.script = brain;
        if (bot == null) {
            bot = Objects.requireNonNull(simulation.bot(0, 7, this::send));
            simulation.join(0, bot.name());
        }
        return bot.play();
    }

    private void assertRefused(Brain brain, String sentence) {
        assertThatThrownBy(() -> play(brain)).hasMessage(sentence);
    }

    private int hash() {
        Snapshot all = new Snapshot(simulation.schema());
        simulation.capture(all);
        return new StateHash(simulation.schema()).ofAll(all);
    }

    @Test
    void shouldRefuseWhatWouldChangeTheWorldAndLetTheRulesDoItAfterwards() {
        String asks = "refusal(...) and brains lock, remove and close nothing";
        assertRefused(
                (step, player, hand) -> step.random().nextInt(),
                "look(...) and brains must change nothing, the random generator included");
        assertRefused((step, player, hand) -> step.lock(true), asks);
        assertRefused((step, player, hand) -> step.remove(0, "go"), asks);
        assertRefused((step, player, hand) -> step.close("over"), asks);
        assertRefused(
                (step, player, hand) -> hand.set(farm.wool, 3),
                "column wool of sheep is no input and no command: a brain changes nothing else");
        assertThat(simulation.effects().pollRemoval()).isNull();

        simulation.step();
        simulation.step();

        assertThat(simulation.room().isLocked()).isTrue();
    }

    @Test
    void shouldRefuseValuesThatTheirColumnsCannotHold() {
        assertRefused(
                (step, player, hand) -> hand.set(farm.pull, Double.NaN),
                "column pull cannot hold what is not a number");
        assertRefused((step, player, hand) -> hand.set(farm.who, 3), "column who holds texts: set it with a String");
        assertRefused((step, player, hand) -> hand.set(farm.ring, "yes"), "column ring holds no texts");
        assertRefused((step, player, hand) -> hand.send(new Commands("beg", 1)), "commands beg are not of this game");
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldSendNothingOnceItsBrainHasPlayed() {
        List<Hand> kept = new ArrayList<>();
        play((step, player, hand) -> kept.add(hand));

        assertThatThrownBy(() -> kept.get(0).send(farm.sells))
                .hasMessage("a hand sends sell only while its brain plays");
        assertRefused(
                (step, player, hand) -> {
                    throw new IllegalStateException("tired");
                },
                "tired");
        assertThatThrownBy(() -> kept.get(0).send(farm.sells)).isInstanceOf(IllegalStateException.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldFindABrainThatChangesTheWorldInAStrictSimulationAndUndoIt() {
        farm = new Farm();
        simulation = Simulation.strict(farm, 20, Setup.of(1), warning -> {});
        play((step, player, hand) -> {});
        int before = hash();

        assertRefused(
                (step, player, hand) -> farm.wool.setRaw(player, 4),
                "its brain changed the world: sheep.wool of row 0 was 0, then 4:"
                        + " a brain looks, and says with its hand what its player does");
        assertThat(hash()).isEqualTo(before);
        assertRefused(
                (step, player, hand) -> farm.wool.raw(2),
                "sheep.wool: row 2 is absent: only what was added, and not removed, can be read or written");
        assertThat(hash()).isEqualTo(before);
        assertThat(play((step, player, hand) -> hand.set(farm.age, 8))).contains(8);
    }

    @Test
    void shouldMakeInputsLegalAndHoldThemUntilTheyAreSetAgain() {
        assertThat(play((step, player, hand) -> {})).as("at rest").containsExactly(4, 0, 5, 0, 0);

        int[] raws = play((step, player, hand) -> hand.set(farm.pull, 0.6)
                .setRaw(farm.gear, 7)
                .set(farm.age, 1000)
                .set(farm.ring, true)
                .set(farm.turn, -Math.PI / 2));
        assertThat(raws).containsExactly(6, 1, 9, 1, 192);

        assertThat(play((step, player, hand) -> hand.set(farm.ring, false))).containsExactly(6, 1, 9, 0, 192);
        assertThat(play((step, player, hand) -> hand.rest().set(farm.age, -3))).containsExactly(4, 0, 5, 0, 0);
        play((step, player, hand) -> hand.set(farm.age, 8));
        Objects.requireNonNull(bot).rest();
        assertThat(play((step, player, hand) -> {})).as("let go of").containsExactly(4, 0, 5, 0, 0);
    }

    @Test
    void shouldSendCommandsWithWhatWasSetSinceTheLastOne() {
        List<Boolean> fit = new ArrayList<>();
        play((step, player, hand) -> {
            fit.add(hand.set(farm.count, 30).set(farm.whom, "Bo").send(farm.buys));
            fit.add(hand.set(farm.price, 4)
                    .set(farm.who, "Ada")
                    .set(farm.now, true)
                    .send(farm.buys));
            fit.add(hand.send(farm.sells));
        });

        assertThat(sent).containsExactly("0 [20, 0] [, Bo]", "0 [1, 1] [Ada, ]", "1 [4] []");
        assertThat(fit).containsExactly(true, true, false);
    }

    @Test
    void shouldLookAtTheWorldAfterTheLastStepWithRandomNumbersOfItsOwn() {
        List<Integer> drawn = new ArrayList<>();
        Brain draws = (step, player, hand) -> {
            assertThat(step.tick()).isEqualTo(simulation.tick());
            assertThat(step.name(player)).isEqualTo("Bot 1");
            assertThat(step.isPrediction()).isFalse();
            drawn.add(hand.random().nextInt());
        };
        play(draws);
        int before = hash();
        play(draws);
        assertThat(hash()).isEqualTo(before);

        Objects.requireNonNull(simulation.bot(0, 7, this::send)).play();
        Objects.requireNonNull(simulation.bot(0, 8, this::send)).play();
        assertThat(drawn.get(2)).as("the same seed").isEqualTo(drawn.get(0));
        assertThat(drawn.get(3)).as("another seed").isNotEqualTo(drawn.get(0));
        simulation.look(0, new Eye());
    }

    @Test
    void shouldHaveNoBotsOfAGameThatMakesNoBrain() {
        Game silent = new Game() {
            {
                inputs(new Table("hands", 1));
            }

            @Override
            public void step(Step step) {}
        };

        assertThat(new Simulation(silent, 20, 1).bot(0, 1, this::send)).isNull();
    }
}
