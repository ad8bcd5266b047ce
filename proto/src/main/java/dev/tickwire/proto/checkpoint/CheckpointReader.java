package dev.tickwire.proto.checkpoint;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.codec.ServerFrameReader;
import dev.tickwire.proto.wire.CheckpointContent;
import dev.tickwire.proto.wire.LastGenerations;
import dev.tickwire.proto.wire.Tunable;
import dev.tickwire.proto.wire.WorldText;
import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.RoomState;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.Commands;
import dev.tickwire.simulation.world.Pending;
import dev.tickwire.simulation.world.Requests;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.WorldState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Turns bytes into a checkpoint of a game, and trusts nothing that it reads. */
final class CheckpointReader {
    private final Schema schema;
    private final FlatTables tables;
    private final ServerFrameReader frame = new ServerFrameReader();

    CheckpointReader(Schema schema) {
        this.schema = schema;
        tables = new FlatTables(schema);
    }

    Checkpoint read(byte[] bytes) throws MalformedCheckpointException {
        try {
            return checkpoint(content(bytes));
        } catch (MalformedFrameException | IllegalArgumentException e) {
            throw new MalformedCheckpointException("the checkpoint makes no sense: " + e.getMessage());
        }
    }

    private static CheckpointContent content(byte[] bytes) throws MalformedCheckpointException {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (bytes.length < Checkpoint.HEADER_BYTES || header.getInt() != Checkpoint.MAGIC) {
            throw new MalformedCheckpointException("these bytes are no checkpoint");
        }
        int version = header.getInt();
        if (version != Checkpoint.VERSION) {
            throw new MalformedCheckpointException("the checkpoint has version " + Integer.toUnsignedString(version)
                    + ", and this server reads version " + Checkpoint.VERSION + " only");
        }
        int expected = header.getInt();
        CRC32 checksum = new CRC32();
        checksum.update(header.slice());
        if ((int) checksum.getValue() != expected) {
            throw new MalformedCheckpointException(
                    "the checkpoint is damaged: its bytes have another checksum than " + "when they were written");
        }
        try {
            return CheckpointContent.parseFrom(header);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedCheckpointException("the checkpoint cannot be read: " + e.getMessage());
        }
    }

    private Checkpoint checkpoint(CheckpointContent content)
            throws MalformedCheckpointException, MalformedFrameException {
        if (content.getSchemaHash() != schema.hash()) {
            throw new MalformedCheckpointException("the checkpoint is of a game with other tables than this one: its "
                    + "schema has the hash " + Integer.toHexString(content.getSchemaHash()) + ", and not "
                    + Integer.toHexString(schema.hash()));
        }
        Snapshot now = frame(new Replica(tables.schema()), content.getNow());
        requireLegal(now, tables.types());
        addFreeSlots(content, now);
        return new Checkpoint(
                content.getTickRateHz(),
                content.getTicksPerSnapshot(),
                tunables(content),
                new WorldState(
                        content.getMostViewAgo(),
                        world(content, now),
                        past(content),
                        pending(now, tables.entityTables(), schema.events().size(), "events"),
                        pendingCommands(now, content.getCommandTextsList()),
                        new Pending(
                                pending(now, firstRequests(), schema.requests().size(), "requests"),
                                content.getRequestTextsList()),
                        new Pending(
                                pending(
                                        now,
                                        firstRequests() + schema.requests().size(),
                                        schema.requests().size(),
                                        "answers"),
                                content.getAnswerTextsList())));
    }

