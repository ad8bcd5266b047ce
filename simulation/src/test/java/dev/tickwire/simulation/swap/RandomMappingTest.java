package dev.tickwire.simulation.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.ColumnType.Kind;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.swap.Draft.Drafted;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Table;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomMappingTest {
    private static final int PAIRS = 300;

    private final long seed = System.nanoTime();
    private long clamped;

    @Test
    void shouldMapWhatAnyTwoVersionsHaveInCommon() throws UnmappableException {
        for (long pair = seed; pair < seed + PAIRS; pair++) {
            Random random = new Random(pair);
            Draft draft = Draft.random(random);
            Drafted before = new Drafted(draft, pair);
            Simulation running = run(before, random.nextInt(80));
            Draft later = draft.later(random);
            Drafted after = new Drafted(later, pair);
            Simulation fresh = after.simulation();

            StateMapping.Mapped mapped = Version.mapping(running, after, fresh).map(running.save(null));
            fresh.restore(mapped.world());

            clamped = 0;
            for (int t = 0; t < later.tables().size(); t++) {
                compare(before, after, later, t, pair);
            }
            assertThat(mapped.losses()).as("seed %d", pair).isEqualTo(new Losses(clamped, 0, 0, 0));
            for (int tick = 0; tick < 70; tick++) {
                fresh.step();
            }
        }
    }

    @Test
    void shouldComeBackToTheSameWorldFromOneThatHoldsMore() throws UnmappableException {
        for (long pair = seed; pair < seed + PAIRS; pair++) {
            Random random = new Random(pair);
            Draft draft = Draft.random(random);
            Simulation running = run(new Drafted(draft, pair), random.nextInt(80));
            Drafted wider = new Drafted(wider(draft), pair);
            Simulation there = wider.simulation();
            there.restore(Version.mapping(running, wider, there)
                    .map(running.save(null))
                    .world());
            Drafted same = new Drafted(draft, pair);
            Simulation back = same.simulation();
            StateMapping.Mapped mapped = Version.mapping(there, same, back).map(there.save(null));
            back.restore(mapped.world());
            assertThat(mapped.losses()).as("seed %d", pair).isEqualTo(Losses.NONE);
            assertThat(new StateHash(back.schema()).ofAll(back.save(null).now()))
                    .as("seed %d", pair)
                    .isEqualTo(new StateHash(running.schema())
                            .ofAll(running.save(null).now()));
        }
    }

    private static Draft wider(Draft draft) {
        return new Draft(draft.tables().stream()
                .map(table -> new Draft.TableDraft(
                        table.name(),
                        "",
                        table.capacity() + 7,
                        table.columns().stream()
                                .map(column -> column.kind() > 1
                                        ? column
                                        : new Draft.ColumnDraft(
                                                column.name(),
                                                "",
                                                column.kind(),
                                                column.min() - 8,
                                                column.max() + 8,
                                                column.step() / (column.kind() == 0 ? 2 : 1),
                                                column.isHidden()))
                                .toList()))
                .toList());
    }

    private static Simulation run(Drafted game, int ticks) {
        Simulation running = game.simulation();
        running.join(1, "Ann");
        for (int tick = 0; tick < ticks; tick++) {
            running.step();
        }
        return running;
    }

    private void compare(Drafted before, Drafted after, Draft later, int t, long pair) {
        Draft.TableDraft draft = later.tables().get(t);
        String name = draft.was().isEmpty() ? draft.name() : draft.was();
        Table now = after.declared.get(t);
        int index = 0;
        while (!before.declared.get(index).name().equals(name)) {
            index++;
        }
        Table then = before.declared.get(index);
        assertThat(now.count()).as("seed %d", pair).isEqualTo(then.count());
        for (int row = then.first(); row >= 0; row = then.next(row)) {
            assertThat(now.id(row)).as("seed %d", pair).isEqualTo(then.id(row));
            for (int c = 0; c < draft.columns().size(); c++) {
                Draft.ColumnDraft column = draft.columns().get(c);
                String source = column.was().isEmpty() ? column.name() : column.was();
                Column was = before.columns.get(index).stream()
                        .filter(one -> one.type().name().equals(source))
                        .findFirst()
                        .orElse(null);
                if (was != null) {
                    compare(was, after.columns.get(t).get(c), row, pair);
                }
            }
        }
    }

    private void compare(Column was, Column is, int row, long pair) {
        ColumnType type = is.type();
        if (type.isText()) {
            String text = was.text(row);
            clamped += text.length() > type.mostChars() ? 1 : 0;
            assertThat(is.text(row))
                    .as("seed %d", pair)
                    .isEqualTo(text.substring(0, Math.min(text.length(), type.mostChars())));
        } else if (type.kind() == Kind.ENUM) {
            Object label = was.type().valueOf(was.raw(row));
            boolean isThere = type.labels().contains(label);
            clamped += isThere ? 0 : 1;
            assertThat(type.valueOf(is.raw(row)))
                    .as("seed %d", pair)
                    .isEqualTo(isThere ? label : type.labels().get(0));
        } else if (type.kind() == Kind.ANGLE) {
            double turn = Math.abs(is.get(row) - was.get(row));
            assertThat(Math.min(turn, 2 * Math.PI - turn))
                    .as("seed %d", pair)
                    .isLessThanOrEqualTo(type.unit() / 2 + 1e-9);
        } else {
            double least = type.origin() + type.rawMin() * type.unit();
            double most = type.origin() + type.rawMax() * type.unit();
            double value = was.get(row);
            double inside = Math.max(least, Math.min(most, value));
            double wanted = Math.floor((value - type.origin()) / type.unit() + 0.5);
            clamped += wanted < type.rawMin() || wanted > type.rawMax() ? 1 : 0;
            assertThat(is.get(row)).as("seed %d", pair).isCloseTo(inside, within(type.unit() / 2 + 1e-9));
        }
    }
}
