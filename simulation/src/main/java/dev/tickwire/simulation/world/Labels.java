package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the labels that the rules of one game give their room: the columns of tables of one row that are
 * {@link Column#label}. For whoever runs it, on the same thread.
 */
public final class Labels {
    /** A game that declares more is refused. */
    public static final int MOST = 40;

    private final List<Column> columns;
    private final int[] shownRaws;
    /** Null where there is no row; empty of what is no text. */
    private final @Nullable String[] shownTexts;

    /**
     * To be made after the game's {@link Game#start}, or after a checkpoint was restored.
     *
     * @throws IllegalArgumentException the game declares labels that no list can show, or two with one name
     */
    public Labels(Game game) {
        columns = new ArrayList<>();
        for (Table table : game.tables()) {
            for (Column column : table.columns()) {
                if (column.isLabel) {
                    columns.add(column);
                }
            }
        }
        if (columns.size() > MOST) {
            throw new IllegalArgumentException(
                    "the rules declare " + columns.size() + " labels: declare at most " + MOST);
        }
        List<String> taken = new ArrayList<>();
        for (Option option : game.options()) {
            taken.add(option.type().name());
        }
        for (Column column : columns) {
            String name = column.type().name();
            check(column, "label " + name + " of table " + column.columns().name());
            if (taken.contains(name)) {
                throw new IllegalArgumentException(
                        "the game has two labels or options " + name + ": give one another name");
            }
            taken.add(name);
        }
        shownRaws = new int[columns.size()];
        shownTexts = new String[columns.size()];
    }

    /** An exception where a column that is being declared can be no label. */
    static void requireOneRow(Columns columns, String column) {
        columns.requireEarly("label()");
        if (columns.capacity() != 1 || !(columns instanceof Table || columns instanceof Options)) {
            throw new IllegalStateException("column " + column + " of " + columns.title
                    + ": label() is for options, and for tables for one row");
        }
    }

    private static void check(Column column, String label) {
        ColumnType type = column.type();
        if (type.kind() == ColumnType.Kind.REFERENCE) {
            throw new IllegalArgumentException(label + " may not be a reference");
        }
        if (type.audience() != Audience.EVERYBODY || column.columns().audience() != Audience.EVERYBODY) {
            throw new IllegalArgumentException(label + " is shown to all who look for rooms: it must be for everybody");
        }
        if (type.isText() && type.mostChars() > ColumnType.USUAL_TEXT_CHARS) {
            throw new IllegalArgumentException(label + " holds texts of up to " + type.mostChars()
                    + " characters: a label has at most " + ColumnType.USUAL_TEXT_CHARS);
        }
    }

    /** The columns, in the order in which they were declared. */
    public List<ColumnType> types() {
        List<ColumnType> types = new ArrayList<>();
        for (Column column : columns) {
            types.add(column.type());
        }
        return types;
    }

    /** The value of the label at an index, as lists show it; null: its table has no row. */
    public @Nullable Object value(int index) {
        ColumnType type = columns.get(index).type();
        String text = shownTexts[index];
        return text == null || type.isText() ? text : type.valueOf(shownRaws[index]);
    }

    /**
     * Takes the values that hold now, which {@link #value} gives until the next call. Allocates nothing.
     *
     * @return whether any is another one than at the last call; at first there is none
     */
    public boolean takeChanges() {
        boolean hasChanged = false;
        for (int i = 0; i < shownRaws.length; i++) {
            hasChanged |= takeChange(i);
        }
        return hasChanged;
    }

    private boolean takeChange(int index) {
        Column column = columns.get(index);
        boolean isThere = column.columns().rows().isPresent(0);
        int raw = isThere ? column.raw(0) : 0;
        String text = isThere ? "" : null;
        if (isThere && column.isText()) {
            text = column.text(0);
        }
        // A key that is the same may be that of another text by now.
        boolean isSame = raw == shownRaws[index] && Objects.equals(text, shownTexts[index]);
        shownRaws[index] = raw;
        shownTexts[index] = text;
        return !isSame;
    }
}
