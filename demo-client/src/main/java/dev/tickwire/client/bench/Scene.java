package dev.tickwire.client.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happens on the servers while they are measured. */
enum Scene {
    ARENA("arena", "walkers", "walk", 1000, "rooms of 50, all move each tick, all see their room"),
    CROWD(
            "crowd",
            "walkers",
            "walk",
            1000,
            "one room, all move each tick; ours and colyseus-view send the 50 or so who are near (up to 130 of a map of"
                    + " 1000), the others everything to everybody"),
    IDLE(
            "idle",
            "walkers",
            "nothing",
            2000,
            "rooms of 50, nobody does anything; clients send what keeps them connected"),
    WORLD(
            "world",
            "Pellets",
            "walk",
            1000,
            "rooms of 50 who move each tick among 4,096 tiles and 1,000 pellets, of which 10 each change in a second"),
    STORM(
            "storm",
            "walkers",
            "walk",
            1000,
            "an arena with a quarter of the players, into which all these come within one second"),
    BATTLE(
            "battle",
            "Skirmish",
            "fly",
            1000,
            "rooms of 50 ships that accelerate, turn and fire, each with two shots in flight, all of which everybody"
                    + " sees");

    private static final int ROOM_PLAYERS = 50;
    private static final int ENTITIES_PER_SHIP = 3;
    private static final List<Figure> BUSY_COLUMNS = List.of(
            Figure.CPU_MICROS_PER_MESSAGE,
            Figure.PAYLOAD_BYTES_PER_MESSAGE,
            Figure.PAYLOAD_BYTES_PER_ENTITY,
            Figure.GAP_MILLIS_P99,
            Figure.MESSAGES_PER_CLIENT_SECOND,
            Figure.RSS_MIB,
            Figure.HEAP_MIB,
            Figure.EGRESS_COST);
    private static final List<Figure> WORLD_COLUMNS = List.of(
            Figure.CPU_MICROS_PER_MESSAGE,
            Figure.PAYLOAD_BYTES_PER_MESSAGE,
            Figure.JOIN_BYTES,
            Figure.GAP_MILLIS_P99,
            Figure.MESSAGES_PER_CLIENT_SECOND,
            Figure.RSS_MIB,
            Figure.HEAP_MIB,
            Figure.EGRESS_COST);
    private static final List<Figure> STORM_COLUMNS = List.of(
            Figure.LAST_FIRST_SNAPSHOT_MILLIS,
            Figure.GAP_MILLIS_P99,
            Figure.JOIN_BYTES,
            Figure.SERVER_CORES,
            Figure.LOAD_CORES,
            Figure.RSS_MIB);
    private static final List<Figure> QUIET_COLUMNS = List.of(
            Figure.CPU_MICROS_PER_CLIENT_SECOND,
            Figure.WIRE_BYTES_PER_CLIENT_SECOND,
            Figure.MESSAGES_PER_CLIENT_SECOND,
            Figure.RSS_MIB,
            Figure.HEAP_MIB,
            Figure.EGRESS_COST);

    private final String key;
    private final String game;
    private final String acts;
    private final int usualPlayers;
    private final String description;

    Scene(String key, String game, String acts, int usualPlayers, String description) {
        this.key = key;
        this.game = game;
        this.acts = acts;
        this.usualPlayers = usualPlayers;
        this.description = description;
    }

    /** Its name on the command line, in the table and in the JSON. */
    String key() {
        return key;
    }

    /** The game that the servers run. */
    String game() {
        return game;
    }

    /** Whether that game is one of the bench's own. */
    boolean hasOwnGame() {
        return Character.isUpperCase(game.charAt(0));
    }

    /** What players do, as the load calls it. */
    String acts() {
        return acts;
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

    /** How many are there before it is counted. */
    int residents(int players) {
        return this == STORM ? Math.max(1, players / 4) : players;
    }

    /** How many come meanwhile. */
    int newcomers(int players) {
        return this == STORM ? players : 0;
    }

    /** How many things move at each tick, of which each player is told; 0: not the same on all servers. */
    int movingEntities(int players) {
        int roomful = Math.min(players, ROOM_PLAYERS);
        return switch (this) {
            case ARENA -> roomful;
            case BATTLE -> roomful * ENTITIES_PER_SHIP;
            case CROWD, IDLE, WORLD, STORM -> 0;
        };
    }

    boolean has(Kind kind) {
        return switch (kind) {
            case OURS_ALL, COLYSEUS_VIEW -> this == CROWD;
            case COLYSEUS_QUANTISED -> this != IDLE;
            default -> true;
        };
    }

    /** What the table shows. */
    List<Figure> columns() {
        return switch (this) {
            case ARENA, BATTLE -> BUSY_COLUMNS;
            case CROWD ->
                BUSY_COLUMNS.stream()
                        .filter(figure -> figure != Figure.PAYLOAD_BYTES_PER_ENTITY)
                        .toList();
            case IDLE -> QUIET_COLUMNS;
            case WORLD -> WORLD_COLUMNS;
            case STORM -> STORM_COLUMNS;
        };
    }

    /** What the picture shows, and the table of the README. */
    List<Figure> bars() {
        return switch (this) {
            case ARENA, CROWD -> List.of(Figure.CPU_MICROS_PER_MESSAGE, Figure.PAYLOAD_BYTES_PER_MESSAGE);
            case BATTLE -> List.of(Figure.CPU_MICROS_PER_MESSAGE, Figure.PAYLOAD_BYTES_PER_ENTITY);
            case WORLD -> List.of(Figure.CPU_MICROS_PER_MESSAGE, Figure.JOIN_BYTES);
            case STORM -> List.of(Figure.LAST_FIRST_SNAPSHOT_MILLIS, Figure.GAP_MILLIS_P99);
            case IDLE -> List.of(Figure.CPU_MICROS_PER_CLIENT_SECOND, Figure.RSS_MIB);
        };
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Scene::key).toList();
    }

    static Optional<Scene> find(String key) {
        return Arrays.stream(values())
                .filter(scene -> scene.key.equals(key.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
