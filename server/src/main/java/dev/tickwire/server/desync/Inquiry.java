package dev.tickwire.server.desync;

import dev.tickwire.proto.desync.HeldState;
import dev.tickwire.proto.wire.ClientRow;
import dev.tickwire.proto.wire.Desync;
import dev.tickwire.proto.wire.DesyncAnswer;
import dev.tickwire.proto.wire.RowHashes;
import dev.tickwire.simulation.state.HeldRow;
import dev.tickwire.simulation.state.HeldTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks into one desync: which tables differ by their hashes, then which rows, and at last which columns. It knows only
 * what the client was sent, and so says nothing else.
 *
 * <p>Not thread-safe; allocates.
 */
public final class Inquiry {
    private final int tick;
    private final long openedNanos;
    private final int tables;
    private final int hashes;
    private final List<HeldTable> differing = new ArrayList<>();

    /**
     * Compares hashes of tables.
     *
     * @param sent all tables as the client was sent them, in the order of its schema
     * @param said what the client has said first
     */
    public Inquiry(List<HeldTable> sent, Desync said, long nowNanos) {
        tick = said.getTick();
        openedNanos = nowNanos;
        tables = sent.size();
        hashes = said.getTableHashesCount();
        for (int t = 0; hashes == tables && t < tables; t++) {
            if (sent.get(t).hash() != said.getTableHashes(t)) {
                differing.add(sent.get(t));
            }
        }
    }

    /** Tick of the snapshot that it is about. */
    public int tick() {
        return tick;
    }

    /** When it began. */
    public long openedNanos() {
        return openedNanos;
    }

    /** Whether there is something to ask the client. */
    public boolean isOpen() {
        return !differing.isEmpty();
    }

    /** Why it cannot go on. */
    public Finding deadEnd() {
        if (isOpen()) {
            return Finding.unexplained(names() + " differ, and the client did not say which");
        }
        return Finding.unexplained(
                hashes == tables
                        ? "no table differs by its hash: the client's hash of the whole is wrong"
                        : "the client sent the hashes of " + hashes + " tables: it has " + tables);
    }

    private String names() {
        List<String> names = new ArrayList<>();
        for (HeldTable table : differing) {
            names.add(table.part().type().name());
        }
        return (names.size() == 1 ? "rows of table " : "rows of tables ") + String.join(", ", names);
    }

    /** Asks which rows differ, with the hashes of those that the client was sent: less than a keyframe has. */
    public DesyncAnswer question() {
        DesyncAnswer.Builder question = DesyncAnswer.newBuilder().setTick(tick);
        for (HeldTable table : differing) {
            RowHashes.Builder hashes =
                    question.addTablesBuilder().setTable(table.part().index());
            for (HeldRow row : table.rows()) {
                hashes.addIds(row.id()).addHashes(row.hash());
            }
        }
        return question.build();
    }

    /** Compares rows, as the client holds them, column by column. */
    public Finding compare(Desync said) {
        if (said.getRowsCount() > HeldState.MOST_ROWS) {
            return Finding.unexplained(
                    "the client sent " + said.getRowsCount() + " rows: it may send at most " + HeldState.MOST_ROWS);
        }
        Comparison comparison = new Comparison();
        for (ClientRow row : said.getRowsList()) {
            HeldTable table = find(row.getTable());
            if (table == null) {
                return Finding.unexplained("the client sent a row of table " + Integer.toUnsignedString(row.getTable())
                        + ", which is none of those that differ");
            }
            comparison.add(table, row);
        }
        return comparison.finding(said.getMoreRows());
    }

    private @Nullable HeldTable find(int index) {
        for (HeldTable table : differing) {
            if (table.part().index() == index) {
                return table;
            }
        }
        return null;
    }
}
