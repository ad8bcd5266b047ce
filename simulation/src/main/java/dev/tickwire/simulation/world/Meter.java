package dev.tickwire.simulation.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A count of something that happens by the rules, for those who run and tune the game: how often in a minute is a curve
 * in the console, and a series for Prometheus.
 *
 * <p>Declared with {@link Game#meter}. It is no part of the state: rules cannot read it, and it is in no snapshot,
 * checkpoint or journal. Only servers and the kit for tests read it; in a prediction nobody does.
 */
public final class Meter {
    private final String name;
    private final @Nullable Meter before;
    private String text = "";
    /** A whole number, which a browser adds to faster than to a long. */
    private double count;

    Meter(String name, @Nullable Meter before) {
        this.name = name;
        this.before = before;
    }

    /** Says what is counted, in a few words, for those who look at it in the console; empty: nothing. */
    public Meter describe(String sentence) {
        text = sentence;
        return this;
    }

    /** It happened once. */
    public void add() {
        count++;
    }

    /** It happened so many times: 0 or more, or else it is an {@link IllegalArgumentException}. */
    public void add(int times) {
        if (times < 0) {
            throw new IllegalArgumentException("meter " + name + " only counts up: add 0 or more");
        }
        count += times;
    }

    public String name() {
        return name;
    }

    /** What is counted; empty: the game does not say. */
    public String text() {
        return text;
    }

    /** All up to the one that was declared last, in the order in which they were declared. */
    static List<Meter> upTo(@Nullable Meter last) {
        List<Meter> all = new ArrayList<>();
        for (Meter meter = last; meter != null; meter = meter.before) {
            all.add(0, meter);
        }
        return all;
    }

    double count() {
        return count;
    }

    void setCount(double newCount) {
        count = newCount;
    }
}
