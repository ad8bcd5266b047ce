package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.walkers.Walkers;
import org.teavm.jso.JSExport;

/** What {@code walkers.js} exports. */
public final class WalkersRules {
    private WalkersRules() {}

    /** The rules of {@link Walkers}. */
    @JSExport
    public static Rules rules() {
        return new Rules(Walkers::new);
    }
}
