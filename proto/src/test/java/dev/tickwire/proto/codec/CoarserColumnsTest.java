package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tickwire.proto.fixture.TestWorld;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoarserColumnsTest {
    private static final int ROWS = 40;
    private static final int SNAPSHOTS = 8;

    @Test
    void shouldSayNothingOfFewerThanTwoSnapshotsOrOfAWorldThatStands() {
        Schema schema = schema(1 / 16.0, 10);
        List<Snapshot> moving = snapshots(schema, 1, 0);
        assertThat(CoarserColumns.savings(schema, Codec.PACKED, List.of())).isEmpty();
        assertThat(CoarserColumns.savings(schema, Codec.PACKED, moving.subList(0, 1)))
                .isEmpty();
        TestWorld world = new TestWorld(schema).enter(0, 0);
        assertThat(CoarserColumns.savings(schema, Codec.PACKED, List.of(world.at(1), world.at(2))))
                .isEmpty();
    }

    @Test
    void shouldRefuseSnapshotsInAnotherOrder() {
        Schema schema = schema(1 / 16.0, 10);
        Snapshot one = new TestWorld(schema).at(2);
        assertThatThrownBy(() -> CoarserColumns.savings(schema, Codec.PACKED, List.of(one, one)))
                .hasMessage("the snapshots must be in the order of their ticks");
    }

    /** The columns of the game are made coarser in its schema and its state, and all of it is encoded. */
    @ParameterizedTest
    @CsvSource({"PLAIN, 1", "PLAIN, 3", "PACKED, 1", "PACKED, 2", "PACKED, 3"})
    void shouldSayWhatAGameWithSuchAColumnWouldSend(Codec codec, int bits) {
        Schema schema = schema(1 / 16.0, 10);
        List<Snapshot> snapshots = snapshots(schema, 1, 0);
        double now = bytes(schema, codec, snapshots);

        Schema coarserX = schema(1 / 16.0 * (1 << bits), 10);
        double lessX = now - bytes(coarserX, codec, snapshots(coarserX, 1 << bits, 0));
        Schema coarserTurn = schema(1 / 16.0, 10 - bits);
        double lessTurn = now - bytes(coarserTurn, codec, snapshots(coarserTurn, 1, bits));

        List<CoarserColumns.Saving> savings = CoarserColumns.savings(schema, codec, snapshots);
        assertThat(savings).extracting(CoarserColumns.Saving::column).containsExactly("x", "turn", "lean");
        // Fields that hold the table and the block are no part of what is compared.
        double slack = 0.02;
        assertThat(savings.get(0).saved().get(bits - 1)).isCloseTo(lessX / now, within(slack));
        assertThat(savings.get(1).saved().get(bits - 1)).isCloseTo(lessTurn / now, within(slack));
        assertThat(lessX + lessTurn).isPositive();
    }

    @Test
    void shouldSaveABitOfEachResidualOfWhatIsRandom() {
        Schema schema = schema(1 / 16.0, 10);
        CoarserColumns.Saving x = CoarserColumns.savings(schema, Codec.PACKED, snapshots(schema, 1, 0))
                .get(0);

        assertThat(x.table()).isEqualTo("boats");
        assertThat(x.audience()).isEqualTo(Audience.EVERYBODY);
        assertThat(x.isPredicted()).isFalse();
        assertThat(x.share()).isBetween(0.4, 0.7);
        double perResidual = x.share() / 11;
        assertThat(x.saved().get(1)).isCloseTo(2 * perResidual, within(perResidual));
        assertThat(x.saved()).isSorted().hasSize(3);
    }

    @Test
    void shouldSayWhichColumnsArePredicted() {
        Schema schema = schema(1 / 16.0, 10);
        TestWorld world = new TestWorld(schema);
        for (int row = 0; row < ROWS; row++) {
            world.enter(0, row, 0, 0, 0, 3 * row);
        }
        List<Snapshot> snapshots = new ArrayList<>();
        for (int tick = 1; tick <= SNAPSHOTS; tick++) {
            for (int row = 0; row < ROWS; row++) {
                world.add(0, "x", row, 50 + row + tick % 3);
            }
            snapshots.add(world.at(tick));
        }
        assertThat(CoarserColumns.savings(schema, Codec.PACKED, snapshots))
                .extracting(CoarserColumns.Saving::isPredicted)
                .containsExactly(true, false, false);
    }

    @Test
    void shouldTryOnlyAsManyBitsAsAColumnHas() {
        Schema schema = schema(1 / 16.0, 10);
        List<CoarserColumns.Saving> savings = CoarserColumns.savings(schema, Codec.PLAIN, snapshots(schema, 1, 0));
        assertThat(savings.get(2).audience()).isEqualTo(Audience.OWNER);
        assertThat(savings.get(2).saved()).hasSize(1);
    }

    @Test
    void shouldLookAtTheLastSnapshotsAndChangeNone() {
        Schema schema = schema(1 / 16.0, 10);
        List<Snapshot> last = snapshots(schema, 1, 0);
        TestWorld other = new TestWorld(schema).enter(0, 3, 5, 5, 5, 5);
        List<Snapshot> all = new ArrayList<>(List.of(other.at(-1), other.at(0)));
        all.addAll(last);
        int[] before = last.get(3).table(0).column(1).clone();

        assertThat(CoarserColumns.savings(schema, Codec.PACKED, all))
                .isEqualTo(CoarserColumns.savings(schema, Codec.PACKED, last));
        assertThat(last.get(3).table(0).column(1)).isEqualTo(before);
    }

    private static Schema schema(double step, int bits) {
        return new Schema(
                List.of(new TableType(
                        "boats",
                        ROWS,
                        List.of(
                                ColumnType.integer("secret", 0, 9).asHidden(),
                                ColumnType.fixed("x", 0, 4096, step),
                                ColumnType.angle("turn", bits),
                                ColumnType.integer("hull", 0, 1000),
                                ColumnType.angle("lean", 2).forAudience(Audience.OWNER)))),
                new TableType("helm", ROWS, List.of()));
    }

    /** Boats at random, in a game whose columns are so much coarser. */
    private static List<Snapshot> snapshots(Schema schema, int coarser, int bits) {
        Random random = new Random(1);
        TestWorld world = new TestWorld(schema);
        for (int row = 0; row < ROWS; row++) {
            world.enter(0, row);
        }
        int[] turns = new int[ROWS];
        List<Snapshot> snapshots = new ArrayList<>();
        for (int tick = 1; tick <= SNAPSHOTS; tick++) {
            for (int row = 0; row < ROWS; row++) {
                world.set(0, "x", row, (int) Math.floor((double) random.nextInt(1000) / coarser + 0.5));
                turns[row] += random.nextInt(100);
                int turn = (int) Math.floor((double) (turns[row] & 1023) / (1 << bits) + 0.5);
                world.set(0, "turn", row, turn & ((1 << (10 - bits)) - 1));
                world.set(0, "lean", row, random.nextInt(4));
            }
            snapshots.add(world.at(tick));
        }
        return snapshots;
    }

    private static int bytes(Schema schema, Codec codec, List<Snapshot> snapshots) {
        int bytes = 0;
        for (Audience audience : List.of(Audience.EVERYBODY, Audience.OWNER)) {
            BlockEncoder encoder = new BlockEncoder(schema, audience, codec);
            ByteWriter out = new ByteWriter(1024);
            for (int i = 1; i < snapshots.size(); i++) {
                encoder.encode(i == 1 ? null : snapshots.get(i - 2), snapshots.get(i - 1), snapshots.get(i), out);
            }
            bytes += out.length();
        }
        return bytes;
    }
}
