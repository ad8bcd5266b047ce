package dev.tickwire.client.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a server that is measured is; of ours there may be several, one for each JDK. */
enum Kind {
    OURS("ours", "adapter.mjs"),
    /** Ours, but in a scene with interest it sends everything to everybody, as peers do. */
    OURS_ALL("ours-all", "adapter.mjs"),
    FLOOR("floor", "adapters/floor.mjs"),
    COLYSEUS("colyseus", "adapters/colyseus.mjs"),
    /** With its fields of 16 bits in place of float32: the fewest bytes that it can. */
    COLYSEUS_QUANTISED("colyseus-quantised", "adapters/colyseus.mjs"),
    /** The same, and each player has a StateView of what is near. */
    COLYSEUS_VIEW("colyseus-view", "adapters/colyseus.mjs"),
    SOCKETIO("socketio", "adapters/socketio.mjs");

    private final String key;
    private final String adapter;

    Kind(String key, String adapter) {
        this.key = key;
        this.adapter = adapter;
    }

    /** Its name on the command line. */
    String key() {
        return key;
    }

    /** Which of the bench's files the load talks to it with. */
    String adapter() {
        return adapter;
    }

    boolean isOurs() {
        return this == OURS || this == OURS_ALL;
    }

    boolean isColyseus() {
        return this == COLYSEUS || this == COLYSEUS_QUANTISED || this == COLYSEUS_VIEW;
    }

    /** Whether it is one of those that npm installs. */
    boolean isFromNpm() {
        return isColyseus() || this == SOCKETIO;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Kind::key).toList();
    }

    static Optional<Kind> find(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.key.equals(key.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
