package dev.tickwire.simulation.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.world.Brain;
import dev.tickwire.simulation.world.Cells;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Commands;
import dev.tickwire.simulation.world.Events;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Meter;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import dev.tickwire.simulation.world.Tunable;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MatchTest {
    private static int shared;

    /** Carts on rails; a step of each kind of mistake, if it is asked for. */
    private static class Rails extends Game {
        final Table hands = inputs(new Table("hands", 4));
        final Column push = hands.integer("push", -1, 1), brake = hands.flag("brake");
        final Column gear = hands.oneOf("gear", "low", "high");
        final Table carts = table(new Table("carts", 4));
        final Column x = carts.fixed("x", 0, 1000, 0.5), name = carts.text("name");
        final Column mood = carts.oneOf("mood", "calm", "wild"), isLate = carts.flag("isLate");
        final Column speed = carts.fixed("speed", -100, 100, 0.5).hidden();
        final Cells seats = carts.cells("seats", 3, -1, 9).ownerOnly();
        final Events bells = events(new Events("bells", 2));
        final Column by = bells.text("by");
        final Commands loads = commands(new Commands("load", 1).answers("loaded", "full"));
        final Column what = loads.text("what", 10);
        final Tunable power = tunable("power", 2, 1, 9);
        final Meter pushes = meter("pushes");

        Rails() {
            carts.reference("front", carts);
            carts.predictOwn();
        }

        @Override
        public void joined(Step step, int player) {
            carts.addAt(player);
            x.set(player, 300);
            name.set(player, step.name(player));
        }

        @Override
        public void left(Step step, int player) {
            carts.remove(player);
        }

        @Override
        public void step(Step step) {
            for (int cart = carts.first(); cart >= 0; cart = carts.next(cart)) {
                x.add(cart, power.get() * push.get(cart));
                pushes.add(Math.abs(push.raw(cart)));
                mood.setRaw(cart, gear.raw(cart));
                seats.set(cart, step.tick() % 3, push.raw(cart));
                isLate.set(cart, brake.is(cart));
                if (brake.is(cart)) {
                    by.setRaw(bells.add(), name.raw(cart));
                }
            }
            for (int load = loads.first(); load >= 0; load = loads.next(load)) {
                name.set(loads.player(load), what.text(load));
                loads.answer(load, step.tick() == 1 ? "loaded" : "full");
            }
        }
    }

    private final Match match = Match.of(Rails::new).players(2);

    @Test
    void shouldGiveCellsByTheirNumbersAndSayWhereThereAreNone() {
        match.input(0).set("push", 1);
        match.run(1);
        MatchRow cart = match.table("carts").row(0);
        assertThat(cart.get("seats", 1)).isEqualTo(1);
        assertThat(cart.get("seats", 2)).isZero();
        assertThat(cart.toString()).contains("seats: 0.0 1.0 0.0, front: none");
        assertThatThrownBy(() -> cart.get("seats", 3)).hasMessage("carts.seats is a column of cells from 0 to 2");
        assertThatThrownBy(() -> cart.get("seats", -1)).hasMessage("carts.seats is a column of cells from 0 to 2");
        assertThatThrownBy(() -> cart.get("x", 0)).hasMessage("carts.x is no column of cells");
        assertThatThrownBy(() -> cart.get("seats"))
                .hasMessage("carts.seats is a column of cells: ask get(column, cell)");
        assertThatThrownBy(() -> cart.raw("seats"))
                .hasMessage("carts.seats is a column of cells: ask get(column, cell)");
        match.run(5);
        match.assertDeterministic();
        match.assertPredicts(100);
    }

    @Test
    void shouldSayWhatThereIsWhenANameIsWrong() {
        assertThatThrownBy(() -> match.table("cars")).hasMessage("there is no table cars, but carts");
        assertThatThrownBy(() -> match.events("horns")).hasMessage("there are no events horns, but bells");
        assertThatThrownBy(() -> match.send(0, "unload")).hasMessage("there are no commands unload, but load");
        assertThatThrownBy(() -> match.table("carts").row(3))
                .hasMessage("table carts has no row 3 at tick 0; it has 2 rows");
        assertThatThrownBy(() -> match.table("carts").row(0).get("y"))
                .hasMessage("carts has no column y, but x, name, mood, isLate, speed, seats, front");
        assertThatThrownBy(() -> match.table("carts").row(0).get("mood"))
                .hasMessage("carts.mood is one of some labels: ask label");
        assertThatThrownBy(() -> match.table("carts").row(0).text("x")).hasMessage("carts.x is of another kind: FIXED");
        assertThatThrownBy(() -> match.input(0).set("pull", 1))
                .hasMessage("there is no pull in the input of player 0, but push, brake, gear");
        assertThatThrownBy(() -> match.input(0).set("push", 2))
                .hasMessage("push in the input of player 0 does not take 2.0");
        assertThatThrownBy(() -> match.input(0).set("brake", 1))
                .hasMessage("brake in the input of player 0 is FLAG, and takes no number");
        assertThatThrownBy(() -> match.input(0).set("gear", "first"))
                .hasMessage("gear in the input of player 0 does not take first, but [low, high]");
        assertThatThrownBy(() -> match.input(2)).hasMessage("player 2 is not there at tick 0");
        assertThatThrownBy(() -> match.seed(2))
                .hasMessage("say seed before the match begins: before it is run or looked at");
        assertThatThrownBy(() -> match.send(0, "load").answer())
                .hasMessage("command load of player 0 is not answered yet: run a tick");
    }

    @Test
    void shouldGiveInputsTunablesAndCommandsToTheGameAndShowWhatItDoes() {
        match.input(0).set("push", 1).set("brake", true).set("gear", "high");
        MatchCommand first = match.send(1, "load").set("what", "coal");
        MatchCommand second = match.send(1, "load").set("what", "iron");
        match.run(1);
        assertThat(second.isAnswered()).isFalse();
        match.tunables(Map.of("power", 5.0)).run(2);
        match.leave(0);
        int carol = match.join("Carol");

        assertThat(first.answer()).isEqualTo("loaded");
        assertThat(first.isDone()).isTrue();
        assertThat(second.answer()).isEqualTo("full");
        assertThat(match.events("bells"))
                .hasSize(2)
                .allMatch(bell -> bell.text("by").equals("Player 0"));
        assertThat(carol).isZero();
        MatchRow cart = match.table("carts").row(carol);
        assertThat(cart.text("name")).isEqualTo("Carol");
        match.run(1);
        assertThat(cart.get("x")).isEqualTo(300);
        assertThat(cart.label("mood")).isEqualTo("calm");
        assertThat(cart.is("isLate")).isFalse();
        assertThat(cart.rowOf("front")).isEqualTo(-1);
        assertThat(match.table("carts")).extracting(MatchRow::row).containsExactly(0, 1);
        assertThat(match.table("carts").row(1).text("name")).isEqualTo("iron");
        match.assertDeterministic();
    }

    @Test
    void shouldHoldAnInputUntilItIsSetAgain() {
        match.input(1).set("push", 1);
        match.run(3);
        match.input(1).rest();
        match.run(3);

        assertThat(match.table("carts").row(1).get("x")).isEqualTo(306);
        match.assertDeterministic().assertPredicts(100);
    }

    @Test
    void shouldNameWhatDependsOnAnInstanceOnlyAfterACheckpoint() {
        Supplier<Game> games = () -> new Rails() {
            private int started;

            @Override
            public void start(Step step) {
                started = 0;
            }

            @Override
            public void joined(Step step, int player) {
                super.joined(step, player);
                started = 7;
            }

            @Override
            public void step(Step step) {
                x.set(0, started);
            }
        };

        assertThatThrownBy(() -> Match.of(games).players(1).run(10).assertDeterministic())
                .isInstanceOf(AssertionError.class)
                .hasMessage("at tick 6, carts.x of row 0 is 7.0, but 0.0 in a run that goes on from a checkpoint of"
                        + " tick 5: do the rules read anything but tables, inputs and the step?");
    }

    @Test
    void shouldNameWhatDependsOnAStaticField() {
        Supplier<Game> games = () -> new Rails() {
            private final int number = shared++;

            @Override
            public void step(Step step) {
                x.set(0, number);
            }
        };
        shared = 0;

        assertThatThrownBy(() -> Match.of(games).players(1).run(10).assertDeterministic())
                .hasMessageStartingWith("at tick 1, carts.x of row 0 is 1.0, but 2.0 in a second run: ");
    }

    @Test
    void shouldNameWhatAClientPredictsWrong() {
        Supplier<Game> games = () -> new Rails() {
            @Override
            public void step(Step step) {
                super.step(step);
                for (int cart = carts.first(); cart >= 0; cart = carts.next(cart)) {
                    speed.add(cart, 0.5);
                    x.add(cart, speed.get(cart));
                }
            }
        };

        assertThatThrownBy(() -> Match.of(games).players(1).run(10).assertPredicts(100))
                .isInstanceOf(AssertionError.class)
                .hasMessage("carts.x of row 0 was predicted as 101.0 for tick 2 by player 0, from the snapshot of tick"
                        + " 1, and is 101.5 on the server: 0.5 off; do the rules read what a client does not know:"
                        + " hidden columns, what others do, step.random()?");
    }

    @Test
    void shouldSayWhenThereIsNothingToPredict() {
        assertThatThrownBy(() -> match.run(2).assertPredicts(100))
                .hasMessage("run the match for more than 3 ticks first: it predicts as many, and was run for 2");
    }

    @Test
    void shouldPredictTheShipsOfArena() {
        Match arena = Match.of(Arena::new).players(1).seed(3);
        arena.input(0).set("turn", 1).set("thrust", true);
        arena.run(40);

        assertThat(arena.warnings()).isEmpty();
        arena.assertDeterministic().assertPredicts(150);
    }

    @Test
    void shouldHaveBotsPlayAndKeepWhatTheyDoInTheScript() {
        Supplier<Game> games = () -> new Rails() {
            @Override
            public Brain brain() {
                return (step, player, hand) -> {
                    hand.set(push, step.tick() < 5 ? 1 : 0);
                    if (step.tick() == 2) {
                        hand.set(what, "wood").send(loads);
                    }
                };
            }
        };
        Match withBots = Match.of(games).players(1);
        withBots.bots(2).run(10);
        withBots.leave(2);
        withBots.run(1);

        assertThat(withBots.table("carts")).hasSize(2);
        assertThat(withBots.table("carts").row(0).get("x")).isEqualTo(300);
        assertThat(withBots.table("carts").row(1).get("x")).isEqualTo(310);
        assertThat(withBots.table("carts").row(1).text("name")).isEqualTo("wood");
        withBots.assertDeterministic();
    }

    @Test
    void shouldSayWhenTheGameHasNoBotsOrNoRoomForThem() {
        assertThatThrownBy(() -> match.bots(1)).hasMessage("the game has no bots: override brain()");
        assertThatThrownBy(() -> Match.of(Arena::new).bots(257))
                .hasMessage("the game takes 256 players, and they are all there");
    }

    @Test
    void shouldReadMetersWhichCountWhatHappensOnceThoughStepsAreRunTwice() {
        match.input(0).set("push", 1);
        match.run(9);

        assertThat(match.meter("pushes")).isEqualTo(9);
        assertThatThrownBy(() -> match.meter("pulls")).hasMessage("there is no meter pulls, but pushes");
        match.assertDeterministic().assertPredicts(100);
        assertThat(match.meter("pushes")).isEqualTo(9);
    }
}
