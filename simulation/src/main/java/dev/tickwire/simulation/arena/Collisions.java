package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Past;
import dev.tickwire.simulation.world.Step;

/** Finds the things in the arena that touch each other, and applies the results. */
final class Collisions {
    private static final double BULLET_RADIUS = 3;
    private static final double PICKUP_SECONDS = 20;
    private static final double RAPID_SECONDS = 8;
    private static final int REPAIR = 40;
    private static final int KILL_SCORE = 10;
    private static final double PICKUP_CHANCE = 0.3;
    private static final double HARMLESS_SPEED = 120;
    private static final double DAMAGE_PER_SPEED = 0.12;

    private final Arena arena;

    Collisions(Arena arena) {
        this.arena = arena;
    }

    void resolve(Step step) {
        Bullets bullets = arena.bullets;
        for (int bullet = bullets.first(); bullet >= 0; bullet = bullets.next(bullet)) {
            boolean isPredictable = !arena.isForServer(step, bullets.player.raw(bullet));
            if (isPredictable && (hitsShip(step, bullet) || hitsAsteroid(step, bullet))) {
                bullets.remove(bullet);
            }
        }
        Ships ships = arena.ships;
        for (int ship = ships.first(); ship >= 0; ship = ships.next(ship)) {
            if (ships.isFlying(ship) && !arena.isForServer(step, ships.player.raw(ship))) {
                if (!step.isPrediction()) {
                    meetShips(ship);
                }
                meetAsteroids(step, ship);
                meetPickups(step, ship);
            }
        }
    }

    private boolean hitsShip(Step step, int bullet) {
        Ships ships = arena.ships;
        int owner = arena.bullets.owner.rowOf(bullet);
        int viewAgo = arena.bullets.viewAgo.raw(bullet);
        for (int ship = ships.first(); ship >= 0; ship = ships.next(ship)) {
            if (ship != owner && ships.isFlying(ship) && wasHit(step, bullet, ship, viewAgo)) {
                int hullLost = damage(step, ship, Bullets.DAMAGE);
                Past seen = step.past(viewAgo);
                double x = seen.get(ships.x, ship);
                double y = seen.get(ships.y, ship);
                tellOfShot(step, bullet, x, y, Ships.RADIUS, ships.id(ship), hullLost);
                tellIfDestroyed(ship, owner, hullLost);
                return true;
            }
        }
        return false;
    }

    /** Whether the bullet hit a ship in this step, at the place where the player who fired saw the ship. */
    private boolean wasHit(Step step, int bullet, int ship, int viewAgo) {
        Ships ships = arena.ships;
        Past seen = step.past(viewAgo);
        if (!seen.has(ships, ship) || seen.raw(ships.hull, ship) == 0) {
            return false;
        }
        double x = seen.get(ships.x, ship);
        double y = seen.get(ships.y, ship);
        Past before = step.past(viewAgo + Past.PARTS_PER_TICK);
        boolean wasThere = before.has(ships, ship) && before.raw(ships.hull, ship) > 0;
        double dx = wasThere ? x - before.get(ships.x, ship) : 0;
        double dy = wasThere ? y - before.get(ships.y, ship) : 0;
        return crossed(step, bullet, x, y, dx, dy, Ships.RADIUS);
    }

