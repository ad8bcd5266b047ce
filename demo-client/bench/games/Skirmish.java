import dev.tickwire.simulation.math.Trig;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;

/**
 * The scene "battle": ships that accelerate, turn and fire, and shots that fly straight. A shot goes through what it hits and lives for a second, so
 * that a ship whose trigger is held has two in flight, on each server. The peers have the same rules in rules.mjs.
 */
public final class Skirmish extends Game {
    static final int PLAYERS = 256, SHOTS = 4 * PLAYERS, FULL = 100;
    static final double SIZE = 1000, GRID = 1 / 8.0, TURN_RATE = 3, THRUST = 300, DRAG = 0.5, TOP_SPEED = 250;
    static final double SHOT_SPEED = 400, SHOT_SECONDS = 1, RELOAD_SECONDS = 0.5, REACH = 15;

    final Table keys = inputs(new Table("keys", PLAYERS));
    final Column turn = keys.integer("turn", -1, 1), thrust = keys.integer("thrust", 0, 1), fire = keys.integer("fire", 0, 1);

    final Table ships = players(new Table("ships", PLAYERS));
    final Column x = ships.fixed("x", 0, SIZE, GRID), y = ships.fixed("y", 0, SIZE, GRID);
    final Column heading = ships.angle("heading", 10), hp = ships.integer("hp", 0, FULL);
    final Column vx = ships.fixed("vx", -500, 500, 1 / 64.0).hidden(), vy = ships.fixed("vy", -500, 500, 1 / 64.0).hidden();
    final Column reload = ships.integer("reload", 0, 1000).hidden();

    final Table shots = table(new Table("shots", SHOTS));
    final Column shotX = shots.fixed("x", 0, SIZE, GRID), shotY = shots.fixed("y", 0, SIZE, GRID);
    final Column shotVx = shots.fixed("vx", -1000, 1000, 1 / 64.0).hidden();
    final Column shotVy = shots.fixed("vy", -1000, 1000, 1 / 64.0).hidden();
    final Column owner = shots.integer("owner", 0, PLAYERS - 1).hidden(), left = shots.integer("left", 0, 1000).hidden();

    @Override
    public void joined(Step step, int player) {
        appear(step, player);
    }

    @Override
    public void step(Step step) {
        for (int shot = shots.first(); shot >= 0; shot = shots.next(shot)) {
            left.setRaw(shot, left.raw(shot) - 1);
            if (left.raw(shot) == 0) {
                shots.remove(shot);
            } else {
                move(step, shotX, shotVx, shot, 1);
                move(step, shotY, shotVy, shot, 1);
            }
        }
        for (int ship = ships.first(); ship >= 0; ship = ships.next(ship)) fly(step, ship);
        for (int shot = shots.first(); shot >= 0; shot = shots.next(shot)) hit(step, shot);
    }

    private void appear(Step step, int ship) {
        x.set(ship, step.random().between(0, SIZE));
        y.set(ship, step.random().between(0, SIZE));
        heading.set(ship, step.random().between(0, Trig.TURN));
        vx.set(ship, 0);
        vy.set(ship, 0);
        hp.setRaw(ship, FULL);
    }

    private void fly(Step step, int ship) {
        heading.add(ship, turn.raw(ship) * TURN_RATE * step.seconds());
        double cos = Trig.cos(heading.get(ship)), sin = Trig.sin(heading.get(ship));
        double push = thrust.raw(ship) * THRUST * step.seconds(), kept = 1 - DRAG * step.seconds();
        double nextVx = vx.get(ship) * kept + push * cos, nextVy = vy.get(ship) * kept + push * sin;
        double speed = Math.sqrt(nextVx * nextVx + nextVy * nextVy), factor = speed > TOP_SPEED ? TOP_SPEED / speed : 1;
        vx.set(ship, nextVx * factor);
        vy.set(ship, nextVy * factor);
        move(step, x, vx, ship, 0.5);
        move(step, y, vy, ship, 0.5);
        reload.setRaw(ship, Math.max(0, reload.raw(ship) - 1));
        int shot = fire.raw(ship) == 1 && reload.raw(ship) == 0 ? shots.add() : -1;
        if (shot < 0) return;
        reload.setRaw(ship, step.ticks(RELOAD_SECONDS));
        shotX.set(shot, x.get(ship));
        shotY.set(shot, y.get(ship));
        shotVx.set(shot, vx.get(ship) * 0.5 + cos * SHOT_SPEED);
        shotVy.set(shot, vy.get(ship) * 0.5 + sin * SHOT_SPEED);
        owner.setRaw(shot, ship);
        left.setRaw(shot, step.ticks(SHOT_SECONDS));
    }

    private static void move(Step step, Column place, Column speed, int row, double bounce) {
        double next = place.get(row) + speed.get(row) * step.seconds();
        if (next < 0 || next > SIZE) speed.set(row, -speed.get(row) * bounce);
        place.set(row, next);
    }

    private void hit(Step step, int shot) {
        double atX = shotX.get(shot), atY = shotY.get(shot);
        for (int ship = ships.first(); ship >= 0; ship = ships.next(ship)) {
            double dx = x.get(ship) - atX, dy = y.get(ship) - atY;
            if (dx * dx + dy * dy > REACH * REACH || owner.raw(shot) == ship) continue;
            if (hp.raw(ship) > 1) hp.setRaw(ship, hp.raw(ship) - 1);
            else appear(step, ship);
        }
    }
}
