package dev.tickwire.simulation.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.state.View;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AreaOfInterestTest {
    private static final int X = 0;
    private static final int Y = 1;
    private static final int FLAG = 2;
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new TableType(
                            "sheep",
                            100,
                            List.of(
                                    ColumnType.fixed("x", -500, 500, 1),
                                    ColumnType.fixed("y", -500, 500, 1),
                                    ColumnType.flag("bell"))),
                    new TableType("weather", 4, List.of(ColumnType.flag("rain")))),
            new TableType("keys", 4, List.of()));
    private static final List<Placement> PLACEMENTS = List.of(Placement.at(X, Y).withRelevant(FLAG), Placement.NOWHERE);
    private static final Radii RADII = new Radii(100, 200, 300, 1.2);

    private final Snapshot snapshot = new Snapshot(SCHEMA);
    private final AreaOfInterest area = new AreaOfInterest(SCHEMA, PLACEMENTS, RADII, Radii.TIERS);
    private final Eye eye = new Eye();
    private final Outlook outlook = new Outlook(SCHEMA);
    private final Snapshot sent = new Snapshot(SCHEMA);
    private final Sight[] was = sights(views());
    private final View[] is = views();

    @Test
    void shouldRefuseRadiiThatShrink() {
        assertThatThrownBy(() -> new Radii(100, 90, 300, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Radii(100, 200, 199, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Radii(0, 200, 300, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Radii(100, 200, 300, 0.9)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldHaveNoTierBetweenEqualRadii() {
        assertThat(new Radii(100, 100, 100, 1).tiers()).isEqualTo(1);
        assertThat(new Radii(100, 200, 200, 1).tiers()).isEqualTo(2);
        assertThat(Radii.tiersDue(4, 3)).isEqualTo(3);
        assertThat(Radii.tiersDue(6, 3)).isEqualTo(2);
        assertThat(Radii.tiersDue(7, 3)).isEqualTo(1);
        assertThat(Radii.tiersDue(4, 1)).isEqualTo(1);
    }

    @Test
    void shouldPutRowsIntoTiersByDistance() {
        addSheep(0, 100, 0);
        addSheep(1, 101, 0);
        addSheep(2, 0, -200);
        addSheep(3, 0, 201);
        addSheep(4, -300, 0);
        addSheep(5, -301, 0);

        select(3);

        assertThat(tiersOfSheep(6)).containsExactly(0, 1, 1, 2, 2, 3);
    }

    @Test
    void shouldKeepWhatIsInSightALittleBeyondTheRadius() {
        addSheep(0, 300, 0);
        select(3);

        moveSheep(0, 360, 0);
        select(3);
        assertThat(tiersOfSheep(1)).containsExactly(2);

        moveSheep(0, 361, 0);
        select(3);
        assertThat(tiersOfSheep(1)).containsExactly(3);

        moveSheep(0, 301, 0);
        select(3);
        assertThat(tiersOfSheep(1)).containsExactly(3);
    }

    @Test
    void shouldKeepTheHigherRateALittleBeyondItsRadius() {
        addSheep(0, 90, 0);
        select(3);

        moveSheep(0, 120, 0);
        select(3);
        assertThat(tiersOfSheep(1)).containsExactly(0);

        moveSheep(0, 121, 0);
        select(3);
        assertThat(tiersOfSheep(1)).containsExactly(1);
    }

    @Test
    void shouldLeaveTiersAloneThatAreNotDue() {
        addSheep(0, 250, 0);
        select(3);

        moveSheep(0, 10, 0);
        select(1);
        assertThat(tiersOfSheep(1)).containsExactly(2);

        select(3);
        assertThat(tiersOfSheep(1)).containsExactly(0);
    }

    @Test
    void shouldKeepARowWhereItIsUntilTheTierFurtherOutIsDue() {
        addSheep(0, 10, 0);
        select(3);

        moveSheep(0, 250, 0);
        select(1);
        assertThat(tiersOfSheep(1)).containsExactly(0);

        select(3);
        assertThat(tiersOfSheep(1)).containsExactly(2);
    }

    @Test
    void shouldAskForMoreTiersWhereANewEntityHasTheSlotOfADeadOneFarAway() {
        addSheep(0, 250, 0);
        select(3);
        snapshot.table(0).remove(0);
        snapshot.table(0).put(0, 2);
        moveSheep(0, 10, 0);

        assertThat(select(1)).isFalse();
        assertThat(select(3)).isTrue();
        assertThat(tiersOfSheep(1)).containsExactly(0);
    }

    @Test
    void shouldShowToEverybodyWhatIsFlaggedOrNowhere() {
        addSheep(0, 499, 499);
        snapshot.table(0).column(FLAG)[0] = 1;
        snapshot.table(1).put(2, 1);

        select(3);

        assertThat(is[0].sees(0, 0)).isTrue();
        assertThat(is[0].sees(1, 2)).isTrue();
    }

    @Test
    void shouldShowEverythingToWhoLooksFromEverywhere() {
        addSheep(0, 499, 499);
        area.look(snapshot);
        eye.everywhere();

        area.select(eye, 3, outlook, was, is);

        assertThat(is[0].sees(0, 0)).isTrue();
    }

    @Test
    void shouldSendEachTierWithinItsShareOfWhatAPlayerIsSent() {
        for (int everyNth = 1; everyNth <= 8; everyNth++) {
            for (int player = 0; player < 8; player++) {
                int[] sentSince = new int[3];
                int sentCount = 0;
                for (int snapshotOfRoom = 0; snapshotOfRoom < 200; snapshotOfRoom++) {
                    if (snapshotOfRoom % everyNth == 0) {
                        int due = Radii.tiersDue(sentCount++ + player, 3);
                        for (int tier = 0; tier < 3; tier++) {
                            sentSince[tier] = tier < due ? 0 : sentSince[tier] + 1;
                            assertThat(sentSince[tier])
                                    .as("tier %d, player %d, who is sent 1 of %d", tier, player, everyNth)
                                    .isLessThan(1 << tier);
                        }
                    }
                }
            }
        }
    }

    @Test
    void shouldSpreadTheFarTiersOfPlayersOverTheSnapshots() {
        int[] quartersDue = new int[4];
        for (int player = 0; player < 40; player++) {
            for (int sentCount = 0; sentCount < 4; sentCount++) {
                quartersDue[sentCount] += Radii.tiersDue(sentCount + player, 3) == 3 ? 1 : 0;
            }
        }
        assertThat(quartersDue).containsExactly(10, 10, 10, 10);
    }

    @Test
    void shouldKeepAFlaggedRowInItsTierUntilThatTierIsDue() {
        addSheep(0, 250, 0);
        addSheep(1, 450, 0);
        select(3);
        snapshot.table(0).column(FLAG)[0] = 1;
        snapshot.table(0).column(FLAG)[1] = 1;

        select(1);
        assertThat(tiersOfSheep(2)).containsExactly(2, 0);

        select(3);
        assertThat(tiersOfSheep(2)).containsExactly(0, 0);

        snapshot.table(0).column(FLAG)[0] = 0;
        snapshot.table(0).column(FLAG)[1] = 0;
        select(3);
        assertThat(tiersOfSheep(2)).containsExactly(2, 3);
    }

    @Test
    void shouldNotTakeRowsForFlaggedThatAnEarlierSnapshotHadThere() {
        addSheep(7, 499, 499);
        snapshot.table(0).column(FLAG)[7] = 1;
        select(3);
        snapshot.table(0).remove(7);
        put(snapshot.table(0), 8, 499, -499);
        snapshot.table(0).column(FLAG)[8] = 1;

        select(1);

        assertThat(is[0].sees(0, 7)).isFalse();
        assertThat(is[0].sees(0, 8)).isTrue();
    }

    @Test
    void shouldAgreeWithEveryRowLookedAtOneByOneWhileFlagsAndPlacesChange() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int row = 0; row < 100; row += 2) {
            addSheep(row, 0, 0);
        }
        select(3);
        for (int snapshots = 0; snapshots < 500; snapshots++) {
            for (int row = 0; row < 100; row += 2) {
                if (random.nextInt(4) == 0) {
                    moveSheep(row, random.nextInt(1001) - 500, random.nextInt(1001) - 500);
                    snapshot.table(0).column(FLAG)[row] = random.nextInt(10) == 0 ? 1 : 0;
                }
            }
            int due = 1 + random.nextInt(3);
            int[] before = tiersOfSheep(100);

            select(due);

            int[] after = tiersOfSheep(100);
            for (int row = 0; row < 100; row++) {
                assertThat(after[row])
                        .as("seed %d, snapshot %d, row %d", seed, snapshots, row)
                        .isEqualTo(expectedTier(row, before[row], due));
            }
        }
    }

    /** The tier of a row that was in another one, or in none, when so many tiers are due. */
    private int expectedTier(int row, int before, int due) {
        Rows sheep = snapshot.table(0);
        if (before < 3 && before >= due) {
            return before;
        }
        if (!sheep.isPresent(row)) {
            return 3;
        }
        if (sheep.column(FLAG)[row] != 0) {
            return 0;
        }
        double distance = Math.hypot(sheep.column(X)[row] - 500, sheep.column(Y)[row] - 500);
        double[] radii = {RADII.full(), RADII.half(), RADII.quarter()};
        int wanted = 3;
        for (int tier = 2; tier >= 0; tier--) {
            wanted = distance <= radii[tier] * (before <= tier ? RADII.hysteresis() : 1) ? tier : wanted;
        }
        return wanted < 3 && wanted >= due ? before : wanted;
    }

    @Test
    void shouldAgreeWithDistancesMeasuredOneByOne() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Radii radii = new Radii(50 + random.nextInt(100), 150 + random.nextInt(100), 250 + random.nextInt(600), 1);
            AreaOfInterest tried = new AreaOfInterest(SCHEMA, PLACEMENTS, radii, Radii.TIERS);
            Snapshot world = new Snapshot(SCHEMA);
            for (int row = 0; row < 100; row++) {
                if (random.nextInt(3) > 0) {
                    put(world.table(0), row, random.nextInt(1001) - 500, random.nextInt(1001) - 500);
                }
            }
            double ex = random.nextInt(1400) - 700.0;
            double ey = random.nextInt(1400) - 700.0;
            View[] seen = views();
            tried.look(world);
            Eye from = new Eye();
            from.at(ex, ey);

            tried.select(from, 3, new Outlook(SCHEMA), sights(views()), seen);

            for (int row = 0; row < 100; row++) {
                assertThat(tierOf(seen, row))
                        .as("seed %d, row %d", seed, row)
                        .isEqualTo(expectedTier(world.table(0), row, ex, ey, radii));
            }
        }
    }

    private static int expectedTier(Rows sheep, int row, double ex, double ey, Radii radii) {
        if (!sheep.isPresent(row)) {
            return 3;
        }
        double distance = Math.hypot(sheep.column(X)[row] - 500 - ex, sheep.column(Y)[row] - 500 - ey);
        return distance <= radii.full() ? 0 : distance <= radii.half() ? 1 : distance <= radii.quarter() ? 2 : 3;
    }

    /** Selects from the middle of the meadow, and takes what is selected for sent. */
    private boolean select(int dueTiers) {
        area.look(snapshot);
        eye.at(0, 0);
        boolean complete = area.select(eye, dueTiers, outlook, was, is);
        sent.copyFrom(snapshot);
        for (int tier = 0; tier < dueTiers; tier++) {
            was[tier].look(sent);
            was[tier].view().copyFrom(is[tier]);
        }
        return complete;
    }

    private void addSheep(int row, int x, int y) {
        put(snapshot.table(0), row, x, y);
    }

    private void moveSheep(int row, int x, int y) {
        snapshot.table(0).column(X)[row] = x + 500;
        snapshot.table(0).column(Y)[row] = y + 500;
    }

    private static void put(Rows sheep, int row, int x, int y) {
        sheep.put(row, 1);
        sheep.column(X)[row] = x + 500;
        sheep.column(Y)[row] = y + 500;
    }

    private int[] tiersOfSheep(int count) {
        int[] tiers = new int[count];
        for (int row = 0; row < count; row++) {
            tiers[row] = tierOf(new View[] {was[0].view(), was[1].view(), was[2].view()}, row);
        }
        return tiers;
    }

    /** The one tier that has a row; 3: none. */
    private static int tierOf(View[] views, int row) {
        int found = 3;
        for (int tier = 0; tier < 3; tier++) {
            if (views[tier].sees(0, row)) {
                assertThat(found).as("row %d is in one tier", row).isEqualTo(3);
                found = tier;
            }
        }
        return found;
    }

    private static Sight[] sights(View[] views) {
        return new Sight[] {Sight.through(views[0]), Sight.through(views[1]), Sight.through(views[2])};
    }

    private static View[] views() {
        return new View[] {new View(SCHEMA), new View(SCHEMA), new View(SCHEMA)};
    }
}
