package dev.tickwire.client.swarm.bot;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Flies in the sample game: keeps off walls and rocks, chases the nearest ship, leads its shots, and wanders where
 * there is nobody.
 *
 * <p>A decision is a course, a turn towards it that takes some ticks, and what to do then; it is held for 0.2 to 1
 * second, so that deciding costs little and looks like a hand on a keyboard.
 */
final class ArenaPilot implements Pilot {
    private static final double SIGHT = 800;
    /** It fires at what a shot reaches in this time, a little less than shots fly. */
    private static final double LONGEST_FLIGHT_SECONDS = 0.9;

    private static final double CLOSE = 160;
    private static final double WALL_MARGIN = 170;
    private static final double ROCK_CLEARANCE = 90;
    private static final double SHORTEST_HOLD_SECONDS = 0.2;
    private static final double LONGEST_HOLD_SECONDS = 1;

    private final ArenaView arena;
    private final int player;
    private final double tickRateHz;
    private final SplittableRandom random;
    private int ticksToHold;
    private int ticksToTurn;
    private int turning;
    private boolean thrusting;
    private boolean firing;

    ArenaPilot(ArenaView arena, int player, double tickRateHz, SplittableRandom random) {
        this.arena = arena;
        this.player = player;
        this.tickRateHz = tickRateHz;
        this.random = random;
    }

    @Override
    public void decide(@Nullable Snapshot previous, Snapshot now, int[] input) {
        if (ticksToHold-- <= 0) {
            plan(previous, now);
        }
        boolean isTurning = ticksToTurn-- > 0;
        arena.steer(input, isTurning ? turning : 0, thrusting, firing && !isTurning);
    }

    private void plan(@Nullable Snapshot previous, Snapshot now) {
        Rows ships = arena.ships(now);
        int own = arena.shipOf(ships, player);
        if (own < 0 || !arena.isFlying(ships, own)) {
            follow(0, 0, false, false);
            return;
        }
        double heading = arena.heading(ships, own);
        double x = arena.shipX(ships, own);
        double y = arena.shipY(ships, own);
        if (avoidWall(x, y, heading) || avoidRock(now, x, y, heading)) {
            return;
        }
        int target = nearestEnemy(ships, own, x, y);
        if (target < 0) {
            wander(heading);
        } else {
            chase(previous, now, own, target);
        }
    }

    private boolean avoidWall(double x, double y, double heading) {
        double ahead = WALL_MARGIN;
        double toX = x + Math.cos(heading) * ahead;
        double toY = y + Math.sin(heading) * ahead;
        boolean isFacingWall = toX < 0 || toX > arena.size() || toY < 0 || toY > arena.size();
        if (!isFacingWall) {
            return false;
        }
        double centre = arena.size() / 2;
        follow(heading, Math.atan2(centre - y, centre - x), true, false);
        return true;
    }

    private boolean avoidRock(Snapshot now, double x, double y, double heading) {
        Rows rocks = arena.rocks(now);
        for (int rock = rocks.next(0); rock >= 0; rock = rocks.next(rock + 1)) {
            double dx = arena.rockX(rocks, rock) - x;
            double dy = arena.rockY(rocks, rock) - y;
            double reach = arena.rockRadius(rocks, rock) + ROCK_CLEARANCE;
            if (dx * dx + dy * dy < reach * reach) {
                double towards = Math.atan2(dy, dx);
                double off = turnBetween(towards, heading);
                if (Math.abs(off) < Math.PI / 2) {
                    follow(heading, towards + (off < 0 ? -Math.PI / 2 : Math.PI / 2), true, true);
                    return true;
                }
            }
        }
        return false;
    }

    private int nearestEnemy(Rows ships, int own, double x, double y) {
        int nearest = -1;
        double least = SIGHT * SIGHT;
        for (int ship = ships.next(0); ship >= 0; ship = ships.next(ship + 1)) {
            if (ship != own && arena.isFlying(ships, ship) && !arena.isShielded(ships, ship)) {
                double dx = arena.shipX(ships, ship) - x;
                double dy = arena.shipY(ships, ship) - y;
                if (dx * dx + dy * dy < least) {
                    least = dx * dx + dy * dy;
                    nearest = ship;
                }
            }
        }
        return nearest;
    }

    private void wander(double heading) {
        follow(heading, heading + random.nextDouble(-1.2, 1.2), random.nextInt(4) != 0, false);
    }

    private void chase(@Nullable Snapshot previous, Snapshot now, int own, int target) {
        Rows ships = arena.ships(now);
        double dx = arena.shipX(ships, target) - arena.shipX(ships, own);
        double dy = arena.shipY(ships, target) - arena.shipY(ships, own);
        double distance = Math.sqrt(dx * dx + dy * dy);
        double flight = distance / arena.bulletSpeed();
        double leadX = speed(previous, now, target, true) - speed(previous, now, own, true) / 2;
        double leadY = speed(previous, now, target, false) - speed(previous, now, own, false) / 2;
        double course = Math.atan2(dy + leadY * flight, dx + leadX * flight);
        follow(arena.heading(ships, own), course, distance > CLOSE, flight < LONGEST_FLIGHT_SECONDS);
    }

    /**
     * Speed along an axis, in arena units a second, from where the ship was in the snapshot before; 0 if it was not
     * there.
     */
    private double speed(@Nullable Snapshot previous, Snapshot now, int ship, boolean alongX) {
        if (previous == null || previous.tick() >= now.tick()) {
            return 0;
        }
        Rows ships = arena.ships(now);
        Rows before = arena.ships(previous);
        if (before.rowOf(ships.id(ship)) < 0) {
            return 0;
        }
        double moved = alongX
                ? arena.shipX(ships, ship) - arena.shipX(before, ship)
                : arena.shipY(ships, ship) - arena.shipY(before, ship);
        return moved * tickRateHz / (now.tick() - previous.tick());
    }

    private void follow(double heading, double course, boolean thrust, boolean fire) {
        double off = turnBetween(heading, course);
        turning = off < 0 ? -1 : 1;
        ticksToTurn = (int) Math.round(Math.abs(off) * tickRateHz / arena.turnRate());
        thrusting = thrust;
        firing = fire;
        double hold = random.nextDouble(SHORTEST_HOLD_SECONDS, 2 * SHORTEST_HOLD_SECONDS) * tickRateHz;
        ticksToHold = (int) Math.min(LONGEST_HOLD_SECONDS * tickRateHz, ticksToTurn + hold);
    }

    /** The shortest way from one direction to another, −π to π. */
    private static double turnBetween(double from, double to) {
        double turn = to - from;
        return turn - 2 * Math.PI * Math.floor(turn / (2 * Math.PI) + 0.5);
    }
}
