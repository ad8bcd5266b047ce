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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nonsense in a block about ten buoys, which have two visible columns, in a table of 70. */
class MalformedBlockTest {
    private static final String MASK = "a column mask makes no sense";
    private static final String TOO_FEW = "the message ends too early";
    private static final String TOO_MANY = "a table has more numbers than its rows need";
    private static final String NO_SUCH_ROW = "a row changes that is not there";

    private static final int NAME = 1 << 6;

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
        receive(buoys().setChanged(3)
                .setPartial(3)
                .setSameRows(2)
                .setRowBitmaps(bitmap(1, 2))
                .addAllResiduals(List.of(1, 2, 3, 4)));
        assertThat(client.world().tables.get(BUOYS).column(0)).startsWith(1, 0).endsWith(0, 2);
        assertThat(client.world().tables.get(BUOYS).column(1)).startsWith(3, 0).endsWith(0, 4);
    }

    @Test
    void shouldRefuseMasksThatMakeNoSense() {
        assertRefused(buoys().setChanged(4), MASK);
        assertRefused(buoys().setChanged(1L << 31), MASK);
        assertRefused(buoys().setChanged(1L << 32), MASK);
        assertRefused(buoys().setPredicted(1L << 62), MASK);
        assertRefused(buoys().setChanged(1L << 63), MASK);
        assertRefused(buoys().setPredicted(1), "a column is predicted from a snapshot that there is not");
        assertRefused(buoys().setPartial(1), MASK);
        assertRefused(buoys().setChanged(1).setSameRows(1).addAllResiduals(zeros(10)), MASK);
        assertRefused(buoys().setChanged(1).setSparse(1).addAllResiduals(zeros(10)), MASK);
        assertRefused(sparse(1, 0).setSameRows(1).addResiduals(1), MASK);
    }

    @Test
    void shouldRefuseRanksAndSlotsOutOfRange() {
        assertRefused(buoys().addLeft(10), "an entity left that was not there");
        assertRefused(buoys().addLeft(9).addLeft(0), "an entity left that was not there");
        assertRefused(buoys().addLeft(Integer.MAX_VALUE), "an entity left that was not there");
        assertRefused(buoys().addLeft(-1), "a number is out of range");
        assertRefused(entering(70, 1), "a slot is beyond the table's capacity");
        assertRefused(entering(69, 1).addEntered(0), "a slot is beyond the table's capacity");
        assertRefused(entering(5, 1).addEntered(Integer.MAX_VALUE), "a slot is beyond the table's capacity");
        assertRefused(entering(-1, 1), "a number is out of range");
    }

    @Test
    void shouldRefuseGenerationsOutOfRange() {
        assertRefused(entering(3, 0), "a generation is out of range");
        assertRefused(entering(3, 16384), "a generation is out of range");
        assertRefused(entering(3, -1), "a number is out of range");
    }

    @Test
    void shouldRefuseTooFewOrTooManyNumbers() {
        assertRefused(buoys().addEntered(3).addGenerations(1).addInitial(0), TOO_FEW);
        assertRefused(buoys().addEntered(3).addInitial(0).addInitial(0), TOO_FEW);
        assertRefused(entering(3, 1).addInitial(0), TOO_MANY);
        assertRefused(entering(3, 1).addGenerations(1), TOO_MANY);
        assertRefused(buoys().addInitial(0), TOO_MANY);
        assertRefused(buoys().setChanged(1).addAllResiduals(zeros(9)), TOO_FEW);
        assertRefused(buoys().setChanged(1).addAllResiduals(zeros(11)), TOO_MANY);
        assertRefused(buoys().addResiduals(1), TOO_MANY);
        assertRefused(buoys().addRowGaps(0), TOO_MANY);
        assertRefused(buoys().setRowBitmaps(bitmap(0)), TOO_MANY);
    }

    @Test
    void shouldRefuseRowListsThatDoNotFit() {
        assertRefused(partial().setRowBitmaps(bitmap(1)).addResiduals(1), TOO_FEW);
        assertRefused(partial().setRowBitmaps(bitmap(1, 4)).addResiduals(1).addResiduals(1), NO_SUCH_ROW);
        assertRefused(sparse(11).addAllResiduals(zeros(11)), "more rows change than there are");
        assertRefused(sparse(1, 10).addResiduals(1), NO_SUCH_ROW);
        assertRefused(sparse(2, 8, 1).addResiduals(1).addResiduals(1), NO_SUCH_ROW);
        assertRefused(sparse(2, 8).addResiduals(1).addResiduals(1), TOO_FEW);
        assertRefused(sparse(1, Integer.MAX_VALUE).addResiduals(1), NO_SUCH_ROW);
        assertRefused(
                partial().setSameRows(1).addResiduals(1),
                "a column refers to the rows of one before it, and there is none");
    }

    @Test
    void shouldRefuseTablesAndTextsThatDoNotExist() {
        assertRefused(TableDelta.newBuilder().setTable(3), "there is no table 3");
        assertRefused(TableDelta.newBuilder().setTable(-1), "a number is out of range");
        assertRefused(ship(2), "a block has no text 2");
        assertRefused(ship(-1), "a block has no text -1");
        assertRefused(ship(1).addTexts(""), "a block has an empty text");
        assertRefused(Block.newBuilder().addAllTexts(Collections.nCopies(16385, "x")), "a block has many texts");
        TableDelta.Builder predicted = TableDelta.newBuilder().setPredicted(NAME);
        assertRefused(Block.newBuilder().addTables(predicted).setPreviousAgo(0), "texts are predicted");
    }

    @Test
    void shouldRefuseTwoBlocks() {
        ServerFrame frame = ServerFrame.newBuilder()
                .setTick(2)
                .addBlocks(Block.getDefaultInstance())
                .addBlocks(Block.getDefaultInstance())
                .build();
        assertThatThrownBy(() -> client.receive(frame.toByteArray()))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("a snapshot has two blocks for one layer");
    }

    @Test
    void shouldRefuseBrokenEncoding() {
        Map<String, byte[]> broken = new TreeMap<>();
        broken.put("a number is longer than ten bytes", new byte[] {0x18, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1});
        broken.put("a field has a wire type that does not exist", new byte[] {(byte) 0x86, 1});
        broken.put(TOO_FEW, new byte[] {0x3A, 5, 0});
        broken.put("a number is out of range", new byte[] {0x3A, -1, -1, -1, -1, 15});
        broken.forEach((sentence, frame) -> assertThatThrownBy(() -> client.receive(frame))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage(sentence));
    }

    private static TableDelta.Builder buoys() {
        return TableDelta.newBuilder().setTable(BUOYS);
    }

    private static TableDelta.Builder entering(int slot, int generation) {
        return buoys().addEntered(slot).addGenerations(generation).addInitial(0).addInitial(0);
    }

    private static TableDelta.Builder partial() {
        return buoys().setChanged(1).setPartial(1);
    }

    private static TableDelta.Builder sparse(int count, Integer... gaps) {
        return partial().setSparse(1).addRowGaps(count).addAllRowGaps(List.of(gaps));
    }

    private static ByteString bitmap(int... bytes) {
        byte[] bits = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            bits[i] = (byte) bytes[i];
        }
        return ByteString.copyFrom(bits);
    }

    private static List<Integer> zeros(int count) {
        return Collections.nCopies(count, 0);
    }

    /** With one text. */
    private static Block.Builder ship(int name) {
        TableDelta.Builder ships = TableDelta.newBuilder().addEntered(0).addGenerations(1);
        return Block.newBuilder()
                .addTables(ships.addAllInitial(zeros(6)).addInitial(name))
                .addTexts("x");
    }

    private void assertRefused(TableDelta.Builder delta, String sentence) {
        assertRefused(Block.newBuilder().addTables(delta), sentence);
    }

    private void assertRefused(Block.Builder block, String sentence) {
        byte[] frame = frame(block);
        assertThatThrownBy(() -> client.receive(frame))
                .as("%s", block)
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage(sentence);
    }

    private void receive(TableDelta.Builder delta) throws MalformedFrameException {
        assertThat(client.receive(frame(Block.newBuilder().addTables(delta)))).isEqualTo(Replica.Outcome.APPLIED);
    }

    private static byte[] frame(Block.Builder block) {
        return ServerFrame.newBuilder()
                .setTick(2)
                .addBlocks(block.setBaselineAgo(1))
                .build()
                .toByteArray();
    }
}
