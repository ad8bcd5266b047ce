package dev.tickwire.simulation.swap;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.ColumnType.Kind;
import org.jspecify.annotations.Nullable;

/** How the values of a column come to be, from those of a column of the version before. */
final class ColumnMapping {
    private static final int NEW = -1;

    private final int source;
    private final ColumnType from;
    private final ColumnType to;
    private final int initial;
    /** By raw value of the column before; −1: there is no such label any more. Null: it has no labels. */
    private final int @Nullable [] labels;

    private ColumnMapping(int source, ColumnType from, ColumnType to, int initial) {
        this.source = source;
        this.from = from;
        this.to = to;
        this.initial = initial;
        labels = to.kind() == Kind.ENUM && source != NEW ? labels(from, to) : null;
    }

    /** A column that the version before has nothing for. */
    static ColumnMapping added(ColumnType to, int initial) {
        return new ColumnMapping(NEW, to, to, initial);
    }

    /** A column that goes on with that of an index; they must be {@linkplain #obstacle mappable}. */
    static ColumnMapping of(int source, ColumnType from, ColumnType to, int initial) {
        return new ColumnMapping(source, from, to, initial);
    }

    /**
     * Why one column cannot go on with another; empty: it can. What references of it point to is looked at elsewhere.
     */
    static String obstacle(ColumnType from, ColumnType to) {
        boolean areNumbers = isNumber(from.kind()) && isNumber(to.kind());
        return from.kind() == to.kind() || areNumbers
                ? ""
                : "was of the kind " + from.kind() + " and is of the kind " + to.kind();
    }

    private static boolean isNumber(Kind kind) {
        return kind == Kind.FIXED || kind == Kind.INTEGER || kind == Kind.FLAG;
    }

    private static int[] labels(ColumnType from, ColumnType to) {
        int[] labels = new int[from.labels().size()];
        for (int raw = 0; raw < labels.length; raw++) {
            labels[raw] = to.rawOf(from.labels().get(raw));
        }
        return labels;
    }

    boolean isNew() {
        return source == NEW;
    }

    /** Index of the column before. */
    int source() {
        return source;
    }

    ColumnType to() {
        return to;
    }

    /** How many values of a row have one before. */
    int cells() {
        return source == NEW ? 0 : Math.min(from.cells(), to.cells());
    }

    /** What a row has that there was nothing for. */
    int initial() {
        return initial;
    }

    /** Whether it is a text, whose keys {@link #text} maps. */
    boolean isText() {
        return to.isText();
    }

    /** The value in the place of one of no text. */
    int map(int raw, Tally tally) {
        if (labels != null) {
            int label = raw < labels.length ? labels[raw] : -1;
            tally.clamped += label < 0 ? 1 : 0;
            return label < 0 ? initial : label;
        }
        if (from.range().equals(to.range()) && from.kind() == to.kind() && from.bits() == to.bits()) {
            return raw;
        }
        double value = from.origin() + raw * from.unit();
        double wanted = to.onGrid(value);
        tally.clamped += wanted < to.rawMin() || wanted > to.rawMax() ? 1 : 0;
        return to.rawOf(value);
    }

    /** The key in the place of one of a text. */
    int text(int key, TextTables before, TextTables now, Tally tally) {
        String text = before.of(from).text(key);
        boolean isCut = text.codePointCount(0, text.length()) > to.mostChars();
        tally.clamped += isCut ? 1 : 0;
        if (!isCut && from.hidden() == to.hidden() && now.of(to).text(key).equals(text)) {
            return key;
        }
        String fit = isCut ? text.substring(0, text.offsetByCodePoints(0, to.mostChars())) : text;
        return now.of(to).keyOf(fit, tally);
    }
}
