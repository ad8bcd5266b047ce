package dev.tickwire.simulation.interest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.state.View;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tables of which hardly any row moves: their rows are not chosen one by one for each snapshot. */
class StandingRowsTest {
    private static final int CAPACITY = 700;
    private static final int SIZE = 1_000;
    private static final int X = 0;
    private static final int Y = 1;
    private static final int RADIUS = 2;
    private static final int FLAG = 3;
    private static final int CALM = 16;
    private static final int OUT_OF_SIGHT = Radii.TIERS;
    private static final Schema SCHEMA = new Schema(
            List.of(new TableType(
                    "stones",
                    CAPACITY,
                    List.of(
                            ColumnType.integer("x", 0, SIZE),
                            ColumnType.integer("y", 0, SIZE),
                            ColumnType.integer("radius", 0, 100),
                            ColumnType.flag("holy")))),
            new TableType("keys", 4, List.of()));

    /** A table, and one who looks at it. */
    private static final class Scene {
        final long seed;
        final Random random;
        final Placement placement;
        final Radii radii;
        final AreaOfInterest area;
        final Rows live = Rows.live(SCHEMA.tables().get(0));
        final Snapshot snapshot = new Snapshot(SCHEMA);
        final Eye eye = new Eye();
        final Outlook outlook = new Outlook(SCHEMA);
        final Snapshot sent = new Snapshot(SCHEMA);
        final Sight[] was = {sight(), sight(), sight()};
        final View[] is = {new View(SCHEMA), new View(SCHEMA), new View(SCHEMA)};
        final double[] eyeX = new double[Eye.MOST_POINTS];
        final double[] eyeY = new double[Eye.MOST_POINTS];
        final double[] reach = new double[Eye.MOST_POINTS];
        final int points;
        final int[] movedTurns = new int[CAPACITY];
        final int[] sentTurns = new int[Radii.TIERS];
        final List<String> places = new ArrayList<>(Collections.nCopies(CAPACITY, ""));
        int turn;
        double focus = 1;

        Scene(long seed) {
            this.seed = seed;
            random = new Random(seed);
            points = 1 + random.nextInt(Eye.MOST_POINTS);
            double full = 40 + random.nextInt(80);
            double half = full + random.nextInt(60);
            radii = new Radii(full, half, half + random.nextInt(100), 1 + random.nextInt(3) * 0.1);
            Placement at = Placement.at(X, Y).withRelevant(FLAG).withReach(0.5 + random.nextInt(4) * 0.5);
            placement = random.nextBoolean() ? at : at.withPlace(X, Y, RADIUS, 0);
            area = new AreaOfInterest(SCHEMA, List.of(placement), radii, Radii.TIERS);
            for (int row = 0; row < CAPACITY; row++) {
                if (random.nextInt(10) > 0) {
                    add(row);
                }
            }
            for (int point = 0; point < points; point++) {
                eyeX[point] = random.nextInt(SIZE);
                eyeY[point] = random.nextInt(SIZE);
                reach[point] = 0.5 + random.nextDouble();
            }
        }

        private static Sight sight() {
            return Sight.through(new View(SCHEMA));
        }

        private void add(int row) {
            live.put(row, live.generation(row) + 1);
            put(row);
            live.set(RADIUS, row, random.nextInt(8) == 0 ? random.nextInt(100) : random.nextInt(5));
        }

        private void put(int row) {
            live.set(X, row, random.nextInt(SIZE));
            live.set(Y, row, random.nextInt(SIZE));
        }

        /** Few rows come, go, move, or change their flag. */
        void changeAFew() {
            for (int i = random.nextInt(12); i > 0; i--) {
                int row = random.nextInt(CAPACITY);
                if (!live.isPresent(row)) {
                    add(row);
                } else {
                    switch (random.nextInt(4)) {
                        case 0 -> live.remove(row);
                        case 1 -> put(row);
                        case 2 -> live.set(FLAG, row, 1 - live.column(FLAG)[row]);
                        default -> live.set(RADIUS, row, random.nextInt(20));
                    }
                }
            }
        }

