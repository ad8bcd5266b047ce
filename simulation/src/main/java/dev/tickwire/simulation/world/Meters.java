package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Names;
import java.util.ArrayList;
import java.util.List;

/** Reads the meters of one game, for whoever runs it, on the same thread. */
public final class Meters {
    /** A game that declares more is refused. */
    public static final int MOST = 32;

    private final List<Meter> all;

    /**
     * Sets the meters of a game to 0. To be made after its {@link Game#start}, which is run again, for another world,
     * where a match goes on from a checkpoint.
     *
     * @throws IllegalArgumentException the game declares too many, or one with a name that is none or that is taken
     */
    public Meters(Game game) {
        all = List.copyOf(game.meters());
        if (all.size() > MOST) {
            throw new IllegalArgumentException("the game declares " + all.size() + " meters: declare at most " + MOST);
        }
        List<String> names = new ArrayList<>();
        for (Meter meter : all) {
            Names.check("meter", meter.name());
            names.add(meter.name());
            meter.setCount(0);
        }
        String twice = Names.firstTwice(names);
        if (twice != null) {
            throw new IllegalArgumentException("the game declares two meters " + twice + ": give one another name");
        }
    }

    /** The meters, in the order in which they were declared. */
    public List<Meter> all() {
        return all;
    }

    /** Their names, in that order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Meter meter : all) {
            names.add(meter.name());
        }
        return names;
    }

    /** How much the meter at an index has counted. */
    public long count(int index) {
        return (long) all.get(index).count();
    }
}
