package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.arena.Arena;
import org.teavm.jso.JSExport;

/** The exports of {@code arena.js}. */
public final class ArenaRules {
    private ArenaRules() {}

    /** The rules of {@link Arena}. */
    @JSExport
    public static Rules rules() {
        return new Rules(Arena::new);
    }
}
