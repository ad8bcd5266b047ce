package dev.tickwire.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.swap.Swap;
import dev.tickwire.server.swap.SwapListener;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.swap.Losses;
import dev.tickwire.simulation.swap.UnmappableException;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Events;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What somebody sees who looks into a room while it changes its rules. */
class ViewsAfterSwapTest {
    private final RoomTypes types = new RoomTypes().playerLimit(4);
    private final RoomDriver room = new RoomDriver(types.build(() -> new Boats("boats", 1)));
    private final RoomViews views = new RoomViews();
    private long nowNanos;

    private static final class Boats extends Game {
        private final Table boats;
        private final Column x;
        private final Events bumps = events(new Events("bumps", 8));

        Boats(String name, int kinds) {
            inputs(new Table("keys", 4)).integer("push", -1, 1);
            boats = players(new Table(name, 4));
            boats.was("boats");
            if (kinds == 2) {
                boats.integer("fuel", 0, 9);
                events(new Events("splashes", 8)).integer("size", 0, 9);
            }
            x = boats.integer("x", 0, 1000);
        }

        @Override
        public void step(Step step) {
            for (int boat = boats.first(); boat >= 0; boat = boats.next(boat)) {
                x.add(boat, 1);
                bumps.add();
            }
        }
    }

    private void swap(Supplier<Game> games) throws UnmappableException {
        RoomType to = types.build(games);
        SwapListener nobody = new SwapListener() {
            @Override
            public void changed(Losses losses, int gone, long tookNanos) {}

            @Override
            public void refused(String sentence) {
                throw new AssertionError(sentence);
            }

            @Override
            public void rolledBack(String sentence) {
                throw new AssertionError(sentence);
            }
        };
        room.room().control().goBy(new Swap(room.room().type().schema(), to, to.waitingMatch(), null, 40, nobody));
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            views.refresh(nowNanos += 250_000_000L);
            var unused = views.world(room.room());
            views.talk(room.room());
            views.coarser(room.room());
            views.ask();
            room.tick();
        }
        views.refresh(nowNanos += 250_000_000L);
    }

    private List<String> shown() {
        WorldView world = views.world(room.room());
        assertThat(world.isKnown()).isTrue();
        assertThat(views.known(room.room())).isEqualTo(room.room().type().schema());
        String table = world.schema().tables().get(0).name();
        Map<String, Object> rows = world.read(new WorldView.Wanted(table, "", 0, -1));
        assertThat(rows.toString()).contains("found=1");
        return world.schema().tables().stream().map(TableType::name).toList();
    }

    @Test
    void shouldFollowARoomThatHasOtherTables() throws UnmappableException {
        room.join("Ada");
        look(3);
        assertThat(shown()).containsExactly("boats");

        swap(() -> new Boats("ships", 2));
        look(2);
        // The library of the one before does not know of swaps.
        room.join("Bo");
        look(2);

        assertThat(shown()).containsExactly("ships");
        assertThat(views.world(room.room()).tables().toString()).contains("fuel");
    }

    @Test
    void shouldGoOnNumberingEventsWhereTheRoomCountsAnew() throws UnmappableException {
        room.join("Ada");
        look(9);
        TalkView talk = views.talk(room.room());
        long newest = newest(talk);

        swap(() -> new Boats("boats", 1));
        look(9);

        assertThat(newest(talk)).isGreaterThan(newest);
    }

    private static long newest(TalkView talk) {
        List<Map<String, Object>> events = talk.events();
        return (Long) events.get(events.size() - 1).get("number");
    }
}