    private boolean hitsAsteroid(Step step, int bullet) {
        Asteroids asteroids = arena.asteroids;
        for (int rock = asteroids.first(); rock >= 0; rock = asteroids.next(rock)) {
            double dx = asteroids.vx.get(rock) * step.seconds();
            double dy = asteroids.vy.get(rock) * step.seconds();
            if (crossed(step, bullet, asteroids.x.get(rock), asteroids.y.get(rock), dx, dy, asteroids.radius(rock))) {
                if (step.isPrediction()) {
                    return true;
                }
                tellOfShot(step, bullet, asteroids.x.get(rock), asteroids.y.get(rock), asteroids.radius(rock), 0, 0);
                asteroids.hull.add(rock, -Bullets.DAMAGE);
                if (asteroids.hull.raw(rock) == 0) {
                    int owner = arena.bullets.owner.rowOf(bullet);
                    breakUp(step, rock, owner);
                    score(owner, 1);
                }
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the bullet came within reach of what has moved by (dx, dy) to a place in this step: it may be faster than
     * its target is wide.
     */
    private boolean crossed(Step step, int bullet, double x, double y, double dx, double dy, double radius) {
        double backX = dx - arena.bullets.vx.get(bullet) * step.seconds();
        double backY = dy - arena.bullets.vy.get(bullet) * step.seconds();
        double toX = x - arena.bullets.x.get(bullet);
        double toY = y - arena.bullets.y.get(bullet);
        double length = backX * backX + backY * backY;
        double along = length == 0 ? 0 : Math.max(0, Math.min(1, (toX * backX + toY * backY) / length));
        double missX = toX - backX * along;
        double missY = toY - backY * along;
        double reach = radius + BULLET_RADIUS;
        return missX * missX + missY * missY < reach * reach;
    }

    /** Adds the event of a hit, at the side of a round target that the bullet came from. */
    private void tellOfShot(Step step, int bullet, double x, double y, double radius, int shipId, int hullLost) {
        Bullets bullets = arena.bullets;
        double dx = bullets.x.get(bullet) - bullets.vx.get(bullet) * step.seconds() - x;
        double dy = bullets.y.get(bullet) - bullets.vy.get(bullet) * step.seconds() - y;
        double distance = Math.sqrt(dx * dx + dy * dy);
        double out = distance > radius ? radius / distance : 1;
        int by = arena.ships.playerOf(bullets.owner.rowOf(bullet));
        arena.hits.tell(x + dx * out, y + dy * out, shipId, hullLost, by);
    }

    /**
     * Takes from a ship's hull, and returns how much; nothing if it is shielded, or if that is for the server to say.
     */
    private int damage(Step step, int ship, int amount) {
        Ships ships = arena.ships;
        if (step.isPrediction() || ships.shieldTicks.raw(ship) > 0) {
            return 0;
        }
        int before = ships.hull.raw(ship);
        ships.hull.add(ship, -amount);
        if (!ships.isFlying(ship)) {
            ships.thrusting.set(ship, false);
            ships.respawnTicks.setRaw(ship, step.ticks(arena.respawnSeconds.get()));
        }
        return before - ships.hull.raw(ship);
    }

    private void tellIfDestroyed(int ship, int by, int hullLost) {
        if (hullLost > 0 && !arena.ships.isFlying(ship)) {
            arena.kills.tell(arena.ships, ship, by);
            arena.killCount.add();
            score(by, KILL_SCORE);
        }
    }

    private void score(int ship, int points) {
        if (ship >= 0) {
            arena.ships.score.add(ship, points);
        }
    }

    private void breakUp(Step step, int rock, int by) {
        Asteroids asteroids = arena.asteroids;
        double x = asteroids.x.get(rock);
        double y = asteroids.y.get(rock);
        int size = asteroids.size.raw(rock);
        arena.breakups.tell(x, y, size, arena.ships.playerOf(by));
        asteroids.remove(rock);
        if (size > Asteroids.SMALL) {
            double apart = size == Asteroids.LARGE ? 30 : 16;
            arena.addAsteroid(step, x - apart, y, size - 1);
            arena.addAsteroid(step, x + apart, y, size - 1);
        } else if (step.random().nextDouble() < PICKUP_CHANCE) {
            addPickup(step, x, y);
        }
    }

    private void addPickup(Step step, double x, double y) {
        Pickups pickups = arena.pickups;
        int pickup = pickups.add();
        if (pickup >= 0) {
            pickups.x.set(pickup, x);
            pickups.y.set(pickup, y);
            pickups.kind.setRaw(pickup, step.random().nextInt(2));
            pickups.ticksLeft.setRaw(pickup, step.ticks(PICKUP_SECONDS));
        }
    }

    private void meetShips(int ship) {
        Ships ships = arena.ships;
        for (int other = ships.next(ship); other >= 0; other = ships.next(other)) {
            if (ships.isFlying(other)) {
                double dx = ships.x.get(other) - ships.x.get(ship);
                double dy = ships.y.get(other) - ships.y.get(ship);
                double distance = Math.sqrt(dx * dx + dy * dy);
                double overlap = 2 * Ships.RADIUS - distance;
                if (overlap > 0 && distance > 0) {
                    double nx = dx / distance;
                    double ny = dy / distance;
                    ships.x.add(ship, -nx * overlap / 2);
                    ships.y.add(ship, -ny * overlap / 2);
                    ships.x.add(other, nx * overlap / 2);
                    ships.y.add(other, ny * overlap / 2);
                    exchangeSpeed(ship, other, nx, ny);
                }
            }
        }
    }

    /** Equal masses swap their speeds along the line between them. */
    private void exchangeSpeed(int ship, int other, double nx, double ny) {
        Ships ships = arena.ships;
        double closing =
                (ships.vx.get(ship) - ships.vx.get(other)) * nx + (ships.vy.get(ship) - ships.vy.get(other)) * ny;
        if (closing > 0) {
            ships.vx.add(ship, -closing * nx);
            ships.vy.add(ship, -closing * ny);
            ships.vx.add(other, closing * nx);
            ships.vy.add(other, closing * ny);
        }
    }

    private void meetAsteroids(Step step, int ship) {
        Ships ships = arena.ships;
        Asteroids asteroids = arena.asteroids;
        for (int rock = asteroids.first(); rock >= 0; rock = asteroids.next(rock)) {
            double dx = ships.x.get(ship) - asteroids.x.get(rock);
            double dy = ships.y.get(ship) - asteroids.y.get(rock);
            double distance = Math.sqrt(dx * dx + dy * dy);
            double overlap = Ships.RADIUS + asteroids.radius(rock) - distance;
            if (overlap > 0 && distance > 0) {
                bounce(step, ship, rock, dx / distance, dy / distance, overlap);
            }
        }
    }

    private void bounce(Step step, int ship, int rock, double nx, double ny, double overlap) {
        Ships ships = arena.ships;
        Asteroids asteroids = arena.asteroids;
        ships.x.add(ship, nx * overlap);
        ships.y.add(ship, ny * overlap);
        double closing = -(speedAlong(ships.vx, asteroids.vx, ship, rock) * nx
                + speedAlong(ships.vy, asteroids.vy, ship, rock) * ny);
        if (closing > 0) {
            ships.vx.add(ship, 1.5 * closing * nx);
            ships.vy.add(ship, 1.5 * closing * ny);
            double harm = (closing - HARMLESS_SPEED) * DAMAGE_PER_SPEED;
            if (harm > 0) {
                int hullLost = damage(step, ship, (int) Math.ceil(harm));
                double x = ships.x.get(ship) - nx * Ships.RADIUS;
                double y = ships.y.get(ship) - ny * Ships.RADIUS;
                arena.hits.tell(x, y, ships.id(ship), hullLost, Arena.NOBODY);
                tellIfDestroyed(ship, -1, hullLost);
            }
        }
    }

    private static double speedAlong(Column ofShip, Column ofRock, int ship, int rock) {
        return ofShip.get(ship) - ofRock.get(rock);
    }

    private void meetPickups(Step step, int ship) {
        Ships ships = arena.ships;
        Pickups pickups = arena.pickups;
        double reach = Ships.RADIUS + Pickups.RADIUS;
        for (int pickup = pickups.first(); pickup >= 0; pickup = pickups.next(pickup)) {
            double dx = ships.x.get(ship) - pickups.x.get(pickup);
            double dy = ships.y.get(ship) - pickups.y.get(pickup);
            if (dx * dx + dy * dy < reach * reach) {
                if (pickups.kind.raw(pickup) == Pickups.REPAIR) {
                    ships.hull.add(ship, REPAIR);
                } else {
                    ships.rapidTicks.setRaw(ship, step.ticks(RAPID_SECONDS));
                }
                arena.finds.tell(pickups, pickup, ships.player.raw(ship));
                pickups.remove(pickup);
            }
        }
    }
}
