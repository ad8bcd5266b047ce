package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EntityId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a room of the game may be opened with: how many cards, which map, a password.
 *
 * <pre>{@code
 * final Options options = options(new Options());
 * final Column cards = options.integer("cards", 3, 10).initially(5).label();
 * ...
 * deal(cards.raw(0));
 * }</pre>
 *
 * <p>There is one row, 0. It is filled before {@link Game#start} with what the creator of the room chose, and with the
 * {@linkplain Column#initially initial} values of all that it did not; after that, rules only read it. Clients see it
 * as a table called {@value #NAME}, without its hidden columns.
 */
public final class Options extends Columns {
    /** The name of the table that clients see. */
    public static final String NAME = "options";

    /** Options without columns yet. */
    public Options() {
        super("options", NAME, 1);
    }

    /** What there is to choose, in the order in which the game declares it. */
    List<Option> all() {
        List<Option> all = new ArrayList<>();
        for (Column column : columns()) {
            all.add(new Option(column.type(), column.initialRaw, column.initialText, column.isLabel));
        }
        return all;
    }

    /** An exception for what can be said of options alone, and where they are declared. */
    static void require(Column column, boolean isInUse, String call) {
        if (!(column.columns() instanceof Options) || isInUse) {
            throw new IllegalStateException("column " + column.type().name() + ": " + call
                    + " is for options, and said where they are declared");
        }
    }

    /** An option is chosen before there is a world: it points to nothing, and belongs to nobody. */
    private void requireLegal() {
        for (Column column : columns()) {
            ColumnType type = column.type();
            boolean isForSome = type.audience() == Audience.OWNER || type.audience() == Audience.TEAM;
            if (isForSome || column.type().kind() == ColumnType.Kind.REFERENCE || (type.hidden() && column.isLabel)) {
                throw new IllegalArgumentException("option " + type.name()
                        + " must be for everybody or, if it is no label, hidden(), and may not be a reference");
            }
        }
    }

    /** Fills the row; null: nothing was chosen. An exception if there are options that nobody can choose. */
    void fill(@Nullable Chosen chosen) {
        requireLegal();
        put(0, EntityId.FIRST_GENERATION);
        for (Column column : columns()) {
            if (column.isText()) {
                String text =
                        chosen == null ? null : chosen.texts().get(column.type().name());
                column.set(0, text == null ? column.initialText : text);
            } else {
                Integer raw =
                        chosen == null ? null : chosen.raws().get(column.type().name());
                column.setRaw(0, raw == null ? column.initialRaw : raw);
            }
        }
    }
}
