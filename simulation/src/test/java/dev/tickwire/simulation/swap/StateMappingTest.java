package dev.tickwire.simulation.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Commands;
import dev.tickwire.simulation.world.Events;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Outcome;
import dev.tickwire.simulation.world.Requests;
import dev.tickwire.simulation.world.Setup;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import org.junit.jupiter.api.Test;

class StateMappingTest {
    private final Boats before = new Boats();
    private final Simulation running = new Simulation(before, 20, Setup.of(7));

    /** The version before. */
    private static final class Boats extends Version {
        final Table boats = players(new Table("boats", 4));
        final Column x = boats.fixed("x", 0, 100, 0.25);
        final Column hp = boats.integer("hp", 0, 100);
        final Column title = boats.text("title", 20);
        final Column secret = boats.text("secret", 20).hidden();
        final Column mood = boats.oneOf("mood", "calm", "angry", "lost");
        final Table crates = table(new Table("crates", 8));
        final Column owner = crates.reference("owner", boats);

        {
            boats.rewindable();
            Table inputs = inputs(new Table("inputs", 4));
            inputs.integer("turn", -100, 100);
            inputs.flag("fire");
            events(new Events("splash", 4)).integer("loud", 0, 9);
            commands(new Commands("buy", 3)).text("what", 10);
            Requests score = requests(new Requests("score", 2));
            score.integer("points", 0, 99);
            score.answer.integer("won", 0, 99);
        }
    }

    private abstract static class Later extends Version {
        {
            inputs(new Table("inputs", 4));
        }
    }

    private StateMapping.Mapped map(Game to, Simulation fresh) throws UnmappableException {
        return Version.mapping(running, to, fresh).map(running.save(null));
    }

    private void refuses(Version to, String... sentences) {
        Simulation fresh = to.simulation();
        int hash = hash(running);
        assertThatThrownBy(() -> map(to, fresh))
                .isInstanceOf(UnmappableException.class)
                .hasMessage(String.join("; ", sentences));
        assertThat(hash(running)).isEqualTo(hash);
    }

    private static int hash(Simulation simulation) {
        return new StateHash(simulation.schema()).ofAll(simulation.save(null).now());
    }

    private void sail() {
        running.setMostViewAgo(32);
        running.join(0, "Ann");
        running.join(2, "Bob");
        before.does(step -> {
            before.x.set(0, 12.5);
            before.x.set(2, 90);
            before.hp.set(0, 50);
            before.hp.set(2, 100);
            before.title.set(0, "Queen of the sea");
            before.secret.set(2, "under the palm");
            before.mood.set(2, "lost");
            if (before.crates.count() < 3) {
                int crate = before.crates.add();
                before.owner.setRaw(crate, before.boats.id(2));
            }
        });
        for (int tick = 0; tick < 5; tick++) {
            running.step();
        }
        before.crates.remove(1);
    }

    @Test
    void shouldRefuseAColumnThatIsOfAnotherKind() {
        sail();
        refuses(
                new Later() {
                    {
                        Table boats = players(new Table("boats", 4));
                        boats.text("hp");
                        boats.angle("x", 8);
                    }
                },
                "table boats: column hp was of the kind INTEGER and is of the kind TEXT: give it another name",
                "table boats: column x was of the kind FIXED and is of the kind ANGLE: give it another name");
    }

    @Test
    void shouldRefuseAReferenceToAnotherTable() {
        refuses(
                new Later() {
                    {
                        players(new Table("boats", 4));
                        Table crates = table(new Table("crates", 8));
                        crates.reference("owner", crates);
                    }
                },
                "table crates: column owner referred to table boats and refers to table crates: give it another name");
    }

    @Test
    void shouldRefuseTwoThatWereOne() {
        refuses(
                new Later() {
                    {
                        Table boats = table(new Table("boats", 4));
                        boats.integer("hp", 0, 9);
                        boats.integer("hull", 0, 9).was("hp");
                        Table ships = table(new Table("ships", 4));
                        ships.was("boats");
                    }
                },
                "table boats: two columns would go on with what column hp was, hull is one of them",
                "two tables would go on with what table boats was, ships is one of them");
    }

    @Test
    void shouldRefuseRowsThatDoNotFit() {
        sail();
        refuses(
                new Version() {
                    {
                        inputs(new Table("inputs", 2));
                        table(new Table("crates", 2));
                    }
                },
                "table crates has a row 2 now, and room for 2 rows in the new version: give it more",
                "the inputs has a row 2 now, and room for 2 rows in the new version: give it more");
    }

