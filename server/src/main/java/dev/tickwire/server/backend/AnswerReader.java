package dev.tickwire.server.backend;

import dev.tickwire.proto.CommandText;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.ColumnType.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the values of an answer, which may be anything, into those of columns. */
final class AnswerReader {
    private final int[] raws;
    private final String[] texts;

    /** Says what is wrong with an answer, without what it says. */
    static final class NonsenseException extends Exception {
        private static final long serialVersionUID = 1;

        NonsenseException(ColumnType column, String range) {
            super(column.name() + " must be " + range);
        }
    }

    /** Reads a value for each column; others do not count. */
    AnswerReader(List<ColumnType> columns, Map<String, ?> values) throws NonsenseException {
        int textCount = (int) columns.stream().filter(ColumnType::isText).count();
        raws = new int[columns.size() - textCount];
        texts = new String[textCount];
        int raw = 0;
        int text = 0;
        for (ColumnType column : columns) {
            Object value = values.get(column.name());
            if (column.isText()) {
                texts[text++] = text(column, value);
            } else {
                raws[raw++] = raw(column, value);
            }
        }
    }

    int[] raws() {
        return raws;
    }

    String[] texts() {
        return texts;
    }

    private static String text(ColumnType column, @Nullable Object value) throws NonsenseException {
        if (value instanceof String text && CommandText.fits(text, column.mostChars())) {
            return text;
        }
        throw new NonsenseException(column, "a text of up to " + column.mostChars() + " characters that can be seen");
    }

    private static int raw(ColumnType column, @Nullable Object value) throws NonsenseException {
        return switch (column.kind()) {
            case FIXED, INTEGER -> number(column, value);
            case ANGLE -> angle(column, value);
            case FLAG -> flag(column, value);
            case ENUM -> label(column, value);
            case REFERENCE, TEXT -> throw new IllegalStateException("answers have no such numbers");
        };
    }

    private static int number(ColumnType column, @Nullable Object value) throws NonsenseException {
        boolean isWhole = column.kind() == Kind.INTEGER;
        if (value instanceof Number number) {
            double given = number.doubleValue();
            if (given >= column.min() && given <= column.max() && (!isWhole || given == Math.rint(given))) {
                return column.rawOf(given);
            }
        }
        throw new NonsenseException(
                column, "a " + (isWhole ? "whole " : "") + "number from " + column.min() + " to " + column.max());
    }

    private static int angle(ColumnType column, @Nullable Object value) throws NonsenseException {
        if (value instanceof Number number && Math.abs(number.doubleValue()) <= Float.MAX_VALUE) {
            return column.rawOf(number.doubleValue());
        }
        throw new NonsenseException(column, "a number of radians");
    }

    private static int flag(ColumnType column, @Nullable Object value) throws NonsenseException {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        throw new NonsenseException(column, "true or false");
    }

    private static int label(ColumnType column, @Nullable Object value) throws NonsenseException {
        int raw = value instanceof String label ? column.labels().indexOf(label) : -1;
        if (raw < 0) {
            throw new NonsenseException(column, "one of " + String.join(", ", column.labels()));
        }
        return raw;
    }
}