    private static Map<String, Double> tunables(CheckpointContent content) throws MalformedCheckpointException {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Tunable tunable : content.getTunablesList()) {
            if (values.put(tunable.getName(), tunable.getValue()) != null) {
                throw new MalformedCheckpointException(
                        "the checkpoint has the tunable " + tunable.getName() + " twice");
            }
        }
        return values;
    }

    private Snapshot world(CheckpointContent content, Snapshot now) throws MalformedCheckpointException {
        if (content.getRandomCount() != now.random().length) {
            throw new MalformedCheckpointException("the checkpoint lacks the state of the random generator");
        }
        if (now.tick() > Simulation.MOST_TICKS) {
            throw new MalformedCheckpointException("the checkpoint is of tick " + now.tick() + ", after the last one");
        }
        Snapshot world = tables.unflatten(now);
        world.inputs().copyFrom(now.table(schema.tables().size()));
        world.setTexts(texts(content.getTextsList()));
        world.setHiddenTexts(texts(content.getHiddenTextsList()));
        world.setRoom(room(content, world.inputs()));
        for (int i = 0; i < content.getRandomCount(); i++) {
            world.random()[i] = content.getRandom(i);
        }
        return world;
    }

    private static @Nullable String[] texts(List<WorldText> messages) throws MalformedCheckpointException {
        @Nullable String[] texts = new String[Snapshot.MOST_TEXTS + 1];
        int before = 0;
        for (WorldText text : messages) {
            if (text.getKey() <= before
                    || text.getKey() >= texts.length
                    || text.getValue().isEmpty()) {
                throw new MalformedCheckpointException("the checkpoint has a text that there cannot be");
            }
            before = text.getKey();
            texts[before] = text.getValue();
        }
        return Arrays.copyOf(texts, before == 0 ? 0 : before + 1);
    }

    private static RoomState room(CheckpointContent content, Rows players) throws MalformedCheckpointException {
        int creator = content.hasCreator() ? content.getCreator() : RoomState.NOBODY;
        if (content.hasCreator() && !players.isPresent(creator)) {
            throw new MalformedCheckpointException("the checkpoint's room was opened by a player who is not there");
        }
        if (content.getLastRequest() < 0 || content.getLastRequest() > Requests.MOST) {
            throw new MalformedCheckpointException("the checkpoint has more requests than there can be");
        }
        return new RoomState(content.getRoom(), creator, content.getIsLocked(), content.getLastRequest());
    }

    private int firstRequests() {
        return tables.entityTables()
                + schema.events().size()
                + schema.commands().size();
    }

    private static List<Rows> pending(Snapshot now, int first, int count, String what)
            throws MalformedCheckpointException {
        List<Rows> pending = new ArrayList<>();
        for (int table = first; table < first + count; table++) {
            pending.add(withoutGaps(now.table(table), what));
        }
        return pending;
    }

    private Pending pendingCommands(Snapshot now, List<String> texts) throws MalformedCheckpointException {
        int first = tables.entityTables() + schema.events().size();
        List<Rows> pending = pending(now, first, schema.commands().size(), "commands");
        for (int kind = 0; kind < pending.size(); kind++) {
            requirePlayers(
                    schema.commands().get(kind),
                    pending.get(kind),
                    now.table(schema.tables().size()));
        }
        return new Pending(pending, texts);
    }

    private static Rows withoutGaps(Rows rows, String what) throws MalformedCheckpointException {
        if (rows.limit() != rows.count()) {
            throw new MalformedCheckpointException("the checkpoint has " + what + " with gaps between them");
        }
        return rows;
    }

    /** Those who give the commands are there, and none gives more than one tick takes. */
    private static void requirePlayers(CommandType kind, Rows commands, Rows inputs)
            throws MalformedCheckpointException {
        int[] players = commands.column(kind.values().indexOf(Commands.PLAYER_COLUMN));
        int[] counts = new int[inputs.capacity()];
        for (int row = 0; row < commands.count(); row++) {
            if (!inputs.isPresent(players[row])
                    || ++counts[players[row]] > kind.values().capacity()) {
                throw new MalformedCheckpointException(
                        "the checkpoint has commands " + kind.name() + " that nobody there can have given");
            }
        }
    }

    private List<Snapshot> past(CheckpointContent content)
            throws MalformedCheckpointException, MalformedFrameException {
        PastLimit limit = new PastLimit();
        List<Snapshot> past = new ArrayList<>();
        Replica replica = new Replica(tables.schema());
        for (ByteString bytes : content.getPastList()) {
            Snapshot then = tables.unflatten(frame(replica, bytes));
            requireLegal(then, schema.tables());
            limit.add(then);
            past.add(then);
        }
        return past;
    }

    /** The state after a frame: good until the next but one. */
    private Snapshot frame(Replica replica, ByteString bytes) throws MalformedFrameException {
        byte[] source = bytes.toByteArray();
        frame.read(source, 0, source.length);
        if (replica.apply(frame) != Replica.Outcome.APPLIED) {
            throw new MalformedFrameException("a delta is against another state than the one before it");
        }
        Snapshot snapshot = replica.snapshot();
        if (snapshot == null) {
            throw new MalformedFrameException("a frame has no snapshot");
        }
        return snapshot;
    }

    private void addFreeSlots(CheckpointContent content, Snapshot now) throws MalformedCheckpointException {
        if (content.getFreeSlotsCount() != tables.entityTables()) {
            throw new MalformedCheckpointException("the checkpoint lacks the free slots of a table");
        }
        for (int table = 0; table < tables.entityTables(); table++) {
            addFreeSlots(content.getFreeSlots(table), now.table(table));
        }
    }

    private static void addFreeSlots(LastGenerations generations, Rows rows) throws MalformedCheckpointException {
        int slot = 0;
        for (int generation : generations.getGenerationsList()) {
            while (rows.isPresent(slot)) {
                slot++;
            }
            if (slot >= rows.capacity() || generation < 0 || generation > EntityId.LAST_GENERATION) {
                throw new MalformedCheckpointException("the checkpoint has a free slot that there cannot be");
            }
            rows.setLastGeneration(slot++, generation);
        }
    }

    private static void requireLegal(Snapshot snapshot, List<TableType> types) throws MalformedCheckpointException {
        for (int table = 0; table < types.size(); table++) {
            Rows rows = snapshot.table(table);
            for (int column = 0; column < rows.columnCount(); column++) {
                requireLegal(rows, column, types.get(table));
            }
        }
    }

    private static void requireLegal(Rows rows, int column, TableType type) throws MalformedCheckpointException {
        int[] raws = rows.column(column);
        int least = type.columns().get(column).rawMin();
        int most = type.columns().get(column).rawMax();
        int width = rows.width(column);
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            for (int at = row * width; at < (row + 1) * width; at++) {
                if (raws[at] < least || raws[at] > most) {
                    throw new MalformedCheckpointException("the checkpoint has " + raws[at] + " in column "
                            + type.columns().get(column).name() + " of " + type.name() + ", which is out of its range");
                }
            }
        }
    }
}
