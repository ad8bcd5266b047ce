package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.walkers.Walkers;
import org.teavm.jso.JSExport;

/** The exports of {@code walkers.js}. */
public final class WalkersRules {
    private WalkersRules() {}

    /** The rules of {@link Walkers}. */
    @JSExport
    public static Rules rules() {
        return new Rules(Walkers::new);
    }
}
