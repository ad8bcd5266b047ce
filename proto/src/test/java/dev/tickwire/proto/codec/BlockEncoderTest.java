package dev.tickwire.proto.codec;

import static dev.tickwire.proto.fixture.Harbour.BUOYS;
import static dev.tickwire.proto.fixture.Harbour.GULLS;
import static dev.tickwire.proto.fixture.Harbour.SCHEMA;
import static dev.tickwire.proto.fixture.Harbour.SHIPS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.fixture.TestWorld;
import dev.tickwire.proto.wire.Block;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.TableDelta;
import org.junit.jupiter.api.Test;

class BlockEncoderTest {
    private static final int HEADING = 1 << 2;
    private static final int NAME = 1 << 6;

    private final TestWorld world = new TestWorld(SCHEMA);
    private final Sender sender = new Sender(SCHEMA);
    private int tick = 1;

    @Test
    void shouldWriteNoTableForAnEmptyWorld() throws InvalidProtocolBufferException {
        assertThat(next()).isEqualTo(Block.getDefaultInstance());
    }

    @Test
    void shouldCostAHandfulOfBytesWhenNothingHappens() {
        fleet(12);
        sender.sendBare(world.at(1));
        assertThat(sender.sendBare(world.at(2))).hasSizeLessThanOrEqualTo(6);
        assertThat(sender.sendBare(world.at(3))).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void shouldNotTellOfHiddenColumns() throws InvalidProtocolBufferException {
        fleet(2);
        next();
        world.set(SHIPS, "secret", 0, 5).set(SHIPS, "vx", 1, 6);
        assertThat(next().getTablesList()).isEmpty();
    }

    @Test
    void shouldWriteTheTableThatChangedAndNoOther() throws InvalidProtocolBufferException {
        fleet(3);
        world.enter(GULLS, 0, 1, 2).enter(BUOYS, 5, 1, 15);
        next();
        world.set(BUOYS, "colour", 5, 2);
        Block block = next();
        assertThat(block.getTablesList())
                .containsExactly(TableDelta.newBuilder()
                        .setTable(BUOYS)
                        .setChanged(1)
                        .addResiduals(1)
                        .build());
    }

    @Test
    void shouldStartFromNothingInAKeyframe() throws InvalidProtocolBufferException {
        world.enter(BUOYS, 3, 1, 15).enter(BUOYS, 69, 2, 0);
        next();
        sender.forget();
        Block block = next();
        assertThat(block.getBaselineAgo()).isZero();
        assertThat(block.getTablesList())
                .containsExactly(TableDelta.newBuilder()
                        .setTable(BUOYS)
                        .addEntered(3)
                        .addEntered(65)
                        .addGenerations(1)
                        .addGenerations(1)
                        .addInitial(1)
                        .addInitial(2)
                        .addInitial(15)
                        .addInitial(0)
                        .build());
    }

    @Test
    void shouldSayByRankWhoLeft() throws InvalidProtocolBufferException {
        world.enter(BUOYS, 3).enter(BUOYS, 10).enter(BUOYS, 11).enter(BUOYS, 69);
        next();
        world.leave(BUOYS, 10).leave(BUOYS, 69);
        TableDelta delta = next().getTables(0);
        assertThat(delta.getLeftList()).containsExactly(1, 1);
        assertThat(delta.getEnteredList()).isEmpty();
    }

    @Test
    void shouldSendAReplacedEntityAsOneThatEntered() throws InvalidProtocolBufferException {
        world.enter(BUOYS, 3, 2, 7).enter(BUOYS, 4, 2, 7);
        next();
        world.leave(BUOYS, 3).enter(BUOYS, 3, 2, 7);
        TableDelta delta = next().getTables(0);
        assertThat(delta)
                .isEqualTo(TableDelta.newBuilder()
                        .setTable(BUOYS)
                        .addEntered(3)
                        .addGenerations(2)
                        .addInitial(2)
                        .addInitial(7)
                        .build());
    }

    @Test
    void shouldWriteNoResidualsWhenMotionIsSteady() throws InvalidProtocolBufferException {
        fleet(12);
        next();
        moveAll(40);
        next();
        moveAll(40);
        TableDelta delta = next().getTables(0);
        assertThat(delta.getPredicted()).isEqualTo(1);
        assertThat(delta.getChanged()).isZero();
        assertThat(delta.getResidualsList()).isEmpty();
    }

    @Test
    void shouldNotPredictWhenThatCostsMore() throws InvalidProtocolBufferException {
        fleet(12);
        next();
        moveAll(10_000);
        next();
        moveAll(1);
        TableDelta delta = next().getTables(0);
        assertThat(delta.getPredicted()).isZero();
        assertThat(delta.getResidualsList()).hasSize(12).containsOnly(1);
    }

    @Test
    void shouldNotPredictWithoutAPreviousSnapshot() throws InvalidProtocolBufferException {
        fleet(12);
        next();
        moveAll(40);
        next();
        sender.forgetPrevious();
        moveAll(40);
        Block block = next();
        assertThat(block.getPreviousAgo()).isZero();
        assertThat(block.getTables(0).getPredicted()).isZero();
    }

    @Test
    void shouldTakeTheShortWayRoundForAngles() throws InvalidProtocolBufferException {
        world.enter(SHIPS, 0).set(SHIPS, "heading", 0, 1020);
        world.enter(SHIPS, 1).set(SHIPS, "heading", 1, 3);
        next();
        world.set(SHIPS, "heading", 0, 2).set(SHIPS, "heading", 1, 1023);
        TableDelta delta = next().getTables(0);
        assertThat(delta.getChanged()).isEqualTo(HEADING);
        assertThat(delta.getResidualsList()).containsExactly(6, -4);
    }

    @Test
    void shouldPredictAnglesAcrossZero() throws InvalidProtocolBufferException {
        world.enter(SHIPS, 0).set(SHIPS, "heading", 0, 1000);
        next();
        world.set(SHIPS, "heading", 0, 1016);
        next();
        world.set(SHIPS, "heading", 0, 8);
        TableDelta delta = next().getTables(0);
        assertThat(delta.getPredicted()).isEqualTo(HEADING);
        assertThat(delta.getChanged()).isZero();
    }

    @Test
    void shouldSendTheTextsOfCellsAndNoOthers() throws InvalidProtocolBufferException {
        world.text(1, "Ada").text(7, "of nobody").text(12, "Zoë");
        assertThat(next().getTextsList()).isEmpty();
        fleet(4);
        world.set(SHIPS, "name", 0, 12).set(SHIPS, "name", 1, 1).set(SHIPS, "name", 3, 12);
        assertThat(next().getTextsList()).containsExactly("Zoë", "Ada");
        assertThat(next().getTextsList()).isEmpty();
        world.text(1, null).text(12, "Zoé");
        Block block = next();
        assertThat(block.getTextsList()).containsExactly("Zoé");
        assertThat(block.getTables(0).getChanged()).isEqualTo(NAME);
        assertThat(block.getTables(0).getResidualsList()).containsExactly(1, -1, 0, 1);
    }

    @Test
    void shouldSendNothingWhereATextHasAnotherKey() throws InvalidProtocolBufferException {
        world.text(1, "Ada").text(2, "Ada");
        fleet(1);
        world.set(SHIPS, "name", 0, 1);
        next();
        world.set(SHIPS, "name", 0, 2);
        assertThat(next()).isEqualTo(Block.newBuilder().setBaselineAgo(1).build());
    }

    private Block next() throws InvalidProtocolBufferException {
        return ServerFrame.parseFrom(sender.send(world.at(tick++))).getBlocks(0);
    }

    private void fleet(int count) {
        for (int slot = 0; slot < count; slot++) {
            world.enter(SHIPS, slot);
        }
    }

    private void moveAll(int distance) {
        for (int slot = 0; slot < 12; slot++) {
            world.add(SHIPS, "x", slot, distance);
        }
    }
}
