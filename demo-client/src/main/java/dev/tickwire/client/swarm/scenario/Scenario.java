package dev.tickwire.client.swarm.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a swarm does.
 *
 * @param name of its file, or what it is called
 * @param seed all that is decided by chance follows from it
 * @param rooms at least one
 * @param roles at least one
 * @param phases at least one, in order
 * @param thresholds conditions on figures of the report; the run fails where one holds
 * @param decode the share of the bots that behave which decode all that they get; the others look at the structure of
 *     each frame, and move by chance
 */
public record Scenario(
        String name,
        long seed,
        List<RoomChoice> rooms,
        List<Role> roles,
        List<Phase> phases,
        List<String> thresholds,
        double decode) {
    /** The most bots that can be there at once. */
    public static final int MOST_BOTS = 20_000;

    /** Bots of one kind that join at a rate, and stay for a time. */
    public static Scenario simple(
            RoomChoice rooms, int bots, double joinsPerSecond, Duration duration, boolean resumes, long seed) {
        Duration over = Duration.ofNanos((long) (bots / joinsPerSecond * 1e9));
        Role players = new Role("players", Behaviour.BRAIN, 1, Profile.DIRECT, 0, resumes, false, List.of());
        Phase join = new Phase("join", Phase.Kind.RAMP, bots, List.of(), over, Duration.ZERO, 0, 0, false, false);
        Phase play = new Phase("play", Phase.Kind.HOLD, 0, List.of(), Duration.ZERO, duration, 0, 0, false, true);
        return new Scenario("", seed, List.of(rooms), List.of(players), List.of(join, play), List.of(), 1);
    }

    /** The same by another seed. */
    public Scenario withSeed(long newSeed) {
        return new Scenario(name, newSeed, rooms, roles, phases, thresholds, decode);
    }

    /** Whether the server ends within it, so that the swarm has to be able to start it. */
    public boolean restarts() {
        return phases.stream().anyMatch(phase -> phase.kind() == Phase.Kind.RESTART);
    }

    /** A choice of rooms for everybody, without options. */
    public static RoomChoice anyRoom(String type, String id) {
        return new RoomChoice(type, id, 0, 1, Map.of());
    }
}
