package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Feature;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RecordingJournal;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.server.seats.Software;
import dev.tickwire.server.swap.Swap;
import dev.tickwire.server.swap.SwapListener;
import dev.tickwire.server.swap.Trial;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.swap.Losses;
import dev.tickwire.simulation.swap.UnmappableException;
import dev.tickwire.simulation.world.Brain;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Commands;
import dev.tickwire.simulation.world.Events;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A room that goes on by other rules while people are in it. */
class RuleChangeTest {
    private static final int WATCH_TICKS = 40;

    private final List<String> heard = new ArrayList<>();
    private RoomDriver room = new RoomDriver(types().build(Boats::new));

    private static RoomTypes types() {
        return new RoomTypes().playerLimit(8).spectatorLimit(2).resumeGraceMillis(5_000);
    }

    /** The rules before: a player's boat moves as far as its input says. */
    private static class Boats extends Game {
        final Table keys = inputs(new Table("keys", 8));
        final Column push = keys.integer("push", -100, 100);
        final Table boats = players(new Table("boats", 8));
        final Column x = boats.integer("x", -100_000, 100_000);
        final Column hp = boats.integer("hp", 0, 100);
        final Column since = boats.integer("since", 0, 1 << 30).hidden();
        final Events bumps = events(new Events("bumps", 8));
        final Commands honk = commands(new Commands("honk", 4));

        {
            boats.placedAt(boats.fixed("px", 0, 100, 1), boats.fixed("py", 0, 100, 1));
            honk.integer("loud", 0, 9);
        }

        @Override
        public void joined(Step step, int player) {
            hp.set(player, 70);
        }

        @Override
        public Brain brain() {
            return (step, player, hand) -> hand.set(push, 1);
        }

        @Override
        public void step(Step step) {
            for (int boat = boats.first(); boat >= 0; boat = boats.next(boat)) {
                x.add(boat, push.get(boat));
                since.add(boat, 1);
            }
            for (int command = honk.first(); command >= 0; command = honk.next(command)) {
                bumps.add();
            }
        }
    }

    /** The rules after: one column more and one less, another input first, and hp in halves. */
    private static class Ships extends Game {
        final Table keys = inputs(new Table("keys", 8));
        final Column push;
        final Table boats = players(new Table("ships", 8));
        final Column fuel = boats.integer("fuel", 0, 1000);
        final Column x = boats.integer("x", -100_000, 100_000);
        final Commands honk = commands(new Commands("honk", 4));
        private final int failsAfter;
        private int steps;

        Ships() {
            this(Integer.MAX_VALUE);
        }

        Ships(int failsAfter) {
            this.failsAfter = failsAfter;
            keys.flag("fire");
            push = keys.integer("push", -50, 50);
            boats.was("boats");
            boats.fixed("hull", 0, 60, 0.5).was("hp");
            events(new Events("bumps", 8));
            honk.integer("loud", 0, 9);
            honk.integer("long", 0, 9);
        }

        @Override
        public Brain brain() {
            return (step, player, hand) -> hand.set(push, 2);
        }

        @Override
        public void step(Step step) {
            if (steps++ >= failsAfter) {
                throw new UnsupportedOperationException("no wind");
            }
            for (int boat = boats.first(); boat >= 0; boat = boats.next(boat)) {
                x.add(boat, 2 * push.get(boat));
                fuel.add(boat, 1);
            }
        }
    }

    private Guest join(String name, Feature... features) {
        return room.enter(new SeatRequest(
                Identity.anonymous(name),
                Role.PLAYER,
                true,
                new Software(List.of(Codec.PLAIN, Codec.PACKED), List.of(features), 0, ""),
                "",
                false,
                null));
    }

    private void change(Supplier<Game> games) throws UnmappableException {
        change(types().build(games));
    }

    private void change(RoomType to) throws UnmappableException {
        SwapListener listener = new SwapListener() {
            @Override
            public void changed(Losses losses, int gone, long tookNanos) {
                heard.add("changed " + losses.sentence() + ", gone " + gone);
            }

            @Override
            public void refused(String sentence) {
                heard.add("refused " + sentence);
            }

            @Override
            public void rolledBack(String sentence) {
                heard.add("rolled back " + sentence);
            }
        };
        room.room()
                .control()
                .goBy(new Swap(room.room().type().schema(), to, to.waitingMatch(), null, WATCH_TICKS, listener));
    }

    private static void assertInSync(Guest guest) {
        assertThat(guest.watcher().outcomes()).containsOnly(Replica.Outcome.APPLIED);
        assertThat(guest.outlet().reason()).isNull();
    }

