package dev.tickwire.client.swarm.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Who joins, leaves and loses the connection when: the same for the same scenario and seed.
 *
 * <p>Bots have numbers from 1 on, in the order in which they join. Times are nanoseconds from the beginning of the
 * phase.
 *
 * @param phases in order
 * @param members what each bot is, by its number minus 1
 */
public record Plan(List<PlannedPhase> phases, List<Member> members) {
    /** What happens to a bot at a time. */
    public enum Act {
        JOIN,
        LEAVE,
        /** The connection breaks. */
        CUT
    }

    /** One thing that happens. */
    public record Event(long atNanos, Act act, int bot) {}

    /** A phase, and what happens in it, in order. */
    public record PlannedPhase(Phase phase, List<Event> events) {}

    /**
     * What a bot is.
     *
     * @param number from 1 on
     * @param rooms where it joins
     * @param room which of the rooms that the swarm opens, from 1 on; 0: one that the server chooses
     * @param seed its chances follow from it
     * @param decodes whether it decodes all that it gets
     */
    public record Member(int number, Role role, RoomChoice rooms, int room, long seed, boolean decodes) {}

    /** The plan of a scenario. */
    public static Plan of(Scenario scenario) {
        return new Planner(scenario).plan();
    }

    /** How many that behave are there at once, at most. */
    public int mostPlayers() {
        int players = 0;
        int most = 0;
        for (PlannedPhase phase : phases) {
            for (Event event : phase.events()) {
                boolean behaves = !members.get(event.bot() - 1).role().does().isBad();
                players += !behaves ? 0 : event.act() == Act.JOIN ? 1 : event.act() == Act.LEAVE ? -1 : 0;
                most = Math.max(most, players);
            }
        }
        return most;
    }

    /** How long it takes if all join in time. */
    public Duration length() {
        return phases.stream().map(planned -> planned.phase().length()).reduce(Duration.ZERO, Duration::plus);
    }

    private static final class Planner {
        private static final double NANOS = 1e9;

        private final Scenario scenario;
        private final SplittableRandom random;
        private final List<Member> members = new ArrayList<>();
        private final List<Integer> present = new ArrayList<>();
        private final Map<List<String>, Quota> rolesOfPhases = new HashMap<>();
        private final List<Quota> roomsByRole = new ArrayList<>();
        private final int[] ofChoice;
        private final Quota decoding;

        Planner(Scenario scenario) {
            this.scenario = scenario;
            random = new SplittableRandom(scenario.seed());
            double[] shares =
                    scenario.rooms().stream().mapToDouble(RoomChoice::share).toArray();
            scenario.roles().forEach(role -> roomsByRole.add(new Quota(shares)));
            ofChoice = new int[shares.length];
            decoding = new Quota(scenario.decode(), 1 - scenario.decode());
        }

        Plan plan() {
            List<PlannedPhase> planned = new ArrayList<>();
            for (Phase phase : scenario.phases()) {
                List<Event> events = new ArrayList<>();
                plan(phase, events);
                cuts(phase, events);
                events.sort(Comparator.comparingLong(Event::atNanos));
                planned.add(new PlannedPhase(phase, List.copyOf(events)));
            }
            return new Plan(List.copyOf(planned), List.copyOf(members));
        }

        private void plan(Phase phase, List<Event> events) {
            long over = phase.over().toNanos();
            long lasts = phase.lasts().toNanos();
            switch (phase.kind()) {
                case RAMP -> come(phase.of(), phase.players() - present.size(), 0, over, events);
                case HOLD, RESTART -> {}
                case SPIKE -> {
                    come(phase.of(), phase.players(), 0, over, events);
                    go(phase.players(), over + lasts, over, true, events);
                }
                case CHURN -> churn(phase, events);
                case DRAIN -> go(present.size() - phase.players(), 0, over, false, events);
            }
        }

        private void come(List<String> of, int count, long from, long over, List<Event> events) {
            for (int i = 0; i < count; i++) {
                events.add(new Event(from + over * i / count, Act.JOIN, join(of)));
            }
        }

        /** Lets some leave: the newest, or any. */
        private void go(int count, long from, long over, boolean areNewest, List<Event> events) {
            for (int i = 0; i < count; i++) {
                int index = areNewest ? present.size() - 1 : random.nextInt(present.size());
                events.add(new Event(from + over * i / count, Act.LEAVE, leave(index)));
            }
        }

        private void churn(Phase phase, List<Event> events) {
            int count = (int) (phase.perSecond() * phase.lasts().toNanos() / NANOS);
            for (int i = 0; i < count; i++) {
                long at = (long) ((i + 0.5) / phase.perSecond() * NANOS);
                boolean isCut = random.nextDouble() < phase.cuts();
                int gone = present.get(random.nextInt(present.size()));
                if (isCut) {
                    events.add(new Event(at, Act.CUT, gone));
                } else {
                    events.add(new Event(at, Act.LEAVE, leave(present.indexOf(gone))));
                    events.add(new Event(at, Act.JOIN, join(List.of())));
                }
            }
        }

        /** Breaks connections, as the networks of those do who are there for all of the phase. */
        private void cuts(Phase phase, List<Event> events) {
            Set<Integer> moving = events.stream().map(Event::bot).collect(Collectors.toSet());
            for (int number : present) {
                double every = members.get(number - 1).role().network().cutEverySeconds();
                if (every <= 0 || moving.contains(number)) {
                    continue;
                }
                double length = phase.length().toNanos() / NANOS;
                for (double at = waiting(every); at < length; at += waiting(every)) {
                    events.add(new Event((long) (at * NANOS), Act.CUT, number));
                }
            }
        }

        private double waiting(double meanSeconds) {
            return -Math.log(1 - random.nextDouble()) * meanSeconds;
        }

        private int join(List<String> of) {
            int number = members.size() + 1;
            int role = rolesOfPhases.computeIfAbsent(of, this::quota).next();
            int choice = roomsByRole.get(role).next();
            RoomChoice rooms = scenario.rooms().get(choice);
            int room = rooms.size() == 0 ? 0 : ofChoice[choice]++ / rooms.size() + 1;
            boolean decodes = decoding.next() == 0;
            members.add(new Member(number, scenario.roles().get(role), rooms, room, random.nextLong(), decodes));
            present.add(number);
            return number;
        }

        private Quota quota(List<String> of) {
            return new Quota(scenario.roles().stream()
                    .mapToDouble(role -> of.isEmpty() || of.contains(role.name()) ? role.share() : 0)
                    .toArray());
        }

        private int leave(int index) {
            return present.remove(index);
        }
    }

    /** Shares out by turns, so that after any number of turns each has had its share, to within one. */
    private static final class Quota {
        private final double[] shares;
        private final int[] counts;
        private final double sum;
        private int turns;

        Quota(double... shares) {
            this.shares = shares;
            counts = new int[shares.length];
            double total = 0;
            for (double share : shares) {
                total += share;
            }
            sum = total;
        }

        int next() {
            turns++;
            int neediest = 0;
            for (int i = 1; i < shares.length; i++) {
                if (lack(i) > lack(neediest)) {
                    neediest = i;
                }
            }
            counts[neediest]++;
            return neediest;
        }

        private double lack(int i) {
            return shares[i] * turns / sum - counts[i];
        }
    }
}
