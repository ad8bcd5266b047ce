package dev.tickwire.simulation.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of snapshots, the same for the same state on any machine; PROTOCOL.md has the visible one in words.
 *
 * <p>A hash is the sum of those of all rows and texts, so that parts of a state can be hashed one by one, and what
 * stands still need not be hashed again.
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
            wholeTables.add(
                    new RowHashes(t, t, upTo(schema.tables().get(t).columns().size())));
        }
        inputs = new RowHashes(tables, tables, upTo(schema.inputs().columns().size()));
    }

    private static List<RowHashes> hashes(Schema schema, Audience audience) {
        List<RowHashes> hashes = new ArrayList<>();
        for (TablePart part : schema.partsFor(audience)) {
            hashes.add(new RowHashes(part.table(), part.index(), part.columns()));
        }
        return hashes;
    }

    /** Hash of all that a client holds: the columns for everybody, those for owners and teams, and the texts. */
    public int ofVisible(Snapshot snapshot) {
        return ofPublic(snapshot) + ofAll(ownerParts, snapshot) + ofAll(teamParts, snapshot);
    }

    /** Hash of the columns for everybody, and the texts; what is for others is added. */
    public int ofPublic(Snapshot snapshot) {
        return ofAll(publicParts, snapshot) + ofTexts(TEXTS, snapshot.texts());
    }

    /**
     * Hash of the columns for everybody in several sights together, and of the texts of the first: of a slot that more
     * than one of them has, what the first of these has. Sights that are not known show nothing.
     */
    public int ofPublic(Sight[] sights) {
        return ofSeen(publicParts, sights)
                + (sights[0].isKnown() ? ofTexts(TEXTS, sights[0].snapshot().texts()) : 0);
    }

    /** Hash of the columns for owners or teams of the rows of a sight, to be added to that of what is for everybody. */
    public int ofPrivate(Audience audience, Sight sight) {
        alone[0] = sight;
        return ofSeen(audience == Audience.OWNER ? ownerParts : teamParts, alone);
    }

    /** Hash of the whole state: all columns, hidden ones too, inputs, texts, generator, room and tick. */
    public int ofAll(Snapshot snapshot) {
        int hash = ofAll(wholeTables, snapshot) + inputs.ofAll(snapshot.inputs());
        hash += ofTexts(TEXTS, snapshot.texts()) + ofTexts(HIDDEN_TEXTS, snapshot.hiddenTexts());
        for (int word : snapshot.random()) {
            hash = RowHashes.mix(hash, word);
        }
        return RowHashes.mix(addRoom(hash, snapshot.room()), snapshot.tick());
    }

    private static int addRoom(int seed, RoomState room) {
        int hash = RowHashes.mix(RowHashes.mix(seed, room.id().hashCode()), room.creator());
        return RowHashes.mix(hash, room.isLocked() ? 1 : 0);
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

    private static int[] upTo(int count) {
        int[] indexes = new int[count];
        for (int i = 0; i < count; i++) {
            indexes[i] = i;
        }
        return indexes;
    }
}
