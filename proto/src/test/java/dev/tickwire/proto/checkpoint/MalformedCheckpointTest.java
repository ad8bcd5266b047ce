package dev.tickwire.proto.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.fixture.RandomGame;
import dev.tickwire.proto.wire.CheckpointContent;
import dev.tickwire.proto.wire.LastGenerations;
import dev.tickwire.proto.wire.WorldText;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.WorldState;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Bad bytes are refused with a sentence, and by nothing else than {@link MalformedCheckpointException}. */
class MalformedCheckpointTest {
    private static final int CONTENT = Checkpoint.HEADER_BYTES;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Simulation arena = new Simulation(new Arena(), 20, 1);
    private final byte[] bytes = bytesOf(new Arena());

    private static byte[] bytesOf(Game game) {
        RandomMatch match = new RandomMatch(game, 3);
        match.ticks(200);
        match.act();
        return match.checkpoint().toBytes();
    }

    private void assertRefused(byte[] wrong, String sentence) {
        assertThatExceptionOfType(MalformedCheckpointException.class)
                .isThrownBy(() -> Checkpoint.parse(wrong, arena))
                .withMessageContaining(sentence)
                .withNoCause();
    }

    private void assertRefused(UnaryOperator<CheckpointContent.Builder> change, String sentence)
            throws InvalidProtocolBufferException {
        byte[] content = Arrays.copyOfRange(bytes, CONTENT, bytes.length);
        CheckpointContent.Builder builder = CheckpointContent.parseFrom(content).toBuilder();
        assertRefused(sealed(change.apply(builder).build().toByteArray()), sentence);
    }

    /** With a checksum that is right. */
    private static byte[] sealed(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return ByteBuffer.allocate(CONTENT + content.length)
                .putInt(Checkpoint.MAGIC)
                .putInt(Checkpoint.VERSION)
                .putInt((int) checksum.getValue())
                .put(content)
                .array();
    }

    @Test
    void shouldRefuseACreatorWhoIsNotThere() throws InvalidProtocolBufferException {
        assertRefused(content -> content.setCreator(9_999), "was opened by a player who is not there");
        assertRefused(content -> content.setCreator(-1), "was opened by a player who is not there");
    }

    @Test
    void shouldRefuseHiddenTextsThatThereCannotBe() throws InvalidProtocolBufferException {
        String sentence = "the checkpoint has a text that there cannot be";
        for (int key : new int[] {0, -1, Snapshot.MOST_TEXTS + 1}) {
            assertRefused(content -> content.clearHiddenTexts().addHiddenTexts(text(key, "a")), sentence);
        }
        assertRefused(content -> content.clearHiddenTexts().addHiddenTexts(text(1, "")), sentence);
        assertRefused(
                content ->
                        content.clearHiddenTexts().addHiddenTexts(text(2, "a")).addHiddenTexts(text(1, "b")),
                sentence);
    }

    private static WorldText text(int key, String value) {
        return WorldText.newBuilder().setKey(key).setValue(value).build();
    }

    @Test
    void shouldRefuseOtherBytes() {
        assertRefused(new byte[0], "these bytes are no checkpoint");
        assertRefused(new byte[100], "these bytes are no checkpoint");
    }

    @Test
    void shouldRefuseAnotherVersionWithASentence() {
        bytes[7] = 2;
        assertRefused(bytes, "the checkpoint has version 2, and this server reads version 1 only");
        bytes[4] = -1;
        assertRefused(bytes, "the checkpoint has version 4278190082");
    }

