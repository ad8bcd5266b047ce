package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.math.Rng;
import dev.tickwire.simulation.math.Trig;
import dev.tickwire.simulation.world.Brain;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Meter;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import dev.tickwire.simulation.world.Tunable;

/**
 * The sample game: pilots shoot each other and the rocks in a walled arena.
 *
 * <p>Units are arena units and seconds; heading 0 points along +x, and y points down. A kill scores 10, a rock 1. A
 * ship that is shot down comes back after a while, shielded until it fires or the shield runs out.
 */
public final class Arena extends Game {
    static final double SIZE = 2400;
    static final double GRID = 1 / 16.0;
    static final double FASTEST = 1_000;
    static final double SPEED_GRID = 1 / 1024.0;
    static final int MOST_PLAYERS = 256;
    static final int NOBODY = -1;

    private static final double MUZZLE = Ships.RADIUS + 4;
    private static final double BULLET_SECONDS = 1.1;
    private static final double SHIELD_SECONDS = 2.5;
    private static final double RAPID_FACTOR = 0.45;
    private static final double DRAG_PER_SECOND = 0.55;
    private static final double SLOWEST_DRIFT = 16;
    private static final double FASTEST_DRIFT = 60;

    final Controls controls = inputs(new Controls(MOST_PLAYERS));
    final Ships ships = players(new Ships(MOST_PLAYERS));
    final Bullets bullets = table(new Bullets(ships));
    final Asteroids asteroids = table(new Asteroids());
    final Pickups pickups = table(new Pickups());
    /** Who is there, for everybody: ships are seen only from near. */
    private final Table pilots = players(new Table("pilots", MOST_PLAYERS));

    private final Column pilotName = pilots.text("name");

    final Hits hits = events(new Hits(ships));
    final Kills kills = events(new Kills());
    final Breakups breakups = events(new Breakups());
    final Finds finds = events(new Finds());
    private final Arrivals arrivals = events(new Arrivals());

    final Tunable acceleration = tunable("acceleration", 340, 10, 2000);
    final Tunable topSpeed = tunable("topSpeed", 330, 10, 900);
    final Tunable turnRate = tunable("turnRate", 3.7, 0.1, 20);
    final Tunable bulletSpeed = tunable("bulletSpeed", 620, 50, 900);
    final Tunable reloadSeconds = tunable("reloadSeconds", 0.24, 0.02, 10);
    final Tunable respawnSeconds = tunable("respawnSeconds", 3, 0, 60);
    final Tunable asteroidCount = tunable("asteroidCount", 24, 0, 60);

    final Meter killCount = meter("kills");

    private final Collisions collisions = new Collisions(this);

    @Override
    public void start(Step step) {
        for (int i = 0; i < asteroidCount.whole(); i++) {
            addAsteroid(step, step.random().between(0, SIZE), step.random().between(0, SIZE), Asteroids.LARGE);
        }
    }

    @Override
    public void joined(Step step, int player) {
        ships.player.setRaw(player, player);
        ships.name.set(player, step.name(player));
        pilotName.set(player, step.name(player));
        spawn(step, player);
    }

    @Override
    public Brain brain() {
        return new ArenaBrain(this);
    }

    @Override
    public void step(Step step) {
        for (int ship = ships.first(); ship >= 0; ship = ships.next(ship)) {
            if (isForServer(step, ships.player.raw(ship))) {
                continue;
            }
            if (ships.isFlying(ship)) {
                fly(step, ship);
            } else if (!step.isPrediction()) {
                waitForRespawn(step, ship);
            }
        }
        moveBullets(step);
        moveAsteroids(step);
        collisions.resolve(step);
        if (!step.isPrediction()) {
            agePickups();
            addAsteroidIfTooFew(step);
        }
    }

    /** Whether only the server computes what a player's things do: a client knows only the inputs of its own player. */
    boolean isForServer(Step step, int player) {
        return step.isPrediction() && !controls.isPresent(player);
    }

    private void spawn(Step step, int ship) {
        double margin = 100;
        ships.x.set(ship, step.random().between(margin, SIZE - margin));
        ships.y.set(ship, step.random().between(margin, SIZE - margin));
        ships.heading.set(ship, step.random().between(0, Trig.TURN));
        ships.vx.set(ship, 0);
        ships.vy.set(ship, 0);
        ships.hull.setRaw(ship, Ships.FULL_HULL);
        ships.cooldownTicks.setRaw(ship, 0);
        ships.rapidTicks.setRaw(ship, 0);
        ships.shieldTicks.setRaw(ship, step.ticks(SHIELD_SECONDS));
        ships.shielded.set(ship, true);
        arrivals.tell(ships, ship);
    }

    private void fly(Step step, int ship) {
        int pilot = ships.player.raw(ship);
        boolean thrust = controls.thrust.is(pilot);
        ships.thrusting.set(ship, thrust);
        ships.heading.add(ship, controls.turn.raw(pilot) * turnRate.get() * step.seconds());
        accelerate(step, ship, thrust);
        move(step, ships.x, ships.vx, ship, Ships.RADIUS, 0.5);
        move(step, ships.y, ships.vy, ship, Ships.RADIUS, 0.5);
        countDown(ships.cooldownTicks, ship);
        countDown(ships.rapidTicks, ship);
        countDown(ships.shieldTicks, ship);
        if (controls.fire.is(pilot) && ships.cooldownTicks.raw(ship) == 0) {
            fire(step, ship);
        }
        ships.shielded.set(ship, ships.shieldTicks.raw(ship) > 0);
    }

