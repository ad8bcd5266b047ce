package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.whiteboard.Whiteboard;
import org.teavm.jso.JSExport;

/** What {@code whiteboard.js} exports. */
public final class WhiteboardRules {
    private WhiteboardRules() {}

    /** The rules of {@link Whiteboard}. */
    @JSExport
    public static Rules rules() {
        return new Rules(Whiteboard::new);
    }
}
