package dev.tickwire.server.values;

import dev.tickwire.proto.CommandText;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.ColumnType.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns values by name, which may be anything, into the raws and texts of columns. Names that no column has do not
 * count.
 */
public final class ValueReader {
    private final int[] raws;
    private final String[] texts;

    private interface Reading<T> {
        T of(ColumnType column, @Nullable Object value) throws NonsenseException;
    }

    private ValueReader(List<ColumnType> columns, Map<String, ?> values, Reading<int[]> numbers, Reading<String> words)
            throws NonsenseException {
        IntStream.Builder allRaws = IntStream.builder();
        Stream.Builder<String> allTexts = Stream.builder();
        for (ColumnType column : columns) {
            Object value = values.get(column.name());
            if (column.isText()) {
                allTexts.add(words.of(column, value));
            } else {
                Arrays.stream(numbers.of(column, value)).forEach(allRaws);
            }
        }
        raws = allRaws.build().toArray();
        texts = allTexts.build().toArray(String[]::new);
    }

    /** Reads a value for each column; one that is not there, or that its column does not take, is an exception. */
    public static ValueReader all(List<ColumnType> columns, Map<String, ?> values) throws NonsenseException {
        return new ValueReader(columns, values, ValueReader::raws, ValueReader::text);
    }

    /** Reads those that are there; one that its column does not take is an exception. */
    public static ValueReader given(List<ColumnType> columns, Map<String, ?> values) throws NonsenseException {
        return new ValueReader(
                columns,
                values,
                (column, value) -> value == null ? rest(column) : raws(column, value),
                (column, value) -> value == null ? "" : text(column, value));
    }

    /**
     * Reads what an older or newer game may have written: for a number beyond the range its nearest end, and for what
     * the column does not take at all the value of a new row.
     */
    public static ValueReader kept(List<ColumnType> columns, Map<String, ?> values) {
        try {
            return new ValueReader(
                    columns, values, ValueReader::nearest, (column, value) -> value instanceof String text ? text : "");
        } catch (NonsenseException e) {
            throw new IllegalStateException("what is kept can be read", e);
        }
    }

    /** A raw value for each column that holds no text, in order; of a column of cells, for each cell. */
    public int[] raws() {
        return raws;
    }

    /** A text for each column that holds one. */
    public String[] texts() {
        return texts;
    }

    private static String text(ColumnType column, @Nullable Object value) throws NonsenseException {
        if (value instanceof String text && CommandText.fits(text, column.mostChars())) {
            return text;
        }
        throw new NonsenseException(column, "a text of up to " + column.mostChars() + " characters that can be seen");
    }

    private static int[] rest(ColumnType column) {
        int[] raws = new int[column.cells()];
        Arrays.fill(raws, column.restingRaw());
        return raws;
    }

    private static int[] raws(ColumnType column, @Nullable Object value) throws NonsenseException {
        if (column.cells() == 1) {
            return new int[] {raw(column, value)};
        }
        if (!(value instanceof List<?> list) || list.size() != column.cells()) {
            throw new NonsenseException(column, "a list of " + column.cells() + " whole numbers");
        }
        int[] raws = new int[list.size()];
        for (int cell = 0; cell < raws.length; cell++) {
            raws[cell] = number(column, list.get(cell));
        }
        return raws;
    }

    private static int[] nearest(ColumnType column, @Nullable Object value) {
        List<?> cells = value instanceof List<?> list && column.cells() > 1 ? list : Arrays.asList(value);
        int[] raws = rest(column);
        for (int cell = 0; cell < Math.min(raws.length, cells.size()); cell++) {
            raws[cell] = nearestRaw(column, cells.get(cell));
        }
        return raws;
    }

    private static int nearestRaw(ColumnType column, @Nullable Object value) {
        try {
            return raw(column, value);
        } catch (NonsenseException e) {
            boolean isNumber = column.kind() == Kind.FIXED || column.kind() == Kind.INTEGER;
            return isNumber && value instanceof Number number && !Double.isNaN(number.doubleValue())
                    ? column.rawOf(number.doubleValue())
                    : column.restingRaw();
        }
    }

    private static int raw(ColumnType column, @Nullable Object value) throws NonsenseException {
        return switch (column.kind()) {
            case FIXED, INTEGER -> number(column, value);
            case ANGLE -> angle(column, value);
            case FLAG -> flag(column, value);
            case ENUM -> label(column, value);
            case REFERENCE, TEXT -> throw new IllegalStateException("no such numbers come from elsewhere");
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
