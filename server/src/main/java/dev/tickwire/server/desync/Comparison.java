package dev.tickwire.server.desync;

import dev.tickwire.proto.wire.ClientRow;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.HeldRow;
import dev.tickwire.simulation.state.HeldTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares rows as they were sent with those that a client holds. */
final class Comparison {
    private @Nullable String first;
    private int differences;
    /** Why a row that differs is not explained. */
    private String whyNot = "the client sent no row";

    /** Adds a row as the client holds it. */
    void add(HeldTable table, ClientRow held) {
        HeldRow sent = table.row(held.getId());
        String place = "table " + table.part().type().name() + ", row " + EntityId.slot(held.getId()) + " (entity "
                + Integer.toUnsignedString(held.getId()) + ")";
        if (sent == null) {
            if (held.getAbsent()) {
                whyNot = place + ": neither side has it";
            } else {
                differs(place + ": the server did not send it, the client held it");
            }
        } else if (held.getAbsent()) {
            differs(place + ": the server sent it, the client did not have it");
        } else if (held.getValuesCount() > sent.values().length || held.getTextsCount() > sent.texts().length) {
            whyNot = place + ": the client sent more values than the row has";
        } else {
            compare(table, place, sent, held);
        }
    }

    private void compare(HeldTable table, String place, HeldRow sent, ClientRow held) {
        List<ColumnType> columns = table.part().type().columns();
        int before = differences;
        int value = 0;
        int text = 0;
        for (ColumnType column : columns) {
            if (column.isText()) {
                if (text < held.getTextsCount()) {
                    addText(place, column, sent.texts()[text], held.getTexts(text));
                }
                text++;
                continue;
            }
            for (int cell = 0; cell < column.cells(); cell++, value++) {
                if (value < held.getValuesCount() && sent.values()[value] != held.getValues(value)) {
                    String where = column.cells() == 1 ? "" : "[" + cell + "]";
                    differs(place + ", column " + column.name() + where
                            + both(said(column, sent.values()[value]), said(column, held.getValues(value))));
                }
            }
        }
        if (differences == before) {
            boolean isWhole = value == held.getValuesCount() && text == held.getTextsCount();
            whyNot = place
                    + (isWhole
                            ? ": both sides have the same values, and the client's hash of them is wrong"
                            : ": it differs beyond what the client sent of it");
        }
    }

    private void addText(String place, ColumnType column, String sent, String held) {
        if (!sent.equals(held)) {
            differs(place + ", column " + column.name() + both(said(sent), said(held)));
        }
    }

    private static String both(String sent, String held) {
        return ": the server sent " + sent + ", the client held " + held;
    }

    private void differs(String where) {
        first = first == null ? where : first;
        differences++;
    }

    /** As the game sees it, and raw. */
    private static String said(ColumnType column, int raw) {
        if (raw < column.rawMin() || raw > column.rawMax()) {
            return "something out of range (raw " + raw + ")";
        }
        String value = switch (column.kind()) {
            case FIXED, ANGLE -> String.valueOf(column.origin() + raw * column.unit());
            case ENUM -> column.labels().get(raw);
            case FLAG -> String.valueOf(raw != 0);
            case REFERENCE -> raw == EntityId.NONE ? "none" : "row " + EntityId.slot(raw) + " of " + column.target();
            case INTEGER, TEXT -> String.valueOf(raw);
        };
        return value + " (raw " + raw + ")";
    }

    /** People may have typed it, so it is not said. */
    private static String said(String text) {
        return "a text of " + text.length() + " characters (hash " + Integer.toHexString(text.hashCode()) + ")";
    }

    /** What was found out; {@code moreRows} differ that the client did not send. */
    Finding finding(int moreRows) {
        if (first == null) {
            return Finding.unexplained(whyNot);
        }
        StringBuilder sentence = new StringBuilder(first);
        if (differences > 1) {
            sentence.append("; ").append(differences - 1).append(" more differ");
        }
        if (moreRows != 0) {
            sentence.append("; ").append(Integer.toUnsignedString(moreRows)).append(" more rows were not sent");
        }
        return Finding.explained(sentence.toString());
    }
}
