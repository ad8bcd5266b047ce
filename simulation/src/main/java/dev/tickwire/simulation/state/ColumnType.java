package dev.tickwire.simulation.state;

import dev.tickwire.simulation.math.Trig;
import java.util.List;

/**
 * The type of a column: how it maps values to raw ints, and its audience.
 *
 * @param range the numbers that it can hold
 * @param bits for {@link Kind#ANGLE}: a full turn is {@code 2^bits} raw units; otherwise 0
 * @param labels for {@link Kind#ENUM}: the name of each value; otherwise empty
 * @param target for {@link Kind#REFERENCE}: the name of the table pointed into; otherwise empty
 * @param audience which of the players who see a row are sent this column
 * @param cells how many values each row has: 1, but for {@link #cells(String, int, int, int, int)}
 */
public record ColumnType(
        String name,
        Kind kind,
        Range range,
        int bits,
        List<String> labels,
        String target,
        Audience audience,
        int cells) {

    /** The kind of the values of a column. */
    public enum Kind {
        FIXED,
        ANGLE,
        INTEGER,
        FLAG,
        ENUM,
        REFERENCE,
        TEXT
    }

    /** Longest text of a text column that says nothing else, in Unicode code points. */
    public static final int USUAL_TEXT_CHARS = 200;
    /** Longest text that a text column can be declared for, in Unicode code points. */
    public static final int MOST_TEXT_CHARS = 1000;

    /** Most cells that a row can have in one column. */
    public static final int MOST_CELLS = 1024;
    /** Most cells that a column can have in all rows for which its table has room: 2^22. */
    public static final int MOST_CELLS_OF_TABLE = 1 << 22;

    private static final double LARGEST_RAW = (1 << 30);

    public ColumnType {
        Names.check("column", name);
        labels = List.copyOf(labels);
        for (String label : labels) {
            Names.check("label", label);
        }
        double min = range.min();
        double max = range.max();
        double step = range.step();
        require(kind != Kind.ANGLE || (bits >= 1 && bits <= 24), name, "needs 1 to 24 bits");
        require(kind != Kind.ENUM || !labels.isEmpty(), name, "needs a label");
        require(
                kind != Kind.FIXED || (step > 0 && max - min >= step && (max - min) / step <= LARGEST_RAW),
                name,
                "needs min < max and a step above 0 that divides the range into at most 2^30 parts");
        require(
                kind != Kind.INTEGER
                        || (min < max && min >= -LARGEST_RAW && max <= LARGEST_RAW && isWhole(min) && isWhole(max)),
                name,
                "needs whole min < max within ±2^30");
        require(
                kind != Kind.TEXT || (max >= 0 && max <= MOST_TEXT_CHARS && isWhole(max)),
                name,
                "needs 1 to " + MOST_TEXT_CHARS + " characters");
        if (kind == Kind.REFERENCE) {
            Names.check("target of column " + name, target);
        }
    }

    /** A number with fractions, from {@code min} to {@code max} on a grid of {@code step}. */
    public static ColumnType fixed(String name, double min, double max, double step) {
        return new ColumnType(name, Kind.FIXED, new Range(min, max, step), 0, List.of(), "", Audience.EVERYBODY, 1);
    }

    /** A direction in radians, {@code 2^bits} of them in a full turn. */
    public static ColumnType angle(String name, int bits) {
        return new ColumnType(name, Kind.ANGLE, Range.NONE, bits, List.of(), "", Audience.EVERYBODY, 1);
    }

    /** A whole number. */
    public static ColumnType integer(String name, int min, int max) {
        return new ColumnType(name, Kind.INTEGER, Range.whole(min, max), 0, List.of(), "", Audience.EVERYBODY, 1);
    }

    /** Several whole numbers in each row, in a table with room for {@code capacity} rows. */
    public static ColumnType cells(String name, int capacity, int count, int min, int max) {
        require(count >= 2 && count <= MOST_CELLS, name, "needs 2 to " + MOST_CELLS + " cells");
        require(
                (long) capacity * count <= MOST_CELLS_OF_TABLE,
                name,
                "has over 2^22 cells in all: give its table less room, or its rows fewer cells");
        return new ColumnType(name, Kind.INTEGER, Range.whole(min, max), 0, List.of(), "", Audience.EVERYBODY, count);
    }

    /** False or true. */
    public static ColumnType flag(String name) {
        return new ColumnType(name, Kind.FLAG, Range.NONE, 0, List.of(), "", Audience.EVERYBODY, 1);
    }

    /** One of a few named values. */
    public static ColumnType oneOf(String name, String... labels) {
        return new ColumnType(name, Kind.ENUM, Range.NONE, 0, List.of(labels), "", Audience.EVERYBODY, 1);
    }

    /** An entity of table {@code target}, or none. */
    public static ColumnType reference(String name, String target) {
        return new ColumnType(name, Kind.REFERENCE, Range.NONE, 0, List.of(), target, Audience.EVERYBODY, 1);
    }

    /** A key into the string table, or none. */
    public static ColumnType text(String name) {
        return new ColumnType(name, Kind.TEXT, Range.NONE, 0, List.of(), "", Audience.EVERYBODY, 1);
    }

    /** A key into the string table, or none, for texts of up to {@code mostChars} Unicode code points. */
    public static ColumnType text(String name, int mostChars) {
        require(mostChars >= 1, name, "needs 1 to " + MOST_TEXT_CHARS + " characters");
        return new ColumnType(name, Kind.TEXT, Range.whole(0, mostChars), 0, List.of(), "", Audience.EVERYBODY, 1);
    }

    /** Least value. */
    public double min() {
        return range.min();
    }

    /** Greatest value, or length of a text. */
    public double max() {
        return range.max();
    }

    /** Value of one raw unit, but for angles. */
    public double step() {
        return range.step();
    }

    /** The same column for another audience. */
    public ColumnType forAudience(Audience other) {
        return new ColumnType(name, kind, range, bits, labels, target, other, cells);
    }

    /** The same column, never sent to clients. */
    public ColumnType asHidden() {
        return forAudience(Audience.NOBODY);
    }

    /** Whether it never leaves the server. */
    public boolean hidden() {
        return audience == Audience.NOBODY;
    }

    /** Least legal raw value. */
    public int rawMin() {
        return kind == Kind.INTEGER ? (int) min() : 0;
    }

    /** Greatest legal raw value. */
    public int rawMax() {
        // A switch on an enum brings a table of its names into the modules for browsers.
        if (kind == Kind.FIXED) {
            return (int) Math.floor((max() - min()) / step() + 0.5);
        }
        if (kind == Kind.ANGLE) {
            return (1 << bits) - 1;
        }
        if (kind == Kind.INTEGER) {
            return (int) max();
        }
        if (kind == Kind.FLAG) {
            return 1;
        }
        if (kind == Kind.ENUM) {
            return labels.size() - 1;
        }
        return kind == Kind.REFERENCE ? EntityId.LARGEST : EntityId.SLOTS_PER_TABLE;
    }

    /** The legal raw value that is nearest to the value 0: the input of a player who does nothing. */
    public int restingRaw() {
        return rawOf(0);
    }

    /** The legal raw value that is nearest to a value; angles go round. */
    public int rawOf(double value) {
        return (int) Math.max(rawMin(), Math.min(rawMax(), onGrid(value)));
    }

    /** The raw value of one of its labels; −1: that is none. */
    public int rawOf(String label) {
        // What a list finds by itself brings iterators into the modules for browsers.
        int raw = labels.size() - 1;
        while (raw >= 0 && !labels.get(raw).equals(label)) {
            raw--;
        }
        return raw;
    }

    /** The whole raw number that is nearest to a value, though it may be out of the range; angles go round. */
    public double onGrid(double value) {
        double raw = Math.floor((value - origin()) / unit() + 0.5);
        double turn = wrapMask() + 1.0;
        return kind == Kind.ANGLE ? raw - Math.floor(raw / turn) * turn : raw;
    }

    /** What a legal raw value stands for: a Boolean, a label, a Double, or an Integer; of no text. */
    public Object valueOf(int raw) {
        return switch (kind) {
            case FLAG -> raw != 0;
            case ENUM -> labels.get(raw);
            case FIXED, ANGLE -> origin() + raw * unit();
            case INTEGER, REFERENCE, TEXT -> raw;
        };
    }

    /** Whether it holds keys into the string table. */
    public boolean isText() {
        return kind == Kind.TEXT;
    }

    /** For a text: how many Unicode code points it may have. */
    public int mostChars() {
        return max() == 0 ? USUAL_TEXT_CHARS : (int) max();
    }

    /** Value of raw 0. */
    public double origin() {
        return kind == Kind.FIXED ? min() : 0;
    }

    /** Value of one raw unit. */
    public double unit() {
        return kind == Kind.ANGLE ? Trig.TURN / (1 << bits) : step();
    }

    /**
     * For an angle {@code 2^bits - 1}, which raw values are taken modulo; for all other kinds −1, which changes
     * nothing.
     */
    public int wrapMask() {
        return kind == Kind.ANGLE ? (1 << bits) - 1 : -1;
    }

    /** The difference from one raw value to another; for an angle the shorter way round. */
    public int shortestWay(int from, int to) {
        int unused = kind == Kind.ANGLE ? Integer.SIZE - bits : 0;
        return (to - from) << unused >> unused;
    }

    private static boolean isWhole(double value) {
        return Math.floor(value) == value;
    }

    private static void require(boolean condition, String name, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException("column " + name + " " + sentence);
        }
    }
}