        void moveEye() {
            for (int point = 0; point < points; point++) {
                double far = random.nextInt(30) == 0 ? SIZE : 8;
                eyeX[point] += far * (random.nextDouble() - 0.5);
                eyeY[point] += far * (random.nextDouble() - 0.5);
                reach[point] += random.nextInt(10) == 0 ? 0.1 * (random.nextDouble() - 0.5) : 0;
            }
            if (random.nextInt(40) == 0) {
                focus = 0.1 + 0.9 * random.nextDouble();
            }
        }

        /** Whether so many tiers were enough: false if all of them are chosen. */
        boolean select(int due) {
            snapshot.table(0).copyFrom(live);
            turn++;
            for (int row = 0; row < CAPACITY; row++) {
                if (!place(row).equals(places.set(row, place(row)))) {
                    movedTurns[row] = turn;
                }
            }
            area.look(snapshot);
            eye.at(eyeX[0], eyeY[0]).reach(reach[0]);
            for (int point = 1; point < points; point++) {
                eye.and(eyeX[point], eyeY[point]).reach(reach[point]);
            }
            outlook.setFocus(focus);
            boolean isComplete = area.select(eye, due, outlook, was, is);
            if (!isComplete) {
                assertThat(area.select(eye, Radii.TIERS, outlook, was, is)).isTrue();
            }
            return isComplete;
        }

        private String place(int row) {
            Rows rows = snapshot.table(0);
            return !isPresent(row)
                    ? ""
                    : isHoly(row)
                            ? "holy"
                            : rows.column(X)[row] + " " + rows.column(Y)[row] + " "
                                    + (placement.radiusColumn() < 0 ? 0 : rows.column(RADIUS)[row]);
        }

        /** Whether a row has moved since so many tiers were due. */
        boolean hasMoved(int row, int due) {
            return movedTurns[row] > sentTurns[due - 1];
        }

        void send(int due) {
            sent.copyFrom(snapshot);
            for (int tier = 0; tier < due; tier++) {
                sentTurns[tier] = turn;
                was[tier].look(sent);
                was[tier].view().copyFrom(is[tier]);
            }
        }

        int[] tiers(int due) {
            int[] tiers = new int[CAPACITY];
            for (int row = 0; row < CAPACITY; row++) {
                tiers[row] = OUT_OF_SIGHT;
                for (int tier = 0; tier < Radii.TIERS; tier++) {
                    if (tier < due ? is[tier].sees(0, row) : was[tier].view().sees(0, row)) {
                        assertThat(tiers[row]).as("%s: is in one tier", at(row)).isEqualTo(OUT_OF_SIGHT);
                        tiers[row] = tier;
                    }
                }
            }
            return tiers;
        }

        String at(int row) {
            return "seed " + seed + ", row " + row;
        }

        /** As a multiple of how far one sees this table from the point that sees the row best. */
        double distance(int row, Eye from, double slack) {
            double least = Double.POSITIVE_INFINITY;
            double edge = placement.radiusColumn() < 0 ? 0 : snapshot.table(0).column(RADIUS)[row];
            for (int point = 0; point < points; point++) {
                double distance = Math.hypot(
                        snapshot.table(0).column(X)[row] - from.x(point),
                        snapshot.table(0).column(Y)[row] - from.y(point));
                double nearer = Math.max(0, distance - edge - slack * from.reachOf(point));
                least = Math.min(least, nearer / from.reachOf(point) / placement.reach());
            }
            return least;
        }

        int tierAt(double distance, double focusThen) {
            return distance <= radii.full() * focusThen
                    ? 0
                    : distance <= radii.half() * focusThen ? 1 : distance <= radii.quarter() ? 2 : OUT_OF_SIGHT;
        }

