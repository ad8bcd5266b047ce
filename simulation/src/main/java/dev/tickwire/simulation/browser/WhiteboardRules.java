package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.whiteboard.Whiteboard;
import org.teavm.jso.JSExport;

/** The exports of {@code whiteboard.js}. */
public final class WhiteboardRules {
    private WhiteboardRules() {}

    /** The rules of {@link Whiteboard}. */
    @JSExport
    public static Rules rules() {
        return new Rules(Whiteboard::new);
    }
}
