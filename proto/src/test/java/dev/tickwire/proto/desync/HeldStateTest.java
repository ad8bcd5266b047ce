package dev.tickwire.proto.desync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.fixture.RandomWorld;
import dev.tickwire.proto.wire.ClientRow;
import dev.tickwire.proto.wire.Desync;
import dev.tickwire.proto.wire.DesyncAnswer;
import dev.tickwire.proto.wire.RowHashes;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.HeldRow;
import dev.tickwire.simulation.state.HeldTable;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.state.TableType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeldStateTest {
    private static final TableType BOARD = new TableType(
            "board",
            128,
            List.of(
                    ColumnType.cells("ink", 128, 1024, 0, 1 << 30),
                    ColumnType.text("title", 1000),
                    ColumnType.text("more", 1000)));
    private static final TableType DOTS = new TableType("dots", 128, List.of(ColumnType.integer("x", 0, 1 << 30)));
    private static final Schema SCHEMA = new Schema(List.of(BOARD, DOTS), new TableType("keys", 4, List.of()));

    @Test
    void shouldHashTablesSoThatTheirSumIsTheStatesHash() {
        for (int seed = 0; seed < 100; seed++) {
            RandomWorld world = new RandomWorld(new Random(seed));
            StateHash hash = new StateHash(world.schema());
            for (int step = 0; step < 20; step++) {
                world.advance();
                int sum = 0;
                for (HeldTable table : HeldTable.allOf(world.snapshot())) {
                    sum += table.hash();
                }
                assertThat(sum).as("seed %d step %d", seed, step).isEqualTo(hash.ofVisible(world.snapshot()));
            }
        }
    }

    @Test
    void shouldSendTheRowsThatDifferAndNoOthers() {
        Snapshot sent = new Snapshot(SCHEMA);
        Snapshot held = new Snapshot(SCHEMA);
        for (int row = 0; row < 10; row++) {
            dot(sent, row, 100 + row);
            dot(held, row, row == 4 ? 7 : 100 + row);
        }
        sent.table(1).remove(8);
        held.table(1).remove(2);

        Desync rows = new HeldState(held).rows(answer(sent, 1));

        assertThat(rows.getRowsList())
                .containsExactly(
                        ClientRow.newBuilder()
                                .setTable(1)
                                .setId(65540)
                                .addValues(7)
                                .build(),
                        ClientRow.newBuilder()
                                .setTable(1)
                                .setId(65544)
                                .addValues(108)
                                .build(),
                        ClientRow.newBuilder()
                                .setTable(1)
                                .setId(65538)
                                .setAbsent(true)
                                .build());
        assertThat(rows.getMoreRows()).isZero();
    }

    @Test
    void shouldFitIntoAMessageWhateverIsHeld() {
        Snapshot held = new Snapshot(SCHEMA);
        held.setTick(1 << 30);
        held.setText(1, "\uD83D\uDE80".repeat(1000));
        for (int row = 0; row < 100; row++) {
            held.table(0).put(row, 16383);
            for (int cell = 0; cell < 1024; cell++) {
                held.table(0).column(0)[row * 1024 + cell] = 1 << 30;
            }
            held.table(0).column(1)[row] = row == 0 ? 0 : 1;
            held.table(0).column(2)[row] = 1;
            dot(held, row, 1 << 30);
        }
        Desync ofBoard = new HeldState(held).rows(answer(new Snapshot(SCHEMA), 0));
        Desync ofDots = new HeldState(held).rows(answer(new Snapshot(SCHEMA), 1));

        assertThat(ofBoard.getSerializedSize()).isLessThan(4000);
        assertThat(ofBoard.getRows(0).getValuesCount()).isEqualTo(500);
        assertThat(ofBoard.getRows(0).getTextsList()).containsExactly("");
        assertThat(ofBoard.getRowsCount() + ofBoard.getMoreRows()).isEqualTo(100);
        assertThat(ofDots.getSerializedSize()).isLessThan(4000);
        assertThat(ofDots.getRowsCount()).isEqualTo(HeldState.MOST_ROWS);
        assertThat(ofDots.getMoreRows()).isEqualTo(36);
    }

    @Test
    void shouldPassOverWhatNoServerAsks() {
        Snapshot held = new Snapshot(SCHEMA);
        dot(held, 0, 5);
        DesyncAnswer odd = DesyncAnswer.newBuilder()
                .addTables(RowHashes.newBuilder().setTable(-1))
                .addTables(RowHashes.newBuilder().setTable(2))
                .addTables(RowHashes.newBuilder().setTable(1).addIds(65536))
                .build();

        assertThat(new HeldState(held).rows(odd).getRowsList())
                .containsExactly(ClientRow.newBuilder()
                        .setTable(1)
                        .setId(65536)
                        .addValues(5)
                        .build());
    }

    private static void dot(Snapshot of, int row, int x) {
        of.table(1).put(row, 1);
        of.table(1).set(0, row, x);
    }

    private static DesyncAnswer answer(Snapshot sent, int table) {
        RowHashes.Builder hashes = RowHashes.newBuilder().setTable(table);
        for (HeldRow row : HeldTable.allOf(sent).get(table).rows()) {
            hashes.addIds(row.id()).addHashes(row.hash());
        }
        return DesyncAnswer.newBuilder().addTables(hashes).build();
    }
}
