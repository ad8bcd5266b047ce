package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.fixture.Client;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.fixture.TestWorld;
import dev.tickwire.proto.wire.Block;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.TableDelta;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nonsense about three chests, which have a lid, four slots each, and a lock, in a table of eight. */
class MalformedCellsTest {
    private static final Schema SCHEMA = new Schema(
            List.of(new TableType(
                    "chests",
                    8,
                    List.of(
                            ColumnType.integer("lid", 0, 100),
                            ColumnType.cells("slot", 8, 4, 0, 100),
                            ColumnType.integer("lock", 0, 100)))),
            new TableType("keys", 2, List.of()));
    private static final int LID = 1;
    private static final int SLOT = 2;
    private static final int LOCK = 4;
    private static final String REFERS = "a column of cells is predicted, or refers to another";
    private static final String NOBODY = "0" + "0";
    private static final String UNCHANGED = "0";
    private static final String K0 = "0000";

    private final Client client = new Client(SCHEMA);

    @BeforeEach
    void holdThreeChests() throws MalformedFrameException {
        TestWorld world = new TestWorld(SCHEMA);
        for (int slot = 0; slot < 3; slot++) {
            world.enter(0, slot);
        }
        client.receive(new Sender(SCHEMA).send(world.at(1)));
    }

    @Test
    void shouldListTheCellsOfAllRowsAndLeaveTheRowsOfOtherColumnsAlone() throws MalformedFrameException {
        receive(chests(LID | SLOT | LOCK)
                .setPartial(LID | SLOT | LOCK)
                .setSparse(LID | SLOT)
                .setSameRows(LOCK)
                .addAllRowGaps(List.of(1, 2, 2, 0, 10))
                .addAllResiduals(List.of(7, 1, 2, 9)));

        assertThat(client.world().tables.get(0).column(0)).containsExactly(0, 0, 7);
        assertThat(client.world().tables.get(0).column(1)).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2);
        assertThat(client.world().tables.get(0).column(2)).containsExactly(0, 0, 9);
    }

    @Test
    void shouldTakeBitmapsAndAllCells() throws MalformedFrameException {
        receive(chests(SLOT)
                .setPartial(SLOT)
                .setRowBitmaps(bytes(0b10000001, 0b1000))
                .addAllResiduals(List.of(1, 2, 3)));

        assertThat(client.world().tables.get(0).column(1)).containsExactly(1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 3);
    }

    @Test
    void shouldRefuseCellsBeyondTheColumn() {
        assertRefused(sparse(1, 12).addResiduals(1), Gaps.NO_ROW);
        assertRefused(sparse(2, 11, 0).addResiduals(1).addResiduals(1), Gaps.NO_ROW);
        assertRefused(sparse(13).addAllResiduals(zeros(13)), "more rows change than there are");
        assertRefused(
                chests(SLOT).setPartial(SLOT).setRowBitmaps(bytes(0, 0b10000)).addResiduals(1), Gaps.NO_ROW);
    }

    @Test
    void shouldRefuseTheWrongNumberOfNumbers() {
        assertRefused(chests(SLOT).addAllResiduals(zeros(11)), "the message ends too early");
        assertRefused(chests(SLOT).addAllResiduals(zeros(13)), "a table has more numbers than its rows need");
        assertRefused(
                chests(SLOT).setPartial(SLOT).setRowBitmaps(bytes(1)).addResiduals(1), "the message ends too early");
        assertRefused(entering(5), "the message ends too early");
        assertRefused(entering(7), "a table has more numbers than its rows need");
    }

    @Test
    void shouldRefuseCellsThatArePredictedOrReferToOtherColumns() {
        assertRefused(chests(0).setPredicted(SLOT), REFERS);
        assertRefused(
                chests(LID | SLOT)
                        .setPartial(LID | SLOT)
                        .setSparse(LID)
                        .setSameRows(SLOT)
                        .addAllRowGaps(List.of(1, 0))
                        .addAllResiduals(List.of(1, 1)),
                REFERS);
    }

    @Test
    void shouldRefuseOtherColumnsThatReferToCells() {
        assertRefused(
                chests(SLOT | LOCK)
                        .setPartial(SLOT | LOCK)
                        .setSparse(SLOT)
                        .setSameRows(LOCK)
                        .addAllRowGaps(List.of(1, 0))
                        .addAllResiduals(List.of(1, 1)),
                "a column refers to the rows of one before it, and there is none");
    }

    @Test
    void shouldRefuseThemPackedToo() {
        String slot = NOBODY + UNCHANGED + "1";
        assertRefused(packed(slot + "0" + "11" + "10" + K0 + "1".repeat(12) + "0"), Gaps.NO_ROW);
        assertRefused(packed(slot + "0" + "11" + "1".repeat(13) + "0"), Gaps.NO_ROW);
        assertRefused(packed(slot + "0" + "10" + K0), REFERS);
        assertRefused(packed(slot + "1" + "01" + K0 + "0".repeat(12)), REFERS);
        assertRefused(packed(slot + "0" + "01" + K0 + "0".repeat(3)), "the message ends too early");
        String firstCell = "0" + "11" + "10" + K0 + "0" + K0 + "110";
        assertRefused(
                packed(slot + firstCell + "1" + "0" + "10" + K0 + "110"),
                "a column refers to the rows of one before it, and there is none");
    }

    private static TableDelta.Builder chests(int changed) {
        return TableDelta.newBuilder().setChanged(changed);
    }

    private static TableDelta.Builder sparse(int count, Integer... gaps) {
        return chests(SLOT).setPartial(SLOT).setSparse(SLOT).addRowGaps(count).addAllRowGaps(List.of(gaps));
    }

    private static TableDelta.Builder entering(int values) {
        return chests(0).addEntered(5).addGenerations(1).addAllInitial(zeros(values));
    }

    private static List<Integer> zeros(int count) {
        return Collections.nCopies(count, 0);
    }

    private static ByteString bytes(int... numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return ByteString.copyFrom(bytes);
    }

    /** Bits as they stand, filled up to whole bytes with zeros. */
    private static TableDelta.Builder packed(String bits) {
        byte[] bytes = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }
        return TableDelta.newBuilder().setPacked(ByteString.copyFrom(bytes));
    }

    private void assertRefused(TableDelta.Builder delta, String sentence) {
        byte[] frame = frame(delta);
        assertThatThrownBy(() -> client.receive(frame))
                .as("%s", delta)
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage(sentence);
    }

    private void receive(TableDelta.Builder delta) throws MalformedFrameException {
        assertThat(client.receive(frame(delta))).isEqualTo(Replica.Outcome.APPLIED);
    }

    private static byte[] frame(TableDelta.Builder delta) {
        Block.Builder block = Block.newBuilder().setBaselineAgo(1).addTables(delta);
        return ServerFrame.newBuilder().setTick(2).addBlocks(block).build().toByteArray();
    }
}
