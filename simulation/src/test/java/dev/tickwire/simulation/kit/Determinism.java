package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.Difference;
import dev.tickwire.simulation.state.Snapshot;

/** Whether a match comes out the same when it is run again. */
final class Determinism {
    private final Script script;

    Determinism(Script script) {
        this.script = script;
    }

    /** @param end what the match itself came to */
    void check(Snapshot end) {
        Run plain = new Run(script);
        Run again = new Run(script);
        Run resumed = new Run(script);
        int checkpoint = script.ticks / 2;
        for (int tick = 1; tick <= script.ticks; tick++) {
            plain.step();
            again.step();
            if (tick - 1 == checkpoint) {
                resumed.act();
                resumed.resume();
            }
            resumed.step();
            Snapshot here = plain.state();
            require(tick, "in a second run", Difference.first(here, again.state()));
            require(
                    tick,
                    "in a run that goes on from a checkpoint of tick " + checkpoint,
                    Difference.first(here, resumed.state()));
        }
        plain.act();
        require(script.ticks, "when it was run again", Difference.first(end, plain.state()));
    }

    private static void require(int tick, String where, Difference found) {
        if (found != null) {
            throw new AssertionError("at tick " + tick + ", " + found.what() + " is " + found.was() + ", but "
                    + found.then() + " " + where + ": do the rules read anything but tables, inputs and the step?");
        }
    }
}