        double slack() {
            return (radii.hysteresis() - 1) / 2 * radii.quarter() * Math.min(1, placement.reach());
        }

        boolean isPresent(int row) {
            return snapshot.table(0).isPresent(row);
        }

        boolean isHoly(int row) {
            return snapshot.table(0).column(FLAG)[row] != 0;
        }
    }

    @Test
    void shouldSeeWhatIsWithinTheRadiusAndNothingBeyondTheHysteresis() {
        int seen = 0;
        for (long seed = 0; seed < 30; seed++) {
            Scene scene = new Scene(seed);
            for (int turn = 0; turn < 150; turn++) {
                int due = Radii.tiersDue(turn, Radii.TIERS);
                due = scene.select(due) ? due : Radii.TIERS;
                int[] tiers = scene.tiers(due);
                for (int row = 0; due == Radii.TIERS && row < CAPACITY; row++) {
                    if (scene.isPresent(row) && !scene.isHoly(row)) {
                        double distance = scene.distance(row, scene.eye, 0);
                        assertThat(tiers[row])
                                .as("%s, turn %d, at %s", scene.at(row), turn, distance)
                                .isLessThanOrEqualTo(scene.tierAt(distance * (1 + 1e-9), scene.focus));
                        boolean isBeyond = distance * (1 - 1e-9) > scene.radii.quarter() * scene.radii.hysteresis();
                        assertThat(isBeyond && tiers[row] != OUT_OF_SIGHT)
                                .as("%s, turn %d, at %s: is not seen", scene.at(row), turn, distance)
                                .isFalse();
                        seen += tiers[row] == OUT_OF_SIGHT ? 0 : 1;
                    }
                }
                scene.send(due);
                scene.changeAFew();
                scene.moveEye();
            }
        }
        assertThat(seen).isGreaterThan(10_000);
    }

    @Test
    void shouldKeepASightThatIsTheSameAsOneThatIsChosenRowByRow() {
        int kept = 0;
        int chosen = 0;
        for (long seed = 0; seed < 30; seed++) {
            Scene scene = new Scene(seed);
            for (int turn = 0; turn < 150; turn++) {
                int[] before = scene.tiers(0);
                int due = Radii.tiersDue(turn, Radii.TIERS);
                due = scene.select(due) ? due : Radii.TIERS;
                int[] after = scene.tiers(due);
                boolean isAnchored = turn > CALM && scene.outlook.followed(0, due) >= 0;
                for (int row = 0; isAnchored && row < CAPACITY; row++) {
                    if (scene.isPresent(row)) {
                        assertThat(after[row])
                                .as("%s, turn %d, %d due, before %d", scene.at(row), turn, due, before[row])
                                .isEqualTo(expected(scene, row, before[row], due));
                        kept += after[row] == before[row] ? 1 : 0;
                        chosen += after[row] != before[row] ? 1 : 0;
                    }
                }
                scene.send(due);
                scene.changeAFew();
                scene.moveEye();
            }
        }
        assertThat(kept).isGreaterThan(100_000);
        assertThat(chosen).isGreaterThan(1_000);
    }

    private static int expected(Scene scene, int row, int before, int due) {
        double distance = scene.distance(row, scene.outlook.anchor(), scene.slack());
        int tier = scene.isHoly(row) ? 0 : scene.tierAt(distance, scene.outlook.anchorFocus());
        if (before >= due && before < OUT_OF_SIGHT) {
            return before;
        }
        if (scene.hasMoved(row, due) && !scene.isHoly(row)) {
            double fromEye = scene.distance(row, scene.eye, 0);
            boolean isNear = scene.tierAt(fromEye, scene.focus) == 0;
            boolean isFar = fromEye > scene.radii.quarter() * scene.radii.hysteresis();
            tier = isFar ? OUT_OF_SIGHT : tier >= due && isNear ? 0 : tier;
        }
        return tier < due || tier == OUT_OF_SIGHT ? tier : before;
    }

