package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.fixture.BusyGame;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.SnapshotHistory;
import dev.tickwire.simulation.state.View;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.WorldState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What knows which rows have changed, and finds it once for many, must write the same as what compares all of them. */
class ChangedRowsPropertyTest {
    private static final int WORLDS = 30;
    private static final int TICKS = 150;
    private static final int HISTORY = 12;
    private static final int LAYER = 1;
    /** Enough that what differs is found for all of them, and then some. */
    private static final int MOST_OTHERS = 20;

    @Test
    void shouldWriteTheSameAsAComparisonOfAllRows() {
        for (int seed = 0; seed < WORLDS; seed++) {
            new Run(seed).go();
        }
    }

    private static final class Run {
        private final int seed;
        private final Random random;
        private final Simulation simulation;
        private final SnapshotHistory history;
        private final List<Pair> told = new ArrayList<>();
        private final List<BlockEncoder> encoders = new ArrayList<>();
        private final Snapshot journal;
        private final View view;
        private WorldState saved;

        /** The same sight twice: of a copy that knows what it is a copy of, and of one that does not. */
        private record Pair(Sight known, Sight plain) {}

        Run(int seed) {
            this.seed = seed;
            random = new Random(seed);
            simulation = new Simulation(new BusyGame(random), 20, seed);
            history = new SnapshotHistory(simulation.schema(), HISTORY);
            journal = new Snapshot(simulation.schema());
            view = new View(simulation.schema());
            saved = simulation.save(null);
            for (Codec codec : new Codec[] {Codec.PLAIN, Codec.PACKED}) {
                for (Audience audience : new Audience[] {Audience.EVERYBODY, Audience.OWNER, Audience.TEAM}) {
                    encoders.add(new BlockEncoder(simulation.schema(), audience, codec));
                }
            }
        }

        void go() {
            for (int tick = 1; tick <= TICKS; tick++) {
                simulation.step();
                if (random.nextInt(3) == 0) {
                    simulation.capture(journal);
                }
                if (random.nextInt(20) == 0) {
                    saved = simulation.save(null);
                } else if (random.nextInt(20) == 0) {
                    simulation.restore(saved);
                }
                if (random.nextInt(4) > 0) {
                    compare(tick);
                }
            }
        }

        private void compare(int tick) {
            Snapshot now = history.claim(tick);
            simulation.capture(now);
            now.setTick(tick);
            told.removeIf(pair -> !pair.known.isKnown());
            choose(now);
            Pair is = look(now);
            Pair baseline = told.isEmpty() ? is : told.get(random.nextInt(told.size()));
            Pair previous = told.isEmpty() ? is : told.get(random.nextInt(told.size()));
            if (previous.known.tick() >= baseline.known.tick() || random.nextInt(5) == 0) {
                previous = new Pair(Sight.ofEverything(), Sight.ofEverything());
            }
            check(previous, baseline, is);
            for (int others = random.nextInt(3) > 0 ? 0 : random.nextInt(MOST_OTHERS); others > 0; others--) {
                boolean isLate = random.nextInt(6) == 0 && !told.isEmpty();
                Pair before = isLate ? new Pair(Sight.ofEverything(), Sight.ofEverything()) : previous;
                Pair last = isLate ? told.get(random.nextInt(told.size())) : baseline;
                check(asSeenByAnother(before), asSeenByAnother(last), asSeenByAnother(is));
            }
            told.add(is);
        }

        private void check(Pair previous, Pair baseline, Pair is) {
            for (BlockEncoder encoder : encoders) {
                assertThat(encoded(encoder, previous.known, baseline.known, is.known))
                        .as(
                                "seed %d tick %d baseline %d previous %d",
                                seed, is.known.tick(), baseline.known.tick(), previous.known.tick())
                        .isEqualTo(encoded(encoder, previous.plain, baseline.plain, is.plain));
            }
        }

        private Pair asSeenByAnother(Pair pair) {
            if (!pair.known.hasLooked()) {
                return pair;
            }
            choose(pair.known.snapshot());
            Pair same = new Pair(sight(false), sight(false));
            same.known.look(pair.known.snapshot());
            same.plain.look(pair.plain.snapshot());
            return same;
        }

        private void choose(Snapshot now) {
            for (int t = 0; t < now.tableCount(); t++) {
                for (int row = 0; row < now.table(t).limit(); row++) {
                    if (random.nextInt(20) == 0) {
                        view.remove(t, row);
                    } else if (random.nextInt(10) == 0) {
                        view.add(t, row);
                    }
                }
            }
        }

        private Pair look(Snapshot now) {
            Snapshot copy = new Snapshot(simulation.schema());
            copy.copyFrom(now);
            for (int t = 0; t < copy.tableCount(); t++) {
                copy.table(t).touch(0);
                assertThat(copy.table(t).serial()).isZero();
                assertThat(now.table(t).serial()).isPositive();
            }
            boolean all = random.nextInt(4) == 0;
            Pair pair = new Pair(sight(all), sight(all));
            pair.known.look(now);
            pair.plain.look(copy);
            return pair;
        }

        private Sight sight(boolean all) {
            View own = new View(simulation.schema());
            own.copyFrom(view);
            return all ? Sight.ofEverything() : Sight.through(own);
        }

        private static byte[] encoded(BlockEncoder encoder, Sight previous, Sight baseline, Sight now) {
            ByteWriter out = new ByteWriter(1024);
            encoder.encode(LAYER, previous, baseline, now, out);
            return Arrays.copyOf(out.bytes(), out.length());
        }
    }
}
