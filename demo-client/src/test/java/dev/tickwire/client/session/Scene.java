package dev.tickwire.client.session;

import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.InvalidConfigException;
import dev.tickwire.server.roomtype.RoomType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A room, a network, and what happens to them for a while.
 *
 * @param rttMillis of a message that nothing delays
 * @param jitterMillis each way, the most that a message is delayed by beside that
 */
record Scene(long seed, RoomType type, String settings, double rttMillis, double jitterMillis, List<Spell> spells) {
    private static final int[] TICK_RATES = {10, 20, 30, 60, 128};
    private static final int[] INPUT_WINDOWS = {250, 400, 1000, 2000};
    private static final List<Trouble> NOTICED =
            List.of(Trouble.UP, Trouble.DOWN, Trouble.BOTH, Trouble.CLIENT, Trouble.SERVER);
    private static final Map<String, RoomType> TYPES = new HashMap<>();

    enum Trouble {
        /** Nothing gets from the client to the server. */
        UP,
        /** Nothing gets from the server to the client. */
        DOWN,
        /** Neither. */
        BOTH,
        /** The client does nothing. */
        CLIENT,
        /** The server's process stands still. */
        SERVER,
        /** The client does nothing, and its clock stands still meanwhile, unnoticed. */
        STANDSTILL
    }

    /** Something that happens from one time to another, in milliseconds since the join. */
    record Spell(Trouble what, double from, double until) {}

    static Scene random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // Half of the players are near, and some are very far.
        int far = random.nextInt(10);
        double rttMillis = random.nextDouble() * (far < 5 ? 150 : far < 8 ? 600 : 3000);
        int hz = TICK_RATES[random.nextInt(TICK_RATES.length)];
        int ticksPerSnapshot = random.nextInt(10) < 7 || hz < 20 ? 1 : 2;
        int window = INPUT_WINDOWS[random.nextInt(INPUT_WINDOWS.length)];
        String settings = hz + " Hz, snapshots at " + hz / ticksPerSnapshot + " Hz, inputWindow " + window + " ms";
        return new Scene(
                seed,
                TYPES.computeIfAbsent(settings, key -> type(hz, ticksPerSnapshot, window)),
                settings,
                rttMillis,
                random.nextBoolean() ? 0 : random.nextDouble() * 40,
                spells(random, rttMillis));
    }

    private static List<Spell> spells(SplittableRandom random, double rttMillis) {
        List<Spell> spells = new ArrayList<>();
        double from = random.nextInt(10) < 3 ? 0 : random.nextDouble() * 4000;
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            double until = from + 20 + random.nextDouble() * (random.nextInt(10) < 3 ? 600 : 7000);
            // That the own clock stood still is not known before a margin tells.
            Trouble what = rttMillis < 600 && random.nextInt(10) < 2
                    ? Trouble.STANDSTILL
                    : NOTICED.get(random.nextInt(NOTICED.size()));
            spells.add(new Spell(what, from, until));
            from = random.nextInt(10) < 3
                    ? from + random.nextDouble() * (until - from)
                    : until + random.nextDouble() * 3000;
        }
        return spells;
    }

    private static RoomType type(int hz, int ticksPerSnapshot, int windowMillis) {
        try {
            return ConfigReader.read(
                            null,
                            List.of(
                                    "roomTypes.scene.game=walkers",
                                    "roomTypes.scene.tickRateHz=" + hz,
                                    "roomTypes.scene.snapshotRateHz=" + hz / ticksPerSnapshot,
                                    "roomTypes.scene.inputWindow=" + windowMillis + "ms",
                                    "roomTypes.scene.seed=1"),
                            List.of(),
                            List.of())
                    .roomTypes()
                    .stream()
                    .filter(type -> type.name().equals("scene"))
                    .findFirst()
                    .orElseThrow();
        } catch (InvalidConfigException e) {
            throw new IllegalStateException(String.join("; ", e.problems()), e);
        }
    }

    /** When all troubles are over. */
    double calmMillis() {
        return spells.stream().mapToDouble(Spell::until).max().orElse(0);
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + settings + ", rtt " + rttMillis + ", jitter " + jitterMillis + ", " + spells;
    }
}
