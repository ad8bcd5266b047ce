package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.ColumnType.Kind;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Chosen;
import dev.tickwire.simulation.world.Option;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of an input or a command, by the names of its columns; one that a column does not take is an exception.
 */
final class Values {
    private final String what;
    private final List<ColumnType> columns;
    private final int[] raws;
    private final String[] texts;

    /** @param what they are, for sentences: {@code input of player 0} */
    Values(String what, List<ColumnType> columns) {
        this.what = what;
        this.columns = columns;
        raws = new int[columns.size()];
        texts = new String[columns.size()];
        rest();
    }

    /** The input of a player. */
    Values(int player, Schema schema) {
        this("the input of player " + player, schema.visible().inputs().columns());
    }

    /** What was chosen of the options of a game. */
    static Chosen chosen(List<Option> declared, Map<String, ?> values) {
        List<ColumnType> options = declared.stream().map(Option::type).toList();
        Values all = new Values("the options", options);
        all.setAll(values);
        Map<String, Integer> raws = new TreeMap<>();
        Map<String, String> texts = new TreeMap<>();
        for (int c = 0; c < all.raws.length; c++) {
            ColumnType option = options.get(c);
            if (values.containsKey(option.name()) && option.isText()) {
                texts.put(option.name(), all.texts[c]);
            } else if (values.containsKey(option.name())) {
                raws.put(option.name(), all.raws[c]);
            }
        }
        return new Chosen(raws, texts);
    }

    void rest() {
        Arrays.setAll(raws, column -> columns.get(column).restingRaw());
        Arrays.fill(texts, "");
    }

    void set(String column, double value) {
        ColumnType type = typeOf(column);
        switch (type.kind()) {
            case FIXED, INTEGER, ANGLE -> store(type, type.onGrid(value), value);
            case FLAG, ENUM, REFERENCE, TEXT -> throw refusal(type, "is " + type.kind() + ", and takes no number");
        }
    }

    void set(String column, boolean flag) {
        ColumnType type = typeOf(column);
        if (type.kind() != Kind.FLAG) {
            throw refusal(type, "is " + type.kind() + ", and takes no flag");
        }
        store(type, flag ? 1 : 0, flag);
    }

    /** Numbers, flags, labels and texts, by the names of their columns. */
    void setAll(Map<String, ?> values) {
        values.forEach((column, value) -> {
            if (value instanceof Number number) {
                set(column, number.doubleValue());
            } else if (value instanceof Boolean flag) {
                set(column, flag.booleanValue());
            } else {
                set(column, String.valueOf(value));
            }
        });
    }

    /** A label or a text. */
    void set(String column, String value) {
        ColumnType type = typeOf(column);
        if (type.kind() == Kind.TEXT) {
            texts[columns.indexOf(type)] = value;
            return;
        }
        int raw = type.labels().indexOf(value);
        if (raw < 0) {
            throw refusal(type, "does not take " + value + ", but " + type.labels());
        }
        store(type, raw, value);
    }

    /** The raw values of the columns that are no texts. */
    int[] raws() {
        int[] numbers = new int[raws.length];
        int count = 0;
        for (int c = 0; c < raws.length; c++) {
            if (columns.get(c).kind() != Kind.TEXT) {
                numbers[count++] = raws[c];
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    /** The texts of the columns that are. */
    String[] texts() {
        String[] all = new String[texts.length];
        int count = 0;
        for (int c = 0; c < texts.length; c++) {
            if (columns.get(c).kind() == Kind.TEXT) {
                all[count++] = texts[c];
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** The raw value of a column that is no text. */
    int raw(int column) {
        return raws[column];
    }

    private void store(ColumnType type, double raw, Object value) {
        if (!(raw >= type.rawMin() && raw <= type.rawMax())) {
            throw refusal(type, "does not take " + value);
        }
        raws[columns.indexOf(type)] = (int) raw;
    }

    private ColumnType typeOf(String column) {
        for (ColumnType type : columns) {
            if (type.name().equals(column)) {
                return type;
            }
        }
        throw new IllegalArgumentException("there is no " + column + " in " + what + ", but "
                + String.join(", ", columns.stream().map(ColumnType::name).toList()));
    }

    private IllegalArgumentException refusal(ColumnType type, String sentence) {
        return new IllegalArgumentException(type.name() + " in " + what + " " + sentence);
    }
}
