package dev.tickwire.server.api;

import java.util.Set;

/**
 * What a config says about the API.
 *
 * @param secret that a game's backend shows; empty: nobody may do what needs it. It is in no log
 * @param labels that a backend may give rooms, beside those of the games
 */
public record ApiSettings(String secret, Set<String> labels) {
    public ApiSettings {
        labels = Set.copyOf(labels);
    }

    @Override
    public String toString() {
        return "api with labels " + labels;
    }
}
