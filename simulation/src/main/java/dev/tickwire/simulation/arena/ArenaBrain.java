package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.math.Trig;
import dev.tickwire.simulation.world.Brain;
import dev.tickwire.simulation.world.Hand;
import dev.tickwire.simulation.world.Step;

/**
 * Flies a ship: keeps off walls and rocks, chases the nearest ship that is no further away than a screen is wide, and
 * wanders where there is none. It aims no better than a person, and sees no shot coming.
 *
 * <p>A decision is a course, a turn towards it that takes some ticks, and what to do then; it is held for 0.2 to 1
 * second, as if by a hand on a keyboard.
 */
final class ArenaBrain implements Brain {
    private static final double SIGHT = 800;
    /** It fires at what a shot reaches in this time, a little less than shots fly. */
    private static final double LONGEST_FLIGHT_SECONDS = 0.9;

    private static final double CLOSE = 160;
    private static final double WALL_MARGIN = 170;
    private static final double ROCK_CLEARANCE = 90;
    private static final double SHORTEST_HOLD_SECONDS = 0.2;
    private static final double LONGEST_HOLD_SECONDS = 1;
    private static final double QUARTER_TURN = Trig.TURN / 4;
    /** How far off its aim may be, in radians. */
    private static final double SHAKE = 0.12;

    private static final String[] NAMES = {"Ash", "Birch", "Cedar", "Elm", "Hazel", "Juniper", "Larch", "Rowan"};

    private final Arena arena;
    private int ticksToHold;
    private int ticksToTurn;
    private int turning;
    private boolean isThrusting;
    private boolean isFiring;

    ArenaBrain(Arena arena) {
        this.arena = arena;
    }

    @Override
    public String name(int player) {
        String name = NAMES[player % NAMES.length];
        return player < NAMES.length ? "Bot " + name : "Bot " + name + " " + (player / NAMES.length + 1);
    }

    @Override
    public void play(Step step, int player, Hand hand) {
        if (ticksToHold-- <= 0) {
            plan(step, player, hand);
        }
        boolean isTurning = ticksToTurn-- > 0;
        hand.set(arena.controls.turn, isTurning ? turning : 0)
                .set(arena.controls.thrust, isThrusting)
                .set(arena.controls.fire, isFiring && !isTurning);
    }

    private void plan(Step step, int own, Hand hand) {
        Ships ships = arena.ships;
        if (!ships.isFlying(own)) {
            follow(step, own, hand, ships.heading.get(own), false, false);
            return;
        }
        if (avoidWall(step, own, hand) || avoidRock(step, own, hand)) {
            return;
        }
        int target = nearestEnemy(own);
        if (target < 0) {
            double course = ships.heading.get(own) + hand.random().between(-1.2, 1.2);
            follow(step, own, hand, course, hand.random().nextInt(4) != 0, false);
        } else {
            chase(step, own, target, hand);
        }
    }

    private boolean avoidWall(Step step, int own, Hand hand) {
        Ships ships = arena.ships;
        double x = ships.x.get(own);
        double y = ships.y.get(own);
        double toX = x + Trig.cos(ships.heading.get(own)) * WALL_MARGIN;
        double toY = y + Trig.sin(ships.heading.get(own)) * WALL_MARGIN;
        if (toX >= 0 && toX <= Arena.SIZE && toY >= 0 && toY <= Arena.SIZE) {
            return false;
        }
        follow(step, own, hand, Trig.atan2(Arena.SIZE / 2 - y, Arena.SIZE / 2 - x), true, false);
        return true;
    }

    private boolean avoidRock(Step step, int own, Hand hand) {
        Asteroids rocks = arena.asteroids;
        double heading = arena.ships.heading.get(own);
        for (int rock = rocks.first(); rock >= 0; rock = rocks.next(rock)) {
            double dx = rocks.x.get(rock) - arena.ships.x.get(own);
            double dy = rocks.y.get(rock) - arena.ships.y.get(own);
            double reach = rocks.radius(rock) + ROCK_CLEARANCE;
            if (dx * dx + dy * dy < reach * reach) {
                double towards = Trig.atan2(dy, dx);
                double off = Trig.wrap(heading - towards);
                if (Math.abs(off) < QUARTER_TURN) {
                    follow(step, own, hand, towards + (off < 0 ? -QUARTER_TURN : QUARTER_TURN), true, true);
                    return true;
                }
            }
        }
        return false;
    }

    private int nearestEnemy(int own) {
        Ships ships = arena.ships;
        int nearest = -1;
        double least = SIGHT * SIGHT;
        for (int ship = ships.first(); ship >= 0; ship = ships.next(ship)) {
            if (ship != own && ships.isFlying(ship) && !ships.shielded.is(ship)) {
                double dx = ships.x.get(ship) - ships.x.get(own);
                double dy = ships.y.get(ship) - ships.y.get(own);
                if (dx * dx + dy * dy < least) {
                    least = dx * dx + dy * dy;
                    nearest = ship;
                }
            }
        }
        return nearest;
    }

    private void chase(Step step, int own, int target, Hand hand) {
        Ships ships = arena.ships;
        double dx = ships.x.get(target) - ships.x.get(own);
        double dy = ships.y.get(target) - ships.y.get(own);
        double distance = Math.sqrt(dx * dx + dy * dy);
        double flight = distance / arena.bulletSpeed.get();
        double leadX = ships.vx.get(target) - ships.vx.get(own) / 2;
        double leadY = ships.vy.get(target) - ships.vy.get(own) / 2;
        double course = Trig.atan2(dy + leadY * flight, dx + leadX * flight)
                + hand.random().between(-SHAKE, SHAKE);
        follow(step, own, hand, course, distance > CLOSE, flight < LONGEST_FLIGHT_SECONDS);
    }

    private void follow(Step step, int own, Hand hand, double course, boolean thrust, boolean fire) {
        double off = Trig.wrap(course - arena.ships.heading.get(own));
        turning = off < 0 ? -1 : 1;
        ticksToTurn = (int) Math.floor(Math.abs(off) / (step.seconds() * arena.turnRate.get()) + 0.5);
        isThrusting = thrust;
        isFiring = fire;
        double hold = hand.random().between(SHORTEST_HOLD_SECONDS, 2 * SHORTEST_HOLD_SECONDS);
        ticksToHold = Math.min(step.ticks(LONGEST_HOLD_SECONDS), ticksToTurn + step.ticks(hold));
    }
}