    @Test
    void shouldRefuseRowsThatDoNotFitAndGoOn() throws UnmappableException {
        Guest ada = join("Ada", Feature.SWAPS);
        join("Bo");
        room.ticks(3);
        class Few extends Game {
            Few() {
                inputs(new Table("keys", 1));
            }

            @Override
            public void step(Step step) {}
        }
        change(types().playerLimit(1).build(Few::new));
        room.ticks(3);
        assertThat(heard)
                .containsExactly(
                        "refused the inputs has a row 1 now, and room for 1 rows in the new version: give it more");
        assertThat(room.count(Counter.SWAPS_REFUSED)).isEqualTo(1);
        assertInSync(ada);
        assertThat(room.room().type().settings().capacity().players()).isEqualTo(8);
    }

    @Test
    void shouldGoOnWithWhatThereIs() throws UnmappableException {
        Guest ada = join("Ada", Feature.SWAPS);
        Guest bo = join("Bo", Feature.SWAPS);
        room.ticks(3);
        ada.input(4, 10);
        bo.input(4, -7);
        room.ticks(5);
        int x = ada.watcher().raw("boats", 0, "x");

        change(Ships::new);
        room.tick();

        // The inputs that held hold on; Ships go twice as far.
        assertThat(ada.watcher().raw("ships", 0, "x")).isEqualTo(x + 20);
        assertThat(ada.watcher().raw("ships", 0, "hull")).isEqualTo(120);
        assertThat(ada.watcher().raw("ships", 0, "fuel")).isEqualTo(1);
        assertThat(ada.watcher().welcome().getSchemaHash())
                .isEqualTo(types().build(Ships::new).schemaHash());
        room.ticks(20);
        assertInSync(ada);
        assertInSync(bo);
        assertThat(heard).containsExactly("changed 2 values were clamped, gone 0");
        assertThat(room.count(Counter.SWAPS_DONE)).isEqualTo(1);
        assertThat(room.room().type().schemaHash())
                .isEqualTo(ada.watcher().welcome().getSchemaHash());
    }

    @Test
    void shouldTakeInputsByEitherRulesOnTheWay() throws UnmappableException {
        Guest ada = join("Ada", Feature.SWAPS);
        ada.setRoundTripMillis(150);
        room.ticks(10);
        change(Ships::new);
        room.tick();
        int x = ada.watcher().raw("ships", 0, "x");
        // By the old rules: it has not acknowledged anything of the new ones.
        ada.input(12, 80);
        room.tick();
        assertThat(ada.watcher().raw("ships", 0, "x")).isEqualTo(x + 100);
        room.ticks(4);
        ada.input(17, 1, -3);
        x = ada.watcher().raw("ships", 0, "x");
        room.tick();
        assertThat(ada.watcher().raw("ships", 0, "x")).isEqualTo(x - 6);
        assertInSync(ada);
    }

    @Test
    void shouldRefuseCommandsThatAreOfOtherRules() throws UnmappableException {
        Guest ada = join("Ada", Feature.SWAPS);
        ada.setRoundTripMillis(150);
        room.ticks(10);
        assertThat(ada.command(1, 0, 5)).isNull();
        room.tick();
        assertThat(ada.newestAnswers()).containsExactly(1, 1);
        change(Ships::new);
        room.tick();
        assertThat(ada.command(2, 0, 5)).isNull();
        room.ticks(5);
        assertThat(ada.command(3, 0, 5, 6)).isNull();
        room.ticks(2);
        assertThat(room.count(Counter.COMMANDS_REFUSED)).isEqualTo(1);
        assertThat(room.count(Counter.COMMANDS_TAKEN)).isEqualTo(2);
        assertInSync(ada);
    }

    @Test
    void shouldAskPagesToReloadThatDoNotKnowOfSwaps() throws UnmappableException {
        Guest ada = join("Ada", Feature.SWAPS);
        Guest old = join("Bo");
        room.ticks(3);
        change(Ships::new);
        room.ticks(2);
        assertThat(old.outlet().reason()).isEqualTo(DisconnectReason.SCHEMA_MISMATCH);
        assertThat(heard).containsExactly("changed 2 values were clamped, gone 1");
        assertInSync(ada);
    }

    @Test
    void shouldLetPagesGoOnWhereTheySeeTheSame() throws UnmappableException {
        Guest old = join("Bo");
        room.ticks(3);
        change(() -> new Boats() {
            @Override
            public void step(Step step) {
                hp.set(0, 7);
            }
        });
        room.ticks(20);
        assertThat(old.watcher().raw("boats", 0, "hp")).isEqualTo(7);
        assertInSync(old);
    }

