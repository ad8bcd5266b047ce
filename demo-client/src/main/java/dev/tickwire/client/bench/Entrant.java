package dev.tickwire.client.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A server that is measured. */
enum Entrant {
    OURS("ours"),
    /** Ours, but in a scene with interest it sends everything to everybody, as peers do. */
    OURS_ALL("ours-all"),
    FLOOR("floor"),
    COLYSEUS("colyseus"),
    SOCKETIO("socketio");

    private final String key;

    Entrant(String key) {
        this.key = key;
    }

    /** Its name on the command line, in the table and in the JSON. */
    String key() {
        return key;
    }

    boolean isOurs() {
        return this == OURS || this == OURS_ALL;
    }

    /** Whether it is one of those that npm installs. */
    boolean isFromNpm() {
        return this == COLYSEUS || this == SOCKETIO;
    }

    static Optional<Entrant> find(String key) {
        return Arrays.stream(values())
                .filter(entrant -> entrant.key.equals(key.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
