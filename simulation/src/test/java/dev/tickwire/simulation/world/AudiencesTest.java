package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tickwire.simulation.interest.Ownership;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who is told of whole tables and events, as a game declares it. */
class AudiencesTest {
    private static final int PLAYERS = 4;
    private static final int THINGS = 1;

    /** A game in which some chests are open. */
    private static final class Cellar extends Game {
        final Table keys = inputs(new Table("keys", PLAYERS));
        final Column wanted = keys.integer("wanted", -3, 3);
        final Table people = table(new Table("people", PLAYERS));
        final Column open = people.integer("open", -1, 1 << 30);
        final Column hat = people.flag("hat");
        final Table things = table(new Table("things", 200));
        final Column chest = things.integer("chest", -(1 << 30), 1 << 30);
        final Column weight = things.fixed("weight", 0, 9, 1);
        final Events news = events(new Events("news", 4));
        final Column to = news.integer("to", 0, PLAYERS);

        Cellar(Consumer<Cellar> declaration) {
            declaration.accept(this);
        }

        @Override
        public void step(Step step) {}
    }

    @Test
    void shouldRefuseDeclarationsThatMakeNoSense() {
        assertRefused(
                game -> game.things.toldTo(game.weight, game.open),
                "column weight is no integer: it cannot say who is told of a row");
        assertRefused(
                game -> game.things.toldTo(game.chest, game.hat),
                "column hat is no integer: it cannot say who is told of a row");
        assertRefused(game -> game.things.toldTo(game.open, game.open), "column open is not in table things");
        assertRefused(
                game -> game.things.toldTo(game.chest, game.to),
                "column to is of no table with a row per player, at the player's number: it cannot say who is told");
        assertRefused(
                game -> game.things.toldTo(game.chest, game.chest),
                "table things has toldTo(...) with column chest, whose table must be of the game, with a row"
                        + " per player");
        assertRefused(
                game -> game.things.toldTo(game.chest, new Table("strangers", PLAYERS).integer("open", 0, 9)),
                "table things has toldTo(...) with column open, whose table must be of the game, with a row"
                        + " per player");
        assertRefused(
                game -> {
                    game.things.toldTo(game.chest, game.open);
                    game.things.ownedBy(game.chest);
                },
                "table things has toldTo(...): it can have neither ownedBy(...) nor predictOwn()");
        assertRefused(
                game -> {
                    game.things.hidden();
                    game.things.predictAll();
                },
                "table things is hidden(): clients cannot predict it");
        assertRefused(
                game -> game.news.ownerOnly(), "events news are for their owners: say with ownedBy(...) who that is");
        assertRefused(game -> game.keys.ownerOnly(), "the inputs may not be for owners or teams");
    }

    @Test
    void shouldRefuseTwoAudiencesAndLateOnes() {
        Cellar game = new Cellar(cellar -> cellar.things.hidden());
        assertThatIllegalStateException()
                .isThrownBy(game.things::ownerOnly)
                .withMessage("table things is for fewer already: it cannot be ownerOnly(), too");
        new Simulation(game, 20, 1);
        assertThatIllegalStateException()
                .isThrownBy(game.people::hidden)
                .withMessage("table people is in use: say hidden() where it is declared");
    }

    @Test
    void shouldTellThingsToThoseWhoHaveTheirChestOpenWhateverChanges() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            boolean isByInputs = seed % 2 == 1;
            Cellar game =
                    new Cellar(cellar -> cellar.things.toldTo(cellar.chest, isByInputs ? cellar.wanted : cellar.open));
            Simulation simulation = new Simulation(game, 20, seed);
            Ownership ownership = simulation.ownership();
            List<Snapshot> snapshots = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                snapshots.add(new Snapshot(simulation.schema()));
            }
            for (int step = 0; step < 200; step++) {
                change(game, simulation, random);
                Snapshot now = snapshots.get(random.nextInt(3));
                simulation.capture(now);
                if (random.nextInt(3) > 0) {
                    ownership.look(now);
                    for (int player = 0; player < PLAYERS; player++) {
                        View view = new View(simulation.schema());
                        if (game.keys.isPresent(player)) {
                            ownership.addOwn(player, view);
                        }
                        assertThat(rowsOf(view, game))
                                .as("seed %d, step %d, player %d", seed, step, player)
                                .isEqualTo(expected(game, player, isByInputs));
                    }
                }
            }
        }
    }

    private static void change(Cellar game, Simulation simulation, Random random) {
        int player = random.nextInt(PLAYERS);
        if (!game.keys.isPresent(player)) {
            simulation.join(player, "somebody");
        } else if (random.nextInt(10) == 0) {
            simulation.leave(player);
        } else {
            simulation.setInput(player, new int[] {random.nextInt(7) - 3}, 0, 0);
        }
        if (!game.people.isPresent(player)) {
            game.people.addAt(player);
        } else if (random.nextInt(10) == 0) {
            game.people.remove(player);
        } else {
            game.open.setRaw(player, random.nextInt(4) - 1);
        }
        for (int i = random.nextInt(20); i > 0; i--) {
            int thing = random.nextInt(game.things.capacity());
            if (!game.things.isPresent(thing)) {
                game.things.addAt(thing);
            } else if (random.nextInt(4) == 0) {
                game.things.remove(thing);
            }
            if (game.things.isPresent(thing)) {
                boolean isStrange = random.nextInt(5) == 0;
                game.chest.setRaw(thing, isStrange ? random.nextInt() : random.nextInt(7) - 3);
            }
        }
    }

    private static Set<Integer> rowsOf(View view, Cellar game) {
        TreeSet<Integer> rows = new TreeSet<>();
        for (int row = 0; row < game.things.capacity(); row++) {
            if (view.sees(THINGS, row)) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static Set<Integer> expected(Cellar game, int player, boolean isByInputs) {
        TreeSet<Integer> rows = new TreeSet<>();
        Table players = isByInputs ? game.keys : game.people;
        Column key = isByInputs ? game.wanted : game.open;
        for (int row = game.things.first(); row >= 0; row = game.things.next(row)) {
            boolean isTold =
                    game.keys.isPresent(player) && players.isPresent(player) && key.raw(player) == game.chest.raw(row);
            if (isTold) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static void assertRefused(Consumer<Cellar> declaration, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Simulation(new Cellar(declaration), 20, 1))
                .withMessage(sentence);
    }
}
