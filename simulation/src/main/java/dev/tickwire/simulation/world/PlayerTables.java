package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a game that have a row per player. Some rows come from outside of the match, and are kept there: see
 * {@link Game#saved} and {@link Game#claims}.
 *
 * <p>Used by whoever owns the simulation.
 */
public final class PlayerTables {
    private final List<Table> tables;
    private final List<Table> all = new ArrayList<>();
    private final List<Table> saved = new ArrayList<>();
    private final List<Table> claims = new ArrayList<>();

    /** {@code tables} are those of the game, in the order of its schema. */
    PlayerTables(List<Table> tables) {
        this.tables = tables;
    }

    void add(Table table) {
        all.add(table);
    }

    void addSaved(Table table) {
        saved.add(table);
    }

    void addClaims(Table table) {
        claims.add(table);
    }

    /** Indexes, in the schema, of the tables whose rows are kept by account. */
    public List<Integer> saved() {
        return indexes(saved);
    }

    /** Indexes, in the schema, of the tables whose rows are what tickets say of their players. */
    public List<Integer> claims() {
        return indexes(claims);
    }

    /** Indexes, in the schema, of all of them. */
    List<Integer> indexes() {
        return indexes(all);
    }

    private List<Integer> indexes(List<Table> some) {
        List<Integer> indexes = new ArrayList<>();
        for (Table table : some) {
            indexes.add(tables.indexOf(table));
        }
        return indexes;
    }

    /** A copy of a player's row in the table of that index. */
    public PlayerRow row(int table, int player) {
        Table from = tables.get(table);
        int cells = 0;
        int textCount = 0;
        for (Column column : from.columns()) {
            textCount += column.isText() ? 1 : 0;
            cells += column.isText() ? 0 : column.type().cells();
        }
        PlayerRow row = new PlayerRow(table, new int[cells], new String[textCount]);
        int raw = 0;
        int text = 0;
        for (Column column : from.columns()) {
            int width = column.type().cells();
            if (column.isText()) {
                row.texts()[text++] = column.text(player);
            } else {
                System.arraycopy(from.rows().column(column.index()), player * width, row.raws(), raw, width);
                raw += width;
            }
        }
        return row;
    }

    /** Gives a player's rows, which are there, other values. */
    void fill(int player, List<PlayerRow> rows) {
        for (PlayerRow row : rows) {
            fill(tables.get(row.table()), player, row);
        }
    }

    private static void fill(Table table, int player, PlayerRow from) {
        int raw = 0;
        int text = 0;
        for (Column column : table.columns()) {
            int cells = column.type().cells();
            if (column.isText()) {
                column.set(player, from.texts()[text++]);
            } else if (cells == 1) {
                column.putRaw(player, from.raws()[raw++]);
            } else {
                Cells all = new Cells(column);
                for (int cell = 0; cell < cells; cell++) {
                    all.set(player, cell, from.raws()[raw++]);
                }
            }
        }
    }

    /** An exception where a table cannot be what it is declared as. */
    void check() {
        for (Table table : saved) {
            requireNoReference(table, "saved");
        }
        for (Table table : claims) {
            requireNoReference(table, "claims");
        }
    }

    private static void requireNoReference(Table table, String declared) {
        for (Column column : table.columns()) {
            if (column.type().kind() == ColumnType.Kind.REFERENCE) {
                throw new IllegalArgumentException("column " + column.type().name() + " of " + table.title
                        + " is a reference, which means nothing in another room: " + declared
                        + "(...) takes numbers, flags, labels and texts");
            }
        }
    }

    void addRows(int player) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).addAt(player);
        }
    }

    void removeRows(int player) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).remove(player);
        }
    }

    /** Puts an eye at the player's row in the first table that has places; it stays as it is where there is none. */
    void look(int player, Eye eye) {
        for (int i = 0; i < all.size(); i++) {
            Table table = all.get(i);
            Placement place = table.placement();
            if (place.isSomewhere() && table.isPresent(player)) {
                List<Column> columns = table.columns();
                eye.at(
                        columns.get(place.x()).get(player),
                        columns.get(place.y()).get(player));
                return;
            }
        }
    }
}
