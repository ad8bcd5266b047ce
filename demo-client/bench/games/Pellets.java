import dev.tickwire.simulation.math.Trig;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;

/** The scene "world": people walk among tiles and pellets, of which a few change each second. The peers have the same rules in rules.mjs. */
public final class Pellets extends Game {
    static final int PLAYERS = 256, TILES = 64 * 64, PELLETS = 1000, KINDS = 8;
    static final double SIZE = 1000, CHANGES_PER_SECOND = 10;

    final Table steps = inputs(new Table("steps", PLAYERS));
    final Column dx = steps.fixed("dx", -10, 10, 1 / 8.0), dy = steps.fixed("dy", -10, 10, 1 / 8.0);

    final Table people = players(new Table("people", PLAYERS));
    final Column x = people.fixed("x", 0, SIZE, 1 / 8.0), y = people.fixed("y", 0, SIZE, 1 / 8.0);
    final Column angle = people.angle("angle", 10), hp = people.integer("hp", 0, 255);

    final Table tiles = filled(new Table("tiles", TILES));
    final Column block = tiles.integer("block", 0, KINDS - 1);

    final Table pellets = filled(new Table("pellets", PELLETS));
    final Column pelletX = pellets.fixed("x", 0, SIZE, 1 / 8.0), pelletY = pellets.fixed("y", 0, SIZE, 1 / 8.0);
    final Column kind = pellets.integer("kind", 0, KINDS - 1);

    @Override
    public void start(Step step) {
        for (int tile = 0; tile < TILES; tile++) block.setRaw(tile, step.random().nextInt(KINDS));
        for (int pellet = 0; pellet < PELLETS; pellet++) place(step, pellet);
    }

    @Override
    public void joined(Step step, int player) {
        x.set(player, step.random().between(0, SIZE));
        y.set(player, step.random().between(0, SIZE));
        hp.setRaw(player, 100);
    }

    @Override
    public void step(Step step) {
        for (int person = people.first(); person >= 0; person = people.next(person)) {
            x.add(person, dx.get(person));
            y.add(person, dy.get(person));
            angle.set(person, Trig.atan2(dy.get(person), dx.get(person)));
        }
        double changesPerTick = CHANGES_PER_SECOND * step.seconds();
        int changes = (int) Math.floor((step.tick() + 1) * changesPerTick) - (int) Math.floor(step.tick() * changesPerTick);
        for (int i = 0; i < changes; i++) {
            block.setRaw(step.random().nextInt(TILES), step.random().nextInt(KINDS));
            place(step, step.random().nextInt(PELLETS));
        }
    }

    private void place(Step step, int pellet) {
        pelletX.set(pellet, step.random().between(0, SIZE));
        pelletY.set(pellet, step.random().between(0, SIZE));
        kind.setRaw(pellet, step.random().nextInt(KINDS));
    }
}
