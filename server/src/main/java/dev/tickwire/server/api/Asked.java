package dev.tickwire.server.api;

import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import java.util.List;
import org.eclipse.jetty.util.Fields;

/**
 * One request.
 *
 * @param names what stands in its path where an id or a name does, decoded
 * @param json its body, whatever that is; empty: it has none
 */
record Asked(Caller caller, List<String> names, Fields query, String json) {
    Asked {
        names = List.copyOf(names);
    }

    String name() {
        return names.get(0);
    }

    /** Its body, if that is an object. */
    Body body() throws RefusedException {
        return Body.parse(json);
    }
}
