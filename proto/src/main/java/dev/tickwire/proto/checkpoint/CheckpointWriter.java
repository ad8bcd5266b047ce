package dev.tickwire.proto.checkpoint;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.codec.BlockEncoder;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.CheckpointContent;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.LastGenerations;
import dev.tickwire.proto.wire.Tunable;
import dev.tickwire.proto.wire.WorldText;
import dev.tickwire.simulation.state.RoomState;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Turns a checkpoint of a game into bytes. */
final class CheckpointWriter {
    private final int schemaHash;
    private final FlatTables tables;
    private final BlockEncoder blocks;

    CheckpointWriter(Schema schema) {
        schemaHash = schema.hash();
        tables = new FlatTables(schema);
        blocks = new BlockEncoder(tables.schema(), Codec.PACKED);
    }

    byte[] write(Checkpoint checkpoint) {
        byte[] content = content(checkpoint).toByteArray();
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return ByteBuffer.allocate(Checkpoint.HEADER_BYTES + content.length)
                .putInt(Checkpoint.MAGIC)
                .putInt(Checkpoint.VERSION)
                .putInt((int) checksum.getValue())
                .put(content)
                .array();
    }

    private CheckpointContent content(Checkpoint checkpoint) {
        CheckpointContent.Builder content = CheckpointContent.newBuilder()
                .setSchemaHash(schemaHash)
                .setTickRateHz(checkpoint.tickRateHz())
                .setTicksPerSnapshot(checkpoint.ticksPerSnapshot())
                .setMostViewAgo(checkpoint.world().mostViewAgo());
        checkpoint
                .tunables()
                .forEach((name, value) ->
                        content.addTunables(Tunable.newBuilder().setName(name).setValue(value)));
        for (int word : checkpoint.world().now().random()) {
            content.addRandom(word);
        }
        addTexts(checkpoint.world().now(), content);
        addRoom(checkpoint.world().now().room(), content);
        Snapshot now = tables.flatten(checkpoint.world());
        content.addAllCommandTexts(checkpoint.world().pendingCommands().texts());
        content.addAllRequestTexts(checkpoint.world().pendingRequests().texts());
        content.addAllAnswerTexts(checkpoint.world().pendingAnswers().texts());
        content.setNow(frame(null, null, now));
        for (int table = 0; table < tables.entityTables(); table++) {
            content.addFreeSlots(lastGenerations(now.table(table)));
        }
        addPast(checkpoint, content);
        return content.build();
    }

    private static void addTexts(Snapshot world, CheckpointContent.Builder content) {
        content.addAllTexts(messages(world.texts())).addAllHiddenTexts(messages(world.hiddenTexts()));
    }

    private static List<WorldText> messages(@Nullable String[] texts) {
        List<WorldText> messages = new ArrayList<>();
        for (int key = 1; key < texts.length; key++) {
            String text = texts[key];
            if (text != null) {
                messages.add(WorldText.newBuilder().setKey(key).setValue(text).build());
            }
        }
        return messages;
    }

    private static void addRoom(RoomState room, CheckpointContent.Builder content) {
        content.setRoom(room.id()).setIsLocked(room.isLocked()).setLastRequest(room.lastRequest());
        if (room.creator() != RoomState.NOBODY) {
            content.setCreator(room.creator());
        }
    }

    private void addPast(Checkpoint checkpoint, CheckpointContent.Builder content) {
        PastLimit limit = new PastLimit();
        Snapshot previous = null;
        Snapshot baseline = null;
        for (Snapshot then : checkpoint.world().past()) {
            limit.add(then);
            Snapshot flattened = tables.flatten(then);
            content.addPast(frame(previous, baseline, flattened));
            previous = baseline;
            baseline = flattened;
        }
    }

    private ByteString frame(@Nullable Snapshot previous, @Nullable Snapshot baseline, Snapshot now) {
        ByteWriter frame = new ByteWriter(1024);
        ServerFrameWriter.snapshot(now.tick(), frame);
        blocks.encode(previous, baseline, now, frame);
        return ByteString.copyFrom(frame.bytes(), 0, frame.length());
    }

    private static LastGenerations lastGenerations(Rows rows) {
        LastGenerations.Builder generations = LastGenerations.newBuilder();
        for (int slot = 0; slot < rows.everTaken(); slot++) {
            if (!rows.isPresent(slot)) {
                generations.addGenerations(rows.generation(slot));
            }
        }
        return generations.build();
    }
}
