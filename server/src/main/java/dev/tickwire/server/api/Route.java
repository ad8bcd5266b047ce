package dev.tickwire.server.api;

import java.util.regex.Pattern;

/**
 * Which requests an endpoint answers.
 *
 * @param path below {@code /api/v1}, with a group where an id or a name stands
 */
record Route(String method, Pattern path, Endpoint endpoint) {
    Route(String method, String path, Endpoint endpoint) {
        this(method, Pattern.compile(path), endpoint);
    }
}
