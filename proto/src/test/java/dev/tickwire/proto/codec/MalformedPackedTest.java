package dev.tickwire.proto.codec;

import static dev.tickwire.proto.fixture.Harbour.BUOYS;
import static dev.tickwire.proto.fixture.Harbour.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.fixture.Client;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.fixture.TestWorld;
import dev.tickwire.proto.wire.Block;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.TableDelta;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nonsense in a packed table: bits, written out, about ten buoys, which have two visible columns, in a table of 70. */
class MalformedPackedTest {
    private static final String NOBODY = "0" + "0";
    private static final String UNCHANGED = "0";
    private static final String K0 = "0000";
    private static final String TOO_EARLY = "the message ends too early";
    private static final String TOO_LATE = "a table has more bits than its rows need";

    private final Client client = new Client(SCHEMA);

    @BeforeEach
    void holdTenBuoys() throws MalformedFrameException {
        TestWorld world = new TestWorld(SCHEMA);
        for (int slot = 0; slot < 10; slot++) {
            world.enter(BUOYS, slot);
        }
        client.receive(new Sender(SCHEMA).send(world.at(1)));
    }

    @Test
    void shouldApplyTheDeltasThatAreSound() throws MalformedFrameException {
        String ranks0And9 = "110" + "0001" + "00" + "11110" + "0";
        String second = "1" + "0" + "10" + K0 + "1110" + "0";
        assertThat(client.receive(frame(NOBODY + "1" + "0" + "11" + ranks0And9 + K0 + "110" + "10" + second)))
                .isEqualTo(Replica.Outcome.APPLIED);
        assertThat(client.world().tables.get(BUOYS).column(0)).startsWith(1, 0).endsWith(0, -1);
        assertThat(client.world().tables.get(BUOYS).column(1)).startsWith(14, 0).endsWith(0, 0);
    }

    @Test
    void shouldRefuseRanksAndSlotsOutOfRange() {
        assertRefused("10" + K0 + "1".repeat(10) + "0", Gaps.NOBODY_LEFT);
        assertRefused("1".repeat(11) + "0", Gaps.NOBODY_LEFT);
        assertRefused("1".repeat(16) + "1".repeat(32), Gaps.NOBODY_LEFT);
        assertRefused("0" + "10" + "0110" + "10" + "000110", Gaps.NO_SLOT);
        assertRefused("0" + "10" + K0 + "1".repeat(16) + "1".repeat(32), Gaps.NO_SLOT);
        assertRefused(NOBODY + "1" + "0" + "11" + "10" + K0 + "11111111110", Gaps.NO_ROW);
        assertRefused(NOBODY + "1" + "0" + "11" + "111111111110" + "0", Gaps.NO_ROW);
    }

    @Test
    void shouldRefuseGenerationsOutOfRange() {
        assertRefused("0" + "10" + K0 + "0" + K0 + "0", "a generation is out of range");
        assertRefused("0" + "10" + K0 + "0" + "1111" + "10" + "000000000000000", "a generation is out of range");
        assertRefused("0" + "10" + K0 + "0" + K0 + "10", "a generation is out of range");
    }

    @Test
    void shouldRefuseASeriesThatListsRanksBeyondItsEnd() {
        String sixteen = "0" + "1".repeat(16) + "00000000000000000000000000010000";
        assertRefused(sixteen + "1" + "1".repeat(16) + "00000000000000000000000000010001", Gaps.NO_ROW);
        assertRefused(sixteen + "1" + "10" + "0100" + "10" + "0000", Gaps.NO_ROW);
        String listed = "1" + "10" + "0011" + "10" + "111" + "0000" + "0";
        assertRefused(sixteen + listed + "0" + "1" + "0", "a generation is out of range");
    }

    @Test
    void shouldRefuseColumnsThatMakeNoSense() {
        assertRefused(NOBODY + "1" + "0" + "00" + UNCHANGED, "a column changes, and nothing in it does");
        assertRefused(NOBODY + "1" + "1" + "00" + UNCHANGED, "a column is predicted from a snapshot that there is not");
        assertRefused(
                NOBODY + "1" + "0" + "10" + UNCHANGED,
                "a column refers to the rows of one before it, and there is none");
    }

    @Test
    void shouldRefuseAStreamOfTheWrongLength() {
        assertRefused("1".repeat(8), TOO_EARLY);
        assertRefused(NOBODY + "1" + "0" + "01" + K0 + "0".repeat(6), TOO_EARLY);
        assertRefused(NOBODY + UNCHANGED + UNCHANGED + "0001", TOO_LATE);
        assertRefused(NOBODY + UNCHANGED + UNCHANGED + "0000" + "00000000", TOO_LATE);
    }

    @Test
    void shouldRefuseFieldsBesideTheStream() {
        byte[] frame = frame(delta(NOBODY + UNCHANGED + UNCHANGED).setChanged(1));
        assertThatThrownBy(() -> client.receive(frame))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("a packed table has numbers outside of the bit stream");
    }

    private void assertRefused(String bits, String sentence) {
        byte[] frame = frame(bits);
        assertThatThrownBy(() -> client.receive(frame))
                .as(bits)
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage(sentence);
    }

    private static byte[] frame(String bits) {
        return frame(delta(bits));
    }

    private static byte[] frame(TableDelta.Builder delta) {
        Block.Builder block = Block.newBuilder().setBaselineAgo(1).addTables(delta);
        return ServerFrame.newBuilder().setTick(2).addBlocks(block).build().toByteArray();
    }

    /** Bits as they stand, filled up to whole bytes with zeros. */
    private static TableDelta.Builder delta(String bits) {
        byte[] bytes = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }
        return TableDelta.newBuilder().setTable(BUOYS).setPacked(ByteString.copyFrom(bytes));
    }
}