    @Test
    void shouldTakeFewerRowsWhereThoseThereFit() throws UnmappableException {
        sail();
        Version to = new Version() {
            {
                inputs(new Table("inputs", 3));
                table(new Table("crates", 3));
            }
        };
        Simulation fresh = to.simulation();
        fresh.restore(map(to, fresh).world());
        assertThat(fresh.save(null).now().table(0).count()).isEqualTo(2);
    }

    @Test
    void shouldGoOnWithWhatIsTheSame() throws UnmappableException {
        sail();
        Boats same = new Boats();
        Simulation fresh = same.simulation();
        StateMapping.Mapped mapped = map(same, fresh);
        fresh.restore(mapped.world());
        assertThat(hash(fresh)).isEqualTo(hash(running));
        assertThat(mapped.losses()).isEqualTo(Losses.NONE);
        assertThat(Version.mapping(running, same, fresh).changes()).isEmpty();
        assertThat(mapped.world().past())
                .hasSize(running.save(null).past().size())
                .isNotEmpty();
        assertThat(mapped.world().past().get(0).table(0).count()).isEqualTo(2);
    }

    private static final class Ships extends Version {
        final Table keys = inputs(new Table("keys", 6));
        final Column fire = keys.flag("fire");
        final Column steer = keys.fixed("steer", -1, 1, 0.5).was("turn");
        final Table crates = table(new Table("crates", 4));
        final Table ships = players(new Table("ships", 6));
        final Column owner = crates.reference("owner", ships);
        final Column hull = ships.fixed("hull", 0, 60, 0.5).was("hp");
        final Column x = ships.fixed("x", -50, 50, 1);
        final Column fuel = ships.integer("fuel", 5, 9);
        final Column title = ships.text("title", 5).hidden();
        final Column secret = ships.text("secret", 20);
        final Column mood = ships.oneOf("mood", "angry", "calm");
        final Table scores = players(new Table("scores", 6));
        final Table weather = table(new Table("weather", 1));
        final Column wind = weather.integer("wind", 0, 9);
        final Column leader = weather.reference("leader", ships);
        final Column forecast = weather.text("forecast");
        final Table tiles = filled(new Table("tiles", 5));

        {
            ships.was("boats");
        }

        @Override
        public void start(Step step) {
            weather.add();
            wind.set(0, 7);
            leader.setRaw(0, 0x10002);
            forecast.set(0, "calm");
        }
    }

    @Test
    void shouldMapByNamesAndValues() throws UnmappableException {
        sail();
        Ships after = new Ships();
        Simulation fresh = after.simulation();
        StateMapping.Mapped mapped = map(after, fresh);
        fresh.restore(mapped.world());

        assertThat(after.ships.isPresent(1)).isFalse();
        assertThat(after.ships.id(2)).isEqualTo(before.boats.id(2));
        assertThat(after.hull.get(0)).isEqualTo(50);
        assertThat(after.hull.get(2)).isEqualTo(60);
        assertThat(after.x.get(0)).isEqualTo(13);
        assertThat(after.x.get(2)).isEqualTo(50);
        assertThat(after.fuel.raw(0)).isEqualTo(5);
        assertThat(after.title.text(0)).isEqualTo("Queen");
        assertThat(after.secret.text(2)).isEqualTo("under the palm");
        assertThat(after.mood.is(0, "calm")).isTrue();
        assertThat(after.mood.is(2, "angry")).isTrue();
        assertThat(after.owner.rowOf(2)).isEqualTo(2);
        // hull and x of row 2, the title, a mood that is no more.
        assertThat(mapped.losses()).isEqualTo(new Losses(4, 0, 0, 0));
        assertThat(fresh.tick()).isEqualTo(5);
    }

    @Test
    void shouldStartWhatIsNew() throws UnmappableException {
        sail();
        Ships after = new Ships();
        Simulation fresh = after.simulation();
        fresh.restore(map(after, fresh).world());

        assertThat(after.scores.isPresent(0) && after.scores.isPresent(2)).isTrue();
        assertThat(after.scores.count()).isEqualTo(2);
        assertThat(after.wind.raw(0)).isEqualTo(7);
        assertThat(after.forecast.text(0)).isEqualTo("calm");
        assertThat(after.leader.raw(0)).isZero();
        assertThat(after.tiles.count()).isEqualTo(5);
        // The slot of a crate that is gone goes on with its generations.
        assertThat(after.crates.add()).isEqualTo(1);
        assertThat(after.crates.id(1)).isEqualTo(0x20001);
    }

