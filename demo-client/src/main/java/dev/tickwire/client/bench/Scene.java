package dev.tickwire.client.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What happens on the servers while they are measured. */
enum Scene {
    ARENA("arena", 1000, "rooms of 50, all move each tick, all see their room"),
    CROWD(
            "crowd",
            1000,
            "one room, all move each tick; ours sends the 50 or so who are near (up to 130 of a map of 1000), the"
                    + " others everything to everybody, as they do by default"),
    IDLE("idle", 2000, "rooms of 50, nobody does anything; clients send what keeps them connected");

    private static final int ROOM_PLAYERS = 50;
    private static final List<Figure> BUSY_COLUMNS = List.of(
            Figure.CPU_MICROS_PER_MESSAGE,
            Figure.PAYLOAD_BYTES_PER_MESSAGE,
            Figure.WIRE_BYTES_PER_MESSAGE,
            Figure.RSS_MIB,
            Figure.GAP_MILLIS_P50,
            Figure.GAP_MILLIS_P99,
            Figure.GAP_MILLIS_P999,
            Figure.MESSAGES_PER_CLIENT_SECOND);
    private static final List<Figure> QUIET_COLUMNS = List.of(
            Figure.CPU_MICROS_PER_CLIENT_SECOND,
            Figure.WIRE_BYTES_PER_CLIENT_SECOND,
            Figure.RSS_MIB,
            Figure.MESSAGES_PER_CLIENT_SECOND);
    private static final Set<Figure> COMPARED = EnumSet.of(
            Figure.CPU_MICROS_PER_MESSAGE,
            Figure.PAYLOAD_BYTES_PER_MESSAGE,
            Figure.WIRE_BYTES_PER_MESSAGE,
            Figure.RSS_MIB,
            Figure.CPU_MICROS_PER_CLIENT_SECOND,
            Figure.WIRE_BYTES_PER_CLIENT_SECOND);

    private final String key;
    private final int usualPlayers;
    private final String description;

    Scene(String key, int usualPlayers, String description) {
        this.key = key;
        this.usualPlayers = usualPlayers;
        this.description = description;
    }

    /** Its name on the command line, in the table and in the JSON. */
    String key() {
        return key;
    }

    int usualPlayers() {
        return usualPlayers;
    }

    String description() {
        return description;
    }

    /** Whether players do nothing. */
    boolean isQuiet() {
        return this == IDLE;
    }

    /** How many players a room takes. */
    int roomPlayers(int players) {
        return this == CROWD ? players : ROOM_PLAYERS;
    }

    boolean has(Entrant entrant) {
        return entrant != Entrant.OURS_ALL || this == CROWD;
    }

    /** What the table shows. */
    List<Figure> columns() {
        return isQuiet() ? QUIET_COLUMNS : BUSY_COLUMNS;
    }

    /** What the picture shows. */
    List<Figure> bars() {
        return isQuiet()
                ? List.of(Figure.CPU_MICROS_PER_CLIENT_SECOND, Figure.RSS_MIB)
                : List.of(Figure.CPU_MICROS_PER_MESSAGE, Figure.PAYLOAD_BYTES_PER_MESSAGE);
    }

    /** Whether a figure is one of which less is better, so that ratios of it mean something. */
    static boolean isCompared(Figure figure) {
        return COMPARED.contains(figure);
    }

    static Optional<Scene> find(String key) {
        return Arrays.stream(values())
                .filter(scene -> scene.key.equals(key.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
