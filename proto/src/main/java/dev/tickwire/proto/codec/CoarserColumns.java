package dev.tickwire.proto.codec;

import dev.tickwire.proto.account.AccountLayout;
import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TablePart;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much shorter snapshots would be if a column had a coarser step: some snapshots of a game, encoded again with each
 * {@code FIXED} and {@code ANGLE} column at one, two and three bits less. As if somebody saw all rows, and was sent
 * each of the snapshots.
 *
 * <p>The work is that of {@value #MOST_SNAPSHOTS} snapshots at most, three times for each of these columns: not for a
 * room's loop. The snapshots are not changed.
 */
public final class CoarserColumns {
    /** By so many bits a column is made coarser. */
    public static final int MOST_BITS = 3;

    /** Of more snapshots, those before the last ones are left out. */
    public static final int MOST_SNAPSHOTS = 8;

    private final Schema schema;
    private final Codec codec;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final ByteAccount account;

    /**
     * What one column could save.
     *
     * @param isPredicted whether it was predicted in most of the snapshots
     * @param share of the changes of all tables: the bits of this column, 0 to 1
     * @param saved of the changes of all tables: what is saved with 1, 2 and 3 bits less; fewer where the column would
     *     have only one value. Negative: it would be more
     */
    public record Saving(
            String table, Audience audience, String column, boolean isPredicted, double share, List<Double> saved) {}

    /** What encoding some snapshots came to. */
    private record Encoded(long bytes, List<Integer> timesPredicted) {}

    private CoarserColumns(Schema schema, Codec codec, List<Snapshot> consecutive) {
        this.schema = schema;
        this.codec = codec;
        account = new ByteAccount(new AccountLayout(schema.visible()));
        for (Snapshot snapshot :
                consecutive.subList(Math.max(0, consecutive.size() - MOST_SNAPSHOTS), consecutive.size())) {
            snapshots.add(copy(snapshot));
        }
    }

    /**
     * What each column could save; nothing where no table has changed.
     *
     * @param schema with hidden columns
     * @param consecutive snapshots of it as they were sent one after the other, the oldest first; at least two, or
     *     nothing can be said
     */
    public static List<Saving> savings(Schema schema, Codec codec, List<Snapshot> consecutive) {
        for (int i = 1; i < consecutive.size(); i++) {
            if (consecutive.get(i).tick() <= consecutive.get(i - 1).tick()) {
                throw new IllegalArgumentException("the snapshots must be in the order of their ticks");
            }
        }
        return new CoarserColumns(schema, codec, consecutive).savings();
    }

    private List<Saving> savings() {
        List<TablePart> parts = schema.parts();
        List<Encoded> now = new ArrayList<>();
        long total = 0;
        for (TablePart part : parts) {
            Encoded encoded = encode(part, snapshots, account);
            now.add(encoded);
            total += encoded.bytes;
        }
        List<Saving> savings = new ArrayList<>();
        for (TablePart part : parts) {
            for (int c = 0; total > 0 && c < part.columns().length; c++) {
                if (coarser(part.type().columns().get(c), 1) != null) {
                    savings.add(saving(part, c, now.get(part.index()), total));
                }
            }
        }
        return savings;
    }

    private Saving saving(TablePart part, int c, Encoded now, long total) {
        List<Double> saved = new ArrayList<>();
        ColumnType column = part.type().columns().get(c);
        for (int bits = 1; bits <= MOST_BITS; bits++) {
            ColumnType coarser = coarser(column, bits);
            if (coarser != null) {
                saved.add((double) (now.bytes - bytesWith(part, c, coarser, bits)) / total);
            }
        }
        return new Saving(
                part.type().name(),
                part.audience(),
                column.name(),
                2 * now.timesPredicted.get(c) > snapshots.size() - 1,
                account.bits(account.layout().indexOfColumn(part.index(), c)) / (8.0 * total),
                saved);
    }

    /** What the part takes where one of its columns is of another type. */
    private long bytesWith(TablePart part, int c, ColumnType coarser, int bits) {
        int index = part.columns()[c];
        TablePart changed = partWith(part, index, coarser);
        List<Snapshot> copies = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            Snapshot copy = copy(snapshot);
            int[] raws = copy.table(part.table()).column(index);
            for (int i = 0; i < raws.length; i++) {
                raws[i] = Math.min(coarser.rawMax(), ((raws[i] + (1 << (bits - 1))) >> bits) & coarser.wrapMask());
            }
            copies.add(copy);
        }
        return encode(changed, copies, new ByteAccount(account.layout())).bytes;
    }

    private TablePart partWith(TablePart part, int index, ColumnType coarser) {
        List<TableType> tables = new ArrayList<>(schema.tables());
        TableType table = tables.get(part.table());
        List<ColumnType> columns = new ArrayList<>(table.columns());
        columns.set(index, coarser.forAudience(columns.get(index).audience()));
        tables.set(
                part.table(),
                new TableType(table.name(), table.capacity(), columns, table.audience(), table.ownerColumn()));
        return new Schema(tables, schema.inputs()).parts().get(part.index());
    }

    private Encoded encode(TablePart part, List<Snapshot> some, ByteAccount into) {
        BlockTexts texts = new BlockTexts();
        TableEncoder encoder = new TableEncoder(part, codec, texts);
        ByteWriter out = new ByteWriter(1024);
        long bytes = 0;
        int[] timesPredicted = new int[part.columns().length];
        List<Sight> sights = some.stream().map(CoarserColumns::sightOf).toList();
        for (int i = 1; i < some.size(); i++) {
            out.clear();
            texts.begin();
            encoder.encode(i == 1 ? null : sights.get(i - 2), sights.get(i - 1), sights.get(i), out, into);
            if (out.length() > 0) {
                encoder.appended(out.length());
            }
            bytes += out.length();
            for (int c = 0; c < timesPredicted.length; c++) {
                timesPredicted[c] += encoder.isPredicted(c) ? 1 : 0;
            }
        }
        return new Encoded(bytes, Arrays.stream(timesPredicted).boxed().toList());
    }

    /** The same column with so many bits less; null: it is of another kind, or would have only one value. */
    private static @Nullable ColumnType coarser(ColumnType column, int bits) {
        if (column.kind() == ColumnType.Kind.ANGLE && column.bits() > bits) {
            return ColumnType.angle(column.name(), column.bits() - bits);
        }
        double step = column.step() * (1 << bits);
        return column.kind() == ColumnType.Kind.FIXED && column.max() - column.min() >= step
                ? ColumnType.fixed(column.name(), column.min(), column.max(), step)
                : null;
    }

    private static Snapshot copy(Snapshot snapshot) {
        Snapshot copy = new Snapshot(snapshot.schema());
        copy.copyFrom(snapshot);
        // What is changed in it is not known to be: all rows must be compared.
        for (int t = 0; t < copy.tableCount(); t++) {
            copy.table(t).touch(0);
        }
        return copy;
    }

    private static Sight sightOf(Snapshot snapshot) {
        Sight sight = Sight.ofEverything();
        sight.look(snapshot);
        return sight;
    }
}