    @Test
    void shouldGoBackWhenTheNewRulesFailSoon() throws UnmappableException {
        Guest ada = join("Ada", Feature.SWAPS);
        Guest leaving = join("Bo", Feature.SWAPS);
        room.ticks(3);
        ada.input(4, 10);
        room.ticks(5);
        int x = ada.watcher().raw("boats", 0, "x");
        int boat = ada.watcher().snapshot().table(0).id(0);

        change(() -> new Ships(10));
        room.ticks(5);
        leaving.seat().leave();
        Guest coming = join("Cy", Feature.SWAPS);
        room.ticks(5);
        assertThat(heard).hasSize(1);
        room.ticks(3);

        assertThat(heard).hasSize(2);
        assertThat(heard.get(1))
                .startsWith("rolled back its game test threw java.lang.UnsupportedOperationException: no wind");
        // The input of the new rules is not one of the old.
        assertThat(ada.watcher().raw("boats", 0, "x")).isEqualTo(x);
        assertThat(ada.watcher().snapshot().table(0).id(0)).isEqualTo(boat);
        assertThat(ada.watcher().snapshot().table(0).count()).isEqualTo(2);
        assertThat(EntityId.generation(ada.watcher().snapshot().table(0).id(1))).isEqualTo(2);
        ada.input(coming.watcher().lastFrame().getTick() + 1, 10);
        room.ticks(2);
        assertThat(ada.watcher().raw("boats", 0, "x")).isGreaterThan(x);
        assertInSync(ada);
        assertInSync(coming);
        assertThat(room.count(Counter.SWAPS_ROLLED_BACK)).isEqualTo(1);
        List<Integer> ticks = ada.watcher().ticks();
        assertThat(ticks).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldFailWhenNewRulesFailLater() throws UnmappableException {
        join("Ada", Feature.SWAPS);
        room.ticks(3);
        change(() -> new Ships(WATCH_TICKS + 2));
        room.ticks(WATCH_TICKS + 2);
        assertThatThrownBy(room::tick).hasMessage("no wind");
    }

    @Test
    void shouldGoOnWithBotsSpectatorsAndThoseWhoAreAway() throws UnmappableException {
        room = new RoomDriver(types().bots(4).build(Boats::new));
        Guest ada = join("Ada", Feature.SWAPS);
        Guest away = join("Bo", Feature.SWAPS);
        Guest watching = room.enter(new SeatRequest(
                Identity.anonymous("Wi"),
                Role.SPECTATOR,
                true,
                new Software(List.of(), List.of(Feature.SWAPS), 0, ""),
                "",
                false,
                null));
        room.ticks(5);
        away.seat().depart(Departure.LOST);
        room.tick();
        change(types().bots(4).build(Ships::new));
        room.ticks(3);
        Guest back = room.enter(new SeatRequest(
                Identity.anonymous("Bo"),
                Role.PLAYER,
                true,
                new Software(List.of(), List.of(Feature.SWAPS), 0, ""),
                "",
                false,
                ResumeToken.parse(away.watcher().welcome().getResumeToken())));
        room.ticks(5);
        assertThat(watching.watcher().snapshot().table(0).count()).isEqualTo(4);
        assertThat(back.watcher().raw("ships", 1, "hull")).isEqualTo(120);
        int x = ada.watcher().raw("ships", 3, "x");
        room.tick();
        assertThat(ada.watcher().raw("ships", 3, "x")).isEqualTo(x + 4);
        assertInSync(watching);
        assertInSync(back);
    }

    @Test
    void shouldSendNobodyWhatIsFarAwayAfterwards() throws UnmappableException {
        room = new RoomDriver(types().interest(new Radii(10, 20, 30, 1.1)).build(Boats::new));
        Guest ada = join("Ada", Feature.SWAPS);
        join("Bo", Feature.SWAPS);
        room.ticks(5);
        change(Ships::new);
        room.ticks(30);
        assertInSync(ada);
    }

    @Test
    void shouldJournalTheChangeAsAResumedMatch() throws UnmappableException {
        RecordingJournal journal = new RecordingJournal(Boats::new);
        room = new RoomDriver(types().build(Boats::new), journal);
        join("Ada", Feature.SWAPS);
        room.ticks(5);
        change(Ships::new);
        room.ticks(5);
        assertThat(journal.changes()).contains("join", "checkpoint");
        assertThat(journal.hashes()).containsKeys(5, 6, 10);
    }

    @Test
    void shouldTryNewRulesBesideThoseOfTheRoom() throws Exception {
        Guest ada = join("Ada");
        room.ticks(3);
        assertThat(tryOut(() -> new Ships(15), ada))
                .startsWith("its game test threw java.lang.UnsupportedOperationException: no wind");
        assertThat(tryOut(Ships::new, ada)).isNull();
        assertInSync(ada);
    }

    /** What is said of rules after 20 ticks. */
    private String tryOut(Supplier<Game> games, Guest ada) throws InterruptedException {
        RoomType to = types().build(games);
        Trial trial = new Trial(room.room().type(), to, 20, Long.MAX_VALUE, System::nanoTime);
        room.room().control().tryOut(trial);
        for (int tick = 0; tick < 22; tick++) {
            room.tick();
            ada.input(ada.watcher().lastFrame().getTick() + 1, tick);
        }
        return trial.run(10);
    }
}
