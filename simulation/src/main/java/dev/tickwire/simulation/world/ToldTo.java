package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Telling;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.TableType;
import java.util.List;

/** By which columns players are told of whole rows: see {@link Table#toldTo}. */
final class ToldTo {
    private final Column row;
    private final Column player;

    /** An exception where these columns cannot say it. */
    ToldTo(Column row, Column player) {
        requireInteger(row);
        requireInteger(player);
        if (!(player.columns() instanceof Table players) || players.ownerColumn() != TableType.OWNED_BY_ROW) {
            throw new IllegalArgumentException("column " + player.type().name()
                    + " is of no table with a row per player, at the player's number: it cannot say who is told");
        }
        this.row = row;
        this.player = player;
    }

    private static void requireInteger(Column column) {
        if (column.type().kind() != ColumnType.Kind.INTEGER) {
            throw new IllegalArgumentException(
                    "column " + column.type().name() + " is no integer: it cannot say who is told of a row");
        }
    }

    /** How a table of a game with these tables is told; an exception where that makes no sense. */
    Telling telling(Table told, List<Table> tables, Table inputs) {
        if (told.ownerColumn() != TableType.OWNED_BY_ROW || told.predicted() == Predicted.OWN) {
            throw new IllegalArgumentException("table " + told.name() + " has toldTo(...):"
                    + " it can have neither ownedBy(...) nor predictOwn()");
        }
        Columns players = player.columns();
        int table = indexOf(tables, players);
        if ((table < 0 && players != inputs) || players.capacity() != inputs.capacity()) {
            throw new IllegalArgumentException("table " + told.name() + " has toldTo(...) with column "
                    + player.type().name() + ", whose table must be of the game, with a row per player");
        }
        return new Telling(row.index(), players == inputs ? Telling.INPUTS : table, player.index());
    }

    private static int indexOf(List<Table> tables, Columns one) {
        int table = tables.size() - 1;
        while (table >= 0 && tables.get(table) != one) {
            table--;
        }
        return table;
    }
}
