package dev.tickwire.proto.account;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;

/** Which rows an account of a game's frames has, in which order. Does not change; any thread may read it. */
public final class AccountLayout {
    /** Index of the row of {@link AccountRow.Kind#TICK}; those below are of the kinds of the same names. */
    public static final int TICK = 0;

    public static final int INPUTS = 1;
    public static final int ANSWERS = 2;
    public static final int RATES = 3;
    public static final int HASH = 4;
    public static final int CHATS = 5;
    public static final int BLOCKS = 6;
    public static final int TEXTS = 7;

    private static final List<AccountRow.Kind> SINGLE = List.of(
            AccountRow.Kind.TICK,
            AccountRow.Kind.INPUTS,
            AccountRow.Kind.ANSWERS,
            AccountRow.Kind.RATES,
            AccountRow.Kind.HASH,
            AccountRow.Kind.CHATS,
            AccountRow.Kind.BLOCKS,
            AccountRow.Kind.TEXTS);

    private final List<AccountRow> rows = new ArrayList<>();
    /** By kind of events. */
    private final int[] events;
    /** By table of the visible schema: its first row. */
    private final int[] tables;

    /** For the frames of a game whose clients get this schema. */
    public AccountLayout(Schema visible) {
        for (AccountRow.Kind kind : SINGLE) {
            rows.add(new AccountRow(kind, "", Audience.EVERYBODY, ""));
        }
        events = new int[visible.events().size()];
        for (int kind = 0; kind < events.length; kind++) {
            TableType type = visible.events().get(kind);
            events[kind] = add(AccountRow.Kind.EVENTS, type, "");
        }
        tables = new int[visible.tables().size()];
        for (int table = 0; table < tables.length; table++) {
            TableType type = visible.tables().get(table);
            tables[table] = add(AccountRow.Kind.TABLE, type, "");
            add(AccountRow.Kind.ENTITIES, type, "");
            for (ColumnType column : type.columns()) {
                add(AccountRow.Kind.COLUMN, type, column.name());
            }
        }
    }

    private int add(AccountRow.Kind kind, TableType type, String column) {
        rows.add(new AccountRow(kind, type.name(), type.audience(), column));
        return rows.size() - 1;
    }

    /** How many rows there are. */
    public int size() {
        return rows.size();
    }

    /** What a row is for. */
    public AccountRow row(int index) {
        return rows.get(index);
    }

    /** Index of the row of a kind of events. */
    public int indexOfEvents(int kind) {
        return events[kind];
    }

    /** Index of the row {@link AccountRow.Kind#TABLE} of a table of the visible schema. */
    public int indexOfTable(int table) {
        return tables[table];
    }

    /** Index of the row {@link AccountRow.Kind#ENTITIES} of a table of the visible schema. */
    public int indexOfEntities(int table) {
        return tables[table] + 1;
    }

    /** Index of the row of a column of a table of the visible schema. */
    public int indexOfColumn(int table, int column) {
        return tables[table] + 2 + column;
    }
}
