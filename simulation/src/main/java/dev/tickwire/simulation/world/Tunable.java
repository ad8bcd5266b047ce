package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Names;

/**
 * A number that designers may change in the config of a room type: a speed, a price, a count.
 *
 * <p>Declared with {@link Game#tunable}. Read it where it is used; a room may change it between two steps.
 */
public final class Tunable {
    private final String name;
    private final double initial;
    private final double min;
    private final double max;
    private double value;
    private String text = "";
    private String unit = "";

    Tunable(String name, double initial, double min, double max) {
        Names.check("tunable", name);
        if (!(min <= initial && initial <= max)) {
            throw new IllegalArgumentException("tunable " + name + " needs min <= initial <= max");
        }
        this.name = name;
        this.initial = initial;
        this.min = min;
        this.max = max;
        value = initial;
    }

    /**
     * Says what it does and in what it is counted, for those who change it in the console: {@code tunable("thrust",
     * 120, 10, 1000).describe("how fast ships gain speed", "units/s²")}.
     *
     * @param sentence a few words; empty: none
     * @param unitOfNumber such as {@code s}, {@code units/s}; empty: it is a count, or a factor
     */
    public Tunable describe(String sentence, String unitOfNumber) {
        text = sentence;
        unit = unitOfNumber;
        return this;
    }

    /** What it does; empty: the game does not say. */
    public String text() {
        return text;
    }

    /** In what it is counted; empty: the game does not say. */
    public String unit() {
        return unit;
    }

    /** The number that holds now. */
    public double get() {
        return value;
    }

    /** The number that holds now, rounded down. */
    public int whole() {
        return (int) Math.floor(value);
    }

    public String name() {
        return name;
    }

    /** The number where a config says nothing. */
    public double initial() {
        return initial;
    }

    public double min() {
        return min;
    }

    public double max() {
        return max;
    }

    /** Whether a config may give this number. */
    public boolean accepts(double candidate) {
        return candidate >= min && candidate <= max;
    }

    void set(double newValue) {
        if (!accepts(newValue)) {
            throw new IllegalArgumentException("the value for " + name + " is out of its range");
        }
        value = newValue;
    }
}