    @Test
    void shouldRefuseACheckpointThatWasCutOff() {
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(MalformedCheckpointException.class)
                    .as("%d of %d bytes", length, bytes.length)
                    .isThrownBy(() -> Checkpoint.parse(cut, arena));
        }
    }

    @Test
    void shouldRefuseEveryByteThatHasChanged() {
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            assertThatExceptionOfType(MalformedCheckpointException.class)
                    .as("seed %d, byte %d", seed, i)
                    .isThrownBy(() -> Checkpoint.parse(changed, arena));
        }
    }

    @Test
    void shouldRefuseACheckpointOfAnotherGame() {
        assertRefused(bytesOf(new Walkers()), "the checkpoint is of a game with other tables than this one");
    }

    @Test
    void shouldRefuseWhatMakesNoSense() throws InvalidProtocolBufferException {
        assertRefused(content -> content.setTickRateHz(Double.NaN), "the tick rate must be above 0");
        assertRefused(content -> content.setTicksPerSnapshot(-3), "there must be a tick or more per snapshot");
        assertRefused(content -> content.setMostViewAgo(-1), "rules may not look back -1 parts of a tick");
        assertRefused(content -> content.setMostViewAgo(Integer.MAX_VALUE), "rules may not look back");
        assertRefused(content -> content.setMostViewAgo(3), "more ticks of the past than rules may look back");
        assertRefused(content -> content.clearRandom(), "lacks the state of the random generator");
        assertRefused(content -> content.removeFreeSlots(0), "lacks the free slots of a table");
        assertRefused(content -> content.setFreeSlots(0, generations(256, 1)), "a free slot that there cannot be");
        assertRefused(content -> content.setFreeSlots(0, generations(1, 16384)), "a free slot that there cannot be");
        assertRefused(content -> content.setFreeSlots(0, generations(1, -1)), "a free slot that there cannot be");
        assertRefused(content -> content.clearNow(), "a snapshot has no block");
        assertRefused(content -> content.setPast(0, content.getPast(1)), "a delta is against another state");
        assertRefused(
                content -> content.setMostViewAgo(1000).addPast(content.getPast(0)),
                "the past is not in the order of its ticks");
    }

    private static LastGenerations generations(int count, int generation) {
        LastGenerations.Builder generations = LastGenerations.newBuilder();
        for (int i = 0; i < count; i++) {
            generations.addGenerations(generation);
        }
        return generations.build();
    }

    @Test
    void shouldRefuseTunablesThatTheGameDoesNotTake() throws InvalidProtocolBufferException {
        assertRefused(content -> content.removeTunables(0), "has no value for the tunable acceleration");
        assertRefused(
                content -> content.setTunables(
                        0, content.getTunables(0).toBuilder().setValue(1e9)),
                "has no value for the tunable acceleration that the game takes");
        assertRefused(content -> content.addTunables(content.getTunables(0)), "has the tunable acceleration twice");
        assertRefused(
                content ->
                        content.addTunables(content.getTunables(0).toBuilder().setName("luck")),
                "has 8 tunables, and the game has 7");
    }

    @Test
    void shouldRefuseValuesOutOfTheirRange() {
        WorldState state = arena.save(null);
        Snapshot now = state.now();
        now.table(0).put(3, 1);
        now.table(0).column(3)[3] = 101;
        assertRefused(
                new Checkpoint(20, 1, tunables(), state).toBytes(),
                "the checkpoint has 101 in column hull of ships, which is out of its range");
    }

    private java.util.Map<String, Double> tunables() {
        return Checkpoint.of(arena, 20, 1).tunables();
    }

    @Test
    void shouldRefuseATickAfterTheLastOne() {
        WorldState state = arena.save(null);
        state.now().setTick(Simulation.MOST_TICKS + 1);
        assertRefused(new Checkpoint(20, 1, tunables(), state).toBytes(), "after the last one");
    }

    @Test
    void shouldRefuseFewBytesThatStandForTooMuchOfThePast() throws InvalidProtocolBufferException {
        assertRefused(
                content -> {
                    content.setMostViewAgo(WorldState.MOST_VIEW_AGO);
                    for (int i = 0; i < 60_000; i++) {
                        content.addPast(emptyDelta(content.getPastCount()));
                    }
                    return content;
                },
                "there is more of the past than a checkpoint can have");
    }

    /** A frame that says that nothing has changed since the tick before. */
    private static ByteString emptyDelta(int i) {
        int tick = 201 + i;
        return dev.tickwire.proto.wire.ServerFrame.newBuilder()
                .setTick(tick - 8)
                .addBlocks(dev.tickwire.proto.wire.Block.newBuilder().setBaselineAgo(1))
                .build()
                .toByteString();
    }

    @Test
    void shouldTakeAnyBytesWithoutAnotherException() {
        List<Supplier<Game>> games = List.of(Arena::new, () -> new RandomGame(seed), () -> new RandomGame(seed + 1));
        for (Supplier<Game> game : games) {
            byte[] good = bytesOf(game.get());
            Simulation simulation = new Simulation(game.get(), 20, 1);
            int taken = 0;
            for (int i = 0; i < 3_000; i++) {
                taken += isTaken(changed(good), simulation) ? 1 : 0;
            }
            assertThat(taken).as("seed %d: some changes make sense", seed).isPositive();
        }
    }

    private boolean isTaken(byte[] changed, Simulation simulation) {
        try {
            Checkpoint.parse(changed, simulation).restore(simulation);
            return true;
        } catch (MalformedCheckpointException e) {
            assertThat(e).as("seed %d", seed).hasMessageContaining(" ");
            return false;
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed + " gave " + e + " for " + Arrays.toString(changed), e);
        }
    }

    private byte[] changed(byte[] good) {
        byte[] content = Arrays.copyOfRange(good, CONTENT, good.length);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(content.length);
            switch (random.nextInt(4)) {
                case 0 -> content[at] = (byte) random.nextInt();
                case 1 -> content[at] += (byte) (random.nextInt(3) - 1);
                case 2 -> content[at] ^= (byte) (1 << random.nextInt(8));
                default -> content = random.nextInt(10) == 0 ? Arrays.copyOf(content, at + 1) : content;
            }
        }
        return sealed(content);
    }
}
