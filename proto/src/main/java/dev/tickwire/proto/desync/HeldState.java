package dev.tickwire.proto.desync;

import dev.tickwire.proto.wire.ClientRow;
import dev.tickwire.proto.wire.Desync;
import dev.tickwire.proto.wire.DesyncAnswer;
import dev.tickwire.proto.wire.RowHashes;
import dev.tickwire.simulation.state.HeldRow;
import dev.tickwire.simulation.state.HeldTable;
import dev.tickwire.simulation.state.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A copy of what a client held when a hash differed, to be compared with what the server sent. Allocates. */
public final class HeldState {
    /** Most rows in a report. */
    public static final int MOST_ROWS = 64;
    /** A report has to fit into a client's message. */
    private static final int MOST_BYTES = 3_000;
    /** Of one row, so that the values fit whatever they are. */
    private static final int MOST_VALUES = 500;

    private static final int OVERHEAD_BYTES = 4;

    private final int tick;
    private final List<HeldTable> tables;
    /** Of the rows that are in the report. */
    private int bytes;

    /** A copy of a client's snapshot. */
    public HeldState(Snapshot visible) {
        tick = visible.tick();
        tables = HeldTable.allOf(visible);
    }

    /** Tick of the snapshot. */
    public int tick() {
        return tick;
    }

    /** What to say first, with the request for a keyframe. */
    public Desync hashes() {
        Desync.Builder said = Desync.newBuilder().setTick(tick);
        for (HeldTable table : tables) {
            said.addTableHashes(table.hash());
        }
        return said.build();
    }

    /** What to say to the server's hashes of rows: those that differ here, as many as fit. */
    public Desync rows(DesyncAnswer sent) {
        Desync.Builder said = Desync.newBuilder().setTick(tick);
        bytes = 0;
        for (RowHashes hashes : sent.getTablesList()) {
            if (hashes.getTable() >= 0 && hashes.getTable() < tables.size()) {
                addDiffering(tables.get(hashes.getTable()), hashes, said);
            }
        }
        return said.build();
    }

    private void addDiffering(HeldTable held, RowHashes sent, Desync.Builder said) {
        int table = held.part().index();
        Map<Integer, Integer> hashes = new HashMap<>();
        for (int i = 0; i < Math.min(sent.getIdsCount(), sent.getHashesCount()); i++) {
            hashes.put(sent.getIds(i), sent.getHashes(i));
        }
        Set<Integer> missing = new HashSet<>(hashes.keySet());
        for (HeldRow row : held.rows()) {
            missing.remove(row.id());
            Integer hash = hashes.get(row.id());
            if (hash == null || hash != row.hash()) {
                add(message(table, row).build(), said);
            }
        }
        for (int id : missing) {
            add(row(table, id).setAbsent(true).build(), said);
        }
    }

    private static ClientRow.Builder row(int table, int id) {
        return ClientRow.newBuilder().setTable(table).setId(id);
    }

    private static ClientRow.Builder message(int table, HeldRow held) {
        ClientRow.Builder row = row(table, held.id());
        for (int i = 0; i < Math.min(held.values().length, MOST_VALUES); i++) {
            row.addValues(held.values()[i]);
        }
        for (String text : held.texts()) {
            row.addTexts(text);
            if (row.build().getSerializedSize() > MOST_BYTES) {
                List<String> fitting = List.copyOf(row.getTextsList().subList(0, row.getTextsCount() - 1));
                return row.clearTexts().addAllTexts(fitting);
            }
        }
        return row;
    }

    private void add(ClientRow row, Desync.Builder said) {
        int more = row.getSerializedSize() + OVERHEAD_BYTES;
        if (said.getRowsCount() == MOST_ROWS || (said.getRowsCount() > 0 && bytes + more > MOST_BYTES)) {
            said.setMoreRows(said.getMoreRows() + 1);
        } else {
            bytes += more;
            said.addRows(row);
        }
    }
}
