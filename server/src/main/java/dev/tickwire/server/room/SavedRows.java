package dev.tickwire.server.room;

import dev.tickwire.server.match.Match;
import dev.tickwire.server.saves.SavedSeat;
import dev.tickwire.server.values.RowDocument;
import dev.tickwire.server.values.RowTables;
import dev.tickwire.simulation.world.PlayerRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a player that outlive the room, if there are any. Belongs to the room's loop. */
final class SavedRows {
    private static final long NEVER = Long.MIN_VALUE;

    private final int number;
    private @Nullable SavedSeat saved;
    private long savedNanos = NEVER;

    SavedRows(int number, @Nullable SavedSeat saved) {
        this.number = number;
        this.saved = saved;
    }

    /** The player goes on over another connection; null: with the hold that it has. */
    void goOn(@Nullable SavedSeat newer) {
        saved = newer == null ? saved : newer;
    }

    /** Hands them over if that is due. */
    void saveIfDue(Match match, RowTables tables, long nowNanos) {
        if (saved == null) {
            return;
        }
        if (savedNanos == NEVER) {
            savedNanos = nowNanos;
        } else if (nowNanos - savedNanos >= saved.saveEveryNanos()) {
            savedNanos = nowNanos;
            save(match, tables);
        }
    }

    /** Hands them over. */
    void save(Match match, RowTables tables) {
        if (saved == null || saved.isOlder()) {
            return;
        }
        List<PlayerRow> rows = new ArrayList<>();
        for (int table : tables.saved()) {
            rows.add(match.playerTables().row(table, number));
        }
        saved.save(RowDocument.write(saved.loaded(), tables, rows));
    }
}
