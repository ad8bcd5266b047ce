package dev.tickwire.proto.codec;

import dev.tickwire.proto.account.AccountLayout;
import dev.tickwire.proto.account.ByteAccount;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the bits of one table's changes are for, while somebody wants to know. One thread at a time. */
final class TableMarks {
    private final int table;
    private final long[] columns;
    private @Nullable ByteAccount account;
    private long entities;
    private long marked;

    /** For a table of the visible schema. */
    TableMarks(int table, int columnCount) {
        this.table = table;
        columns = new long[columnCount];
    }

    /** Starts with an empty writer; null: nobody wants to know. */
    void begin(@Nullable ByteAccount into) {
        account = into;
        if (into != null) {
            Arrays.fill(columns, 0);
            marked = 0;
        }
    }

    /** What was written since the last mark says which rows came and went. */
    void entities(DeltaWriter writer) {
        if (account != null) {
            entities = writer.bits();
            marked = entities;
        }
    }

    /** What was written since the last mark is for a column. */
    void column(int c, DeltaWriter writer) {
        if (account != null) {
            long written = writer.bits();
            columns[c] += written - marked;
            marked = written;
        }
    }

    /** The changes are written, as a field of that length. */
    void end(int bytes) {
        if (account == null) {
            return;
        }
        AccountLayout layout = account.layout();
        account.add(layout.indexOfTable(table), 8L * bytes - marked);
        account.add(layout.indexOfEntities(table), entities);
        for (int c = 0; c < columns.length; c++) {
            account.add(layout.indexOfColumn(table, c), columns[c]);
        }
    }
}
