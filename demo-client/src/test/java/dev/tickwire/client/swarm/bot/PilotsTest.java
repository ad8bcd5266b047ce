package dev.tickwire.client.swarm.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.client.session.FakeRoom;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PilotsTest {
    private static final int PLAYER = 3;
    private static final int ENEMY = 9;
    private static final int TURN = 0;
    private static final int THRUST = 1;
    private static final int FIRE = 2;

    private final FakeRoom room = new FakeRoom();
    private final Schema schema = room.visible();
    private final Snapshot world = new Snapshot(schema);
    private final TableType ships = schema.tables().get(schema.indexOf("ships"));
    private final TableType rocks = schema.tables().get(schema.indexOf("asteroids"));

    @Test
    void shouldKnowAnArenaThatHasMoreThanItLooksAt() {
        assertThat(arena(changed(columns -> columns.add(0, ColumnType.flag("cloaked")))))
                .isNotNull();
    }

    @Test
    void shouldNotTakeAnotherGameForTheArena() {
        assertThat(arena(changed(
                        columns -> columns.removeIf(column -> column.name().equals("hull")))))
                .isNull();
        assertThat(arena(changed(columns ->
                        columns.replaceAll(column -> column.name().equals("hull") ? ColumnType.flag("hull") : column))))
                .isNull();
        assertThat(arena(new Schema(List.of(), schema.inputs()))).isNull();
    }

    /** The arena, with other columns of ships. */
    private Schema changed(Consumer<List<ColumnType>> change) {
        List<TableType> tables = new ArrayList<>(schema.tables());
        List<ColumnType> columns = new ArrayList<>(ships.columns());
        change.accept(columns);
        tables.set(
                schema.indexOf("ships"),
                new TableType(ships.name(), ships.capacity(), columns, ships.audience(), ships.ownerColumn()));
        return new Schema(tables, schema.inputs(), schema.events());
    }

    @Test
    void shouldFlyAndFireAtAnEnemyStraightAhead() {
        ship(0, PLAYER, 1000, 1200, 0);
        ship(1, ENEMY, 1400, 1200, 0);
        int[] input = decide(pilot(), 1).get(0);
        assertThat(input).containsExactly(0, 1, 1);
    }

    @Test
    void shouldTurnTowardsAnEnemyTheShortWayAndFireOnlyThen() {
        ship(0, PLAYER, 1000, 1200, 0);
        ship(1, ENEMY, 1000, 1500, 0);
        List<int[]> inputs = decide(pilot(), 11);
        int ticksToTurn = (int) Math.round(Math.PI / 2 * 20 / 3.7);
        for (int i = 0; i < 11; i++) {
            assertThat(inputs.get(i)[TURN]).as("turn at %d", i).isEqualTo(i < ticksToTurn ? 1 : 0);
            assertThat(inputs.get(i)[FIRE]).as("fire at %d", i).isEqualTo(i < ticksToTurn ? 0 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.5, 8})
    void shouldTurnForAsManyTicksAsTheRoomsTurnRateTakes(double turnRate) {
        room.simulation().tune(Map.of("turnRate", turnRate));
        ship(0, PLAYER, 1000, 1200, 0);
        ship(1, ENEMY, 1000, 1500, 0);
        int ticksToTurn = Math.min(20, (int) Math.round(Math.PI / 2 * 20 / turnRate));
        List<int[]> inputs = decide(pilot(), ticksToTurn + 1);
        for (int i = 0; i < ticksToTurn; i++) {
            assertThat(inputs.get(i)[TURN]).as("turn at %d", i).isEqualTo(1);
        }
        if (ticksToTurn < 20) {
            assertThat(inputs.get(ticksToTurn)).containsExactly(0, 1, 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"300, false", "620, true"})
    void shouldFireAtWhatTheRoomsShotsReach(double bulletSpeed, boolean fires) {
        room.simulation().tune(Map.of("bulletSpeed", bulletSpeed));
        ship(0, PLAYER, 1000, 1200, 0);
        ship(1, ENEMY, 1400, 1200, 0);
        assertThat(decide(pilot(), 1).get(0)[FIRE]).isEqualTo(fires ? 1 : 0);
    }

    @Test
    void shouldLeadItsShots() {
        ship(0, PLAYER, 1000, 1200, 0);
        ship(1, ENEMY, 1400, 1200, 0);
        Snapshot before = new Snapshot(schema);
        before.copyFrom(world);
        before.setTick(9);
        before.table(schema.indexOf("ships")).column(ships.indexOf("y"))[1] -= 16 * 10;
        world.setTick(10);
        int[] input = new int[3];
        pilot().decide(before, world, input);
        assertThat(input[TURN]).as("the enemy moves to larger y").isEqualTo(1);
    }

    @Test
    void shouldLeaveShipsAloneThatAreLostOrShielded() {
        ship(0, PLAYER, 1000, 1200, 0);
        ship(1, ENEMY, 1200, 1200, 0);
        ship(2, ENEMY + 1, 1300, 1200, 0);
        column("ships", "hull")[1] = 0;
        column("ships", "shielded")[2] = 1;
        assertThat(decide(pilot(), 60)).noneMatch(input -> input[FIRE] == 1);
    }

    @Test
    void shouldTurnAwayFromAWall() {
        ship(0, PLAYER, 2330, 600, 0);
        assertThat(decide(pilot(), 1).get(0)[TURN])
                .as("the centre is at larger y")
                .isEqualTo(1);
    }

    @Test
    void shouldTurnAwayFromARockInTheWay() {
        ship(0, PLAYER, 1000, 1200, 0);
        Rows rows = world.table(schema.indexOf("asteroids"));
        rows.put(0, 1);
        rows.column(rocks.indexOf("x"))[0] = 1100 * 16;
        rows.column(rocks.indexOf("y"))[0] = 1210 * 16;
        rows.column(rocks.indexOf("size"))[0] = 2;
        assertThat(decide(pilot(), 1).get(0)[TURN])
                .as("the rock is at larger y")
                .isEqualTo(-1);
    }

    @Test
    void shouldDoNothingWhileItsShipIsLost() {
        ship(0, PLAYER, 1000, 1200, 0);
        column("ships", "hull")[0] = 0;
        assertThat(decide(pilot(), 5)).allSatisfy(input -> assertThat(input).containsExactly(0, 0, 0));
        assertThat(decide(new ArenaPilot(arena(schema), 77, 20, new SplittableRandom(1)), 5))
                .allSatisfy(input -> assertThat(input).containsExactly(0, 0, 0));
    }

    @Test
    void shouldDecideTheSameWithTheSameSeed() {
        ship(0, PLAYER, 1000, 1200, 0);
        assertThat(decide(pilot(), 200)).usingRecursiveComparison().isEqualTo(decide(pilot(), 200));
    }

    @Test
    void shouldKnowTheArenaByItsSchemaAndItsTunables() {
        assertThat(arena(schema)).isNotNull();
        assertThat(ArenaView.of(schema, List.of())).isNull();
        TableType jump = new TableType("keys", 4, List.of(ColumnType.flag("jump")));
        assertThat(arena(new Schema(schema.tables(), jump))).isNull();
    }

    @Test
    void shouldPlayAnyGameWithLegalInputsThatItHoldsForAWhile() {
        TableType inputs = otherInputs();
        RandomPilot pilot = new RandomPilot(inputs, 20, new SplittableRandom(1));
        int[] input = new int[inputs.columns().size()];
        RandomPilot.rest(inputs, input);
        assertThat(input)
                .as("the fixed column's 0.0 is 10 steps above its least")
                .containsExactly(5, 10, 0, 0, 0, 0, 0);
        Set<List<Integer>> seen = new HashSet<>();
        int changes = 0;
        int[] last = input.clone();
        for (int tick = 0; tick < 2000; tick++) {
            pilot.decide(null, world, input);
            for (int c = 0; c < input.length; c++) {
                ColumnType column = inputs.columns().get(c);
                assertThat(input[c]).isBetween(column.rawMin(), column.rawMax());
            }
            assertThat(input[5]).isZero();
            assertThat(input[6]).isZero();
            changes += Arrays.equals(input, last) ? 0 : 1;
            last = input.clone();
            seen.add(Arrays.stream(input).boxed().toList());
        }
        assertThat(changes).isBetween(100, 500);
        assertThat(seen).hasSizeGreaterThan(90);
    }

    private static TableType otherInputs() {
        return new TableType(
                "keys",
                4,
                List.of(
                        ColumnType.integer("n", 5, 1 << 30),
                        ColumnType.fixed("f", -1, 1, 0.1),
                        ColumnType.angle("a", 8),
                        ColumnType.flag("go"),
                        ColumnType.oneOf("kind", "x", "y", "z"),
                        ColumnType.reference("at", "ships"),
                        ColumnType.text("say")));
    }

    private ArenaView arena(Schema of) {
        return ArenaView.of(of, room.welcome().getTunablesList());
    }

    private ArenaPilot pilot() {
        return new ArenaPilot(arena(schema), PLAYER, 20, new SplittableRandom(1));
    }

    private List<int[]> decide(Pilot pilot, int ticks) {
        int[] input = new int[3];
        List<int[]> inputs = new ArrayList<>();
        for (int i = 0; i < ticks; i++) {
            pilot.decide(null, world, input);
            inputs.add(input.clone());
            assertThat(input[TURN]).isBetween(-1, 1);
            assertThat(input[THRUST]).isBetween(0, 1);
        }
        return inputs;
    }

    private void ship(int row, int player, double x, double y, int heading) {
        world.table(schema.indexOf("ships")).put(row, 1);
        column("ships", "player")[row] = player;
        column("ships", "x")[row] = (int) (x * 16);
        column("ships", "y")[row] = (int) (y * 16);
        column("ships", "heading")[row] = heading;
        column("ships", "hull")[row] = 100;
    }

    private int[] column(String table, String name) {
        int index = schema.indexOf(table);
        return world.table(index).column(schema.tables().get(index).indexOf(name));
    }
}