    private void accelerate(Step step, int ship, boolean thrust) {
        double heading = ships.heading.get(ship);
        double push = thrust ? acceleration.get() * step.seconds() : 0;
        double kept = 1 - Math.min(1, DRAG_PER_SECOND * step.seconds());
        double vx = ships.vx.get(ship) * kept + push * Trig.cos(heading);
        double vy = ships.vy.get(ship) * kept + push * Trig.sin(heading);
        double speed = Math.sqrt(vx * vx + vy * vy);
        double factor = speed > topSpeed.get() ? topSpeed.get() / speed : 1;
        ships.vx.set(ship, vx * factor);
        ships.vy.set(ship, vy * factor);
    }

    /** Moves along one axis and bounces off the walls, keeping part of the speed. */
    private static void move(Step step, Column place, Column speed, int row, double radius, double bounce) {
        double next = place.get(row) + speed.get(row) * step.seconds();
        double nearest = Math.max(radius, Math.min(SIZE - radius, next));
        if (nearest != next && (next < nearest) == (speed.get(row) < 0)) {
            speed.set(row, -speed.get(row) * bounce);
        }
        place.set(row, nearest);
    }

    private void fire(Step step, int ship) {
        boolean rapid = ships.rapidTicks.raw(ship) > 0;
        ships.cooldownTicks.setRaw(ship, step.ticks(reloadSeconds.get() * (rapid ? RAPID_FACTOR : 1)));
        ships.shieldTicks.setRaw(ship, 0);
        int bullet = bullets.add();
        if (bullet < 0) {
            return;
        }
        double heading = ships.heading.get(ship);
        double cos = Trig.cos(heading);
        double sin = Trig.sin(heading);
        bullets.x.set(bullet, inside(ships.x.get(ship) + cos * MUZZLE));
        bullets.y.set(bullet, inside(ships.y.get(ship) + sin * MUZZLE));
        bullets.vx.set(bullet, ships.vx.get(ship) * 0.5 + cos * bulletSpeed.get());
        bullets.vy.set(bullet, ships.vy.get(ship) * 0.5 + sin * bulletSpeed.get());
        bullets.owner.setRaw(bullet, ships.id(ship));
        bullets.player.setRaw(bullet, ships.player.raw(ship));
        bullets.viewAgo.setRaw(bullet, step.viewAgo(ships.player.raw(ship)));
        bullets.ticksLeft.setRaw(bullet, step.ticks(BULLET_SECONDS));
    }

    private void waitForRespawn(Step step, int ship) {
        countDown(ships.respawnTicks, ship);
        if (ships.respawnTicks.raw(ship) == 0) {
            spawn(step, ship);
        }
    }

    private static double inside(double place) {
        return Math.max(0, Math.min(SIZE, place));
    }

    private void moveBullets(Step step) {
        for (int bullet = bullets.first(); bullet >= 0; bullet = bullets.next(bullet)) {
            if (isForServer(step, bullets.player.raw(bullet))) {
                continue;
            }
            double x = bullets.x.get(bullet) + bullets.vx.get(bullet) * step.seconds();
            double y = bullets.y.get(bullet) + bullets.vy.get(bullet) * step.seconds();
            countDown(bullets.ticksLeft, bullet);
            if (bullets.ticksLeft.raw(bullet) == 0 || x < 0 || x > SIZE || y < 0 || y > SIZE) {
                bullets.remove(bullet);
            } else {
                bullets.x.set(bullet, x);
                bullets.y.set(bullet, y);
            }
        }
    }

    private void moveAsteroids(Step step) {
        for (int asteroid = asteroids.first(); asteroid >= 0; asteroid = asteroids.next(asteroid)) {
            double radius = asteroids.radius(asteroid);
            move(step, asteroids.x, asteroids.vx, asteroid, radius, 1);
            move(step, asteroids.y, asteroids.vy, asteroid, radius, 1);
        }
    }

    private void agePickups() {
        for (int pickup = pickups.first(); pickup >= 0; pickup = pickups.next(pickup)) {
            countDown(pickups.ticksLeft, pickup);
            if (pickups.ticksLeft.raw(pickup) == 0) {
                pickups.remove(pickup);
            }
        }
    }

    private void addAsteroidIfTooFew(Step step) {
        if (asteroids.count() < asteroidCount.whole()) {
            addAsteroidAtTheWall(step);
        }
    }

    private void addAsteroidAtTheWall(Step step) {
        Rng random = step.random();
        double along = random.between(0, SIZE);
        double side = random.nextInt(2) * SIZE;
        boolean upright = random.nextInt(2) == 0;
        addAsteroid(step, upright ? side : along, upright ? along : side, Asteroids.LARGE);
    }

    /** Adds a rock that drifts in a random direction; where there are too many already, none. */
    void addAsteroid(Step step, double x, double y, int size) {
        int asteroid = asteroids.add();
        if (asteroid < 0) {
            return;
        }
        double direction = step.random().between(0, Trig.TURN);
        double speed = step.random().between(SLOWEST_DRIFT, FASTEST_DRIFT);
        asteroids.x.set(asteroid, x);
        asteroids.y.set(asteroid, y);
        asteroids.vx.set(asteroid, Trig.cos(direction) * speed);
        asteroids.vy.set(asteroid, Trig.sin(direction) * speed);
        asteroids.size.setRaw(asteroid, size);
        asteroids.hull.setRaw(asteroid, (size + 1) * Bullets.DAMAGE);
    }

    private static void countDown(Column ticks, int row) {
        ticks.setRaw(row, Math.max(0, ticks.raw(row) - 1));
    }
}