    @Test
    void shouldChooseAnewOnlyWhenTheEyeHasLeftTheSlack() {
        Scene scene = still(new Scene(7), 3 * CALM);
        long followed = scene.outlook.followed(0, Radii.TIERS);
        double anchor = scene.outlook.anchor().x(0);

        scene.eyeX[0] += 0.9 * scene.slack() * scene.reach[0];
        scene.select(Radii.TIERS);
        assertThat(scene.outlook.anchor().x(0)).isEqualTo(anchor);
        assertThat(scene.outlook.followed(0, Radii.TIERS)).isEqualTo(followed);

        scene.eyeX[0] += 0.2 * scene.slack() * scene.reach[0];
        scene.select(Radii.TIERS);
        assertThat(scene.outlook.anchor().x(0)).isEqualTo(scene.eyeX[0]);
    }

    @Test
    void shouldAskForAllTiersWhenTheEyeJumpsAway() {
        Scene scene = still(new Scene(8), 3 * CALM);

        scene.eyeX[0] += 2 * SIZE;

        assertThat(scene.select(1)).isFalse();
        assertThat(scene.select(1)).as("it is there now").isTrue();
    }

    @Test
    void shouldGoBackToRowByRowWhenManyRowsMove() {
        Scene scene = still(new Scene(9), 3 * CALM);
        for (int snapshots = 0; snapshots < 3; snapshots++) {
            for (int row = 0; row < CAPACITY; row++) {
                if (scene.live.isPresent(row)) {
                    scene.put(row);
                }
            }
            scene.select(Radii.TIERS);
            int[] tiers = scene.tiers(Radii.TIERS);
            for (int row = 0; row < CAPACITY; row++) {
                if (scene.isPresent(row)) {
                    assertThat(tiers[row] != OUT_OF_SIGHT)
                            .as(scene.at(row))
                            .isEqualTo(scene.isHoly(row)
                                    || scene.distance(row, scene.eye, 0)
                                            <= scene.radii.quarter()
                                                    * (scene.was[0].view().sees(0, row)
                                                                    || scene.was[1]
                                                                            .view()
                                                                            .sees(0, row)
                                                                    || scene.was[2]
                                                                            .view()
                                                                            .sees(0, row)
                                                            ? scene.radii.hysteresis()
                                                            : 1));
                }
            }
            scene.send(Radii.TIERS);
        }

        still(scene, 2 * CALM);
        assertThat(scene.outlook.followed(0, Radii.TIERS)).as("it stands again").isPositive();
    }

    @Test
    void shouldAllocateNothingInSteadyState() {
        Scene scene = still(new Scene(10), 3 * CALM);
        long least = Long.MAX_VALUE;
        for (int sample = 0; sample < 20; sample++) {
            long before = allocatedBytes();
            for (int turn = 0; turn < 400; turn++) {
                scene.eyeX[0] += turn % 2 == 0 ? scene.slack() * 2 : -scene.slack() * 2;
                scene.live.set(X, turn % CAPACITY, turn);
                scene.snapshot.table(0).copyFrom(scene.live);
                scene.area.look(scene.snapshot);
                scene.eye.at(scene.eyeX[0], scene.eyeY[0]).reach(scene.reach[0]);
                scene.area.select(scene.eye, Radii.tiersDue(turn, Radii.TIERS), scene.outlook, scene.was, scene.is);
            }
            least = Math.min(least, allocatedBytes() - before);
        }
        // Asking costs something, and the JIT boxes now and then.
        assertThat(least).as("less than an object per turn").isLessThan(4_096);
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static Scene still(Scene scene, int snapshots) {
        for (int turn = 0; turn < snapshots; turn++) {
            scene.select(Radii.TIERS);
            scene.send(Radii.TIERS);
        }
        return scene;
    }
}