    @Test
    void shouldSayWhatBecomesOfTablesAndColumns() throws UnmappableException {
        Ships after = new Ships();
        assertThat(Version.mapping(running, after, after.simulation()).changes())
                .contains(
                        "table ships was boats",
                        "table ships: column hull was hp",
                        "table ships: column fuel is new",
                        "table weather is new",
                        "the inputs: column steer was turn",
                        "events splash are gone",
                        "commands buy are gone");
    }

    @Test
    void shouldMapInputs() throws UnmappableException {
        sail();
        running.setInput(0, new int[] {77, 1}, 0, 3);
        Ships after = new Ships();
        Simulation fresh = after.simulation();
        StateMapping mapping = Version.mapping(running, after, fresh);
        fresh.restore(mapping.map(running.save(null)).world());
        assertThat(after.fire.is(0)).isTrue();
        assertThat(after.steer.get(0)).isEqualTo(1);
        assertThat(mapping.inputs().map(new int[] {9, 9, -77, 1}, 2)).containsExactly(1, 0);
        assertThat(mapping.inputs().count()).isEqualTo(2);
    }

    @Test
    void shouldLetInputsRestThatCannotGoOn() throws UnmappableException {
        sail();
        running.setInput(0, new int[] {77, 1}, 0, 3);
        Version after = new Version() {
            {
                Table keys = inputs(new Table("inputs", 4));
                keys.angle("turn", 4);
                keys.integer("fire", 1, 9);
            }
        };
        Simulation fresh = after.simulation();
        StateMapping.Mapped mapped = map(after, fresh);
        assertThat(mapped.losses().inputs()).isEqualTo(2);
        assertThat(mapped.world().now().inputs().column(0)[0]).isZero();
        assertThat(mapped.world().now().inputs().column(1)[0]).isEqualTo(1);
    }

    @Test
    void shouldMapWhatTheNextStepIsToHave() throws UnmappableException {
        sail();
        running.command(0, 0, new int[0], 0, new String[] {"a sail"});
        running.command(2, 0, new int[0], 0, new String[] {"an anchor"});
        running.command(2, 0, new int[0], 0, new String[] {"rum"});
        running.answer(0, 1, Outcome.ANSWERED, new int[] {50}, new String[0]);
        Version after = new Later() {
            {
                Commands order = commands(new Commands("order", 1));
                order.was("buy");
                order.text("what", 4);
                Requests score = requests(new Requests("score", 2));
                score.answer.integer("won", 0, 9);
            }
        };
        Simulation fresh = after.simulation();
        StateMapping mapping = Version.mapping(running, after, fresh);
        StateMapping.Mapped mapped = mapping.map(running.save(null));

        assertThat(mapped.world().pendingCommands().rows().get(0).count()).isEqualTo(2);
        assertThat(mapped.world().pendingCommands().texts()).contains("a sa", "an a");
        assertThat(mapped.world().pendingAnswers().rows().get(0).column(0)[0]).isEqualTo(9);
        assertThat(mapped.losses().passing()).isEqualTo(1);
        assertThat(mapping.command(0)).isZero();
        assertThat(mapping.request(0)).isZero();
        fresh.restore(mapped.world());
        fresh.step();
    }

    @Test
    void shouldCountWhatPassesAndCannotGoOn() throws UnmappableException {
        sail();
        running.command(0, 0, new int[0], 0, new String[] {"a sail"});
        running.answer(0, 1, Outcome.TOO_MANY, new int[0], new String[0]);
        Version after = new Later() {
            {
                commands(new Commands("buy", 3)).integer("what", 0, 9);
            }
        };
        assertThat(map(after, after.simulation()).losses().passing()).isEqualTo(2);
        Quiet quiet = new Quiet();
        assertThat(map(quiet, quiet.simulation()).losses().sentence()).isEqualTo("2 passing things were dropped");
    }

    private static final class Quiet extends Version {
        {
            inputs(new Table("inputs", 4));
        }
    }

    @Test
    void shouldKeepRoomAndGenerator() throws UnmappableException {
        Simulation room = new Simulation(new Quiet(), 20, new Setup("room-1", 99, null));
        room.join(1, "Ann", "", true);
        room.lock(true);
        Quiet after = new Quiet();
        Simulation fresh = after.simulation();
        fresh.restore(Version.mapping(room, after, fresh).map(room.save(null)).world());
        assertThat(fresh.room()).isEqualTo(room.room());
        assertThat(fresh.save(null).now().random())
                .isEqualTo(room.save(null).now().random());
        assertThat(hash(fresh)).isEqualTo(hash(room));
    }
}
