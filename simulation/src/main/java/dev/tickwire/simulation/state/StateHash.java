package dev.tickwire.simulation.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of snapshots, the same for the same state on any machine; PROTOCOL.md has the visible one in words.
 *
 * <p>A hash is the sum of those of all rows, so that parts of a state can be hashed one by one, and what stands still
 * need not be hashed again.
 */
public final class StateHash {
    /** Stands for the texts where rows have the number of their table. */
    private static final int TEXTS = -1;

    private static final int HIDDEN_TEXTS = -2;

    private final List<RowHashes> publicParts;
    private final List<RowHashes> ownerParts;
    private final List<RowHashes> teamParts;
    private final List<RowHashes> wholeTables = new ArrayList<>();
    private final RowHashes inputs;
    private final Sight[] alone = new Sight[1];

    /** For snapshots of one schema; keeps scratch space, so one per thread. */
    public StateHash(Schema schema) {
        publicParts = hashes(schema, Audience.EVERYBODY);
        ownerParts = hashes(schema, Audience.OWNER);
        teamParts = hashes(schema, Audience.TEAM);
        int tables = schema.tables().size();
        for (int t = 0; t < tables; t++) {
            wholeTables.add(RowHashes.ofAll(t, schema.tables().get(t)));
        }
        inputs = RowHashes.ofAll(tables, schema.inputs());
    }

    private static List<RowHashes> hashes(Schema schema, Audience audience) {
        List<RowHashes> hashes = new ArrayList<>();
        for (TablePart part : schema.partsFor(audience)) {
            hashes.add(RowHashes.of(part));
        }
        return hashes;
    }

    /** Hash of all that a client holds: the columns for everybody, and those for owners and teams. */
    public int ofVisible(Snapshot snapshot) {
        return ofPublic(snapshot) + ofAll(ownerParts, snapshot) + ofAll(teamParts, snapshot);
    }

    /** Hash of the columns for everybody; what is for others is added. */
    public int ofPublic(Snapshot snapshot) {
        return ofAll(publicParts, snapshot);
    }

    /**
     * Hash of the columns for everybody in several sights together: of a slot that more than one of them has, what the
     * first of these has. Sights that are not known show nothing.
     */
    public int ofPublic(Sight[] sights) {
        return ofSeen(publicParts, sights);
    }

    /** Hash of the columns for owners or teams of the rows of a sight, to be added to that of what is for everybody. */
    public int ofPrivate(Audience audience, Sight sight) {
        alone[0] = sight;
        return ofSeen(audience == Audience.OWNER ? ownerParts : teamParts, alone);
    }

    /** Hash of the whole state: all columns, hidden ones too, inputs, texts, generator, room and tick. */
    public int ofAll(Snapshot snapshot) {
        int hash = ofAll(wholeTables, snapshot) + inputs.ofAll(snapshot.inputs(), snapshot);
        hash += ofTexts(TEXTS, snapshot.texts()) + ofTexts(HIDDEN_TEXTS, snapshot.hiddenTexts());
        for (int word : snapshot.random()) {
            hash = RowHashes.mix(hash, word);
        }
        return RowHashes.mix(addRoom(hash, snapshot.room()), snapshot.tick());
    }

    private static int addRoom(int seed, RoomState room) {
        int hash = RowHashes.mix(RowHashes.mix(seed, room.id().hashCode()), room.creator());
        return RowHashes.mix(RowHashes.mix(hash, room.isLocked() ? 1 : 0), room.lastRequest());
    }

    private static int ofAll(List<RowHashes> parts, Snapshot snapshot) {
        int sum = 0;
        for (int i = 0; i < parts.size(); i++) {
            sum += parts.get(i).ofAll(snapshot);
        }
        return sum;
    }

    private static int ofSeen(List<RowHashes> parts, Sight[] sights) {
        int sum = 0;
        for (int sight = 0; sight < sights.length; sight++) {
            for (int i = 0; sights[sight].isKnown() && i < parts.size(); i++) {
                sum += parts.get(i).ofSeen(sights, sight);
            }
        }
        return sum;
    }

    private static int ofTexts(int kind, @Nullable String[] texts) {
        int sum = 0;
        for (int key = 1; key < texts.length; key++) {
            String text = texts[key];
            if (text != null) {
                int hash = RowHashes.mix(RowHashes.start(kind), key);
                sum += RowHashes.mix(RowHashes.mix(hash, text.hashCode()), 0);
            }
        }
        return sum;
    }
}
