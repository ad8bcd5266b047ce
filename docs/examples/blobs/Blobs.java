import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.math.Trig;
import dev.tickwire.simulation.world.*;

/** 300 players of up to 16 cells each eat 3,000 pellets and one another. */
public final class Blobs extends Game {
    static final int PLAYERS = 300, CELLS_EACH = 16, PELLETS = 3000, LEADERS = 10, LEAST_TO_SPLIT = 36;
    static final double WORLD = 6000;

    final Tunable startMass = tunable("startMass", 100, 10, 20000), speed = tunable("speed", 400, 10, 2000);
    final Tunable mergeSeconds = tunable("mergeSeconds", 12, 1, 60), peace = tunable("peace", 0, 0, 1);
    final Tunable pelletCount = tunable("pelletCount", PELLETS, 0, PELLETS);

    final Table pointers = inputs(new Table("pointers", PLAYERS));
    final Column heading = pointers.angle("heading", 8), throttle = pointers.integer("throttle", 0, 4);
    final Commands split = commands(new Commands("split", 1));

    final Table people = players(new Table("people", PLAYERS));
    final Column total = people.integer("mass", 0, 10_000_000).ownerOnly();
    final Column count = people.integer("cells", 0, CELLS_EACH).ownerOnly();
    final Column backAt = people.integer("backAt", 0, 1 << 30).hidden();
    final Column middleX = people.fixed("x", 0, WORLD, 1 / 16.0).hidden();
    final Column middleY = people.fixed("y", 0, WORLD, 1 / 16.0).hidden();

    final Table cells = table(new Table("cells", PLAYERS * CELLS_EACH));
    final Column x = cells.fixed("x", 0, WORLD, 0.5), y = cells.fixed("y", 0, WORLD, 0.5);
    final Column mass = cells.integer("mass", 0, 1_000_000), radius = cells.integer("radius", 0, 4000);
    final Column owner = cells.integer("player", 0, PLAYERS - 1), name = cells.text("name");
    final Column mergeAt = cells.integer("mergeAt", 0, 1 << 30).hidden();
    final Column pushX = cells.fixed("pushX", -2000, 2000, 1).hidden();
    final Column pushY = cells.fixed("pushY", -2000, 2000, 1).hidden();

    final Table pellets = table(new Table("pellets", PELLETS));
    final Column px = pellets.fixed("x", 0, WORLD, 2), py = pellets.fixed("y", 0, WORLD, 2);
    final Column color = pellets.oneOf("color", "tomato", "gold", "yellowgreen", "deepskyblue", "orchid", "white");

    final Table leaders = filled(new Table("leaders", LEADERS));
    final Column leader = leaders.text("name"), leaderMass = leaders.integer("mass", 0, 10_000_000);

    final Events eaten = events(new Events("eaten", 64));
    final Column eatenX = eaten.fixed("x", 0, WORLD, 2), eatenY = eaten.fixed("y", 0, WORLD, 2);
    final Column eatenName = eaten.text("name"), eatenBy = eaten.text("by");
    final Nearby food = new Nearby(pellets, px, py, 100), prey = new Nearby(cells, x, y, 100);

    public Blobs() {
        cells.placedAt(x, y, radius);
        cells.ownedBy(owner);
        pellets.placedAt(px, py);
        eaten.placedAt(eatenX, eatenY);
    }

    @Override
    public void left(Step step, int player) {
        for (int c = cells.find(owner, player); c >= 0; c = cells.find(owner, player)) cells.remove(c);
    }

    /** Who is large sees further. */
    @Override
    public void look(Step step, int player, Eye eye) {
        eye.at(middleX.get(player), middleY.get(player)).reach(1 + total.raw(player) / 20_000.0);
    }

    @Override
    public void step(Step step) {
        for (int c = split.first(); c >= 0; c = split.next(c)) split(step, split.player(c));
        for (int c = cells.first(); c >= 0; c = cells.next(c)) move(step, c);
        food.update();
        prey.update();
        for (int c = cells.first(); c >= 0; c = cells.next(c)) eat(step, c);
        while (pellets.count() < pelletCount.whole()) {
            int p = pellets.add();
            px.set(p, step.random().between(0, WORLD));
            py.set(p, step.random().between(0, WORLD));
            color.setRaw(p, step.random().nextInt(color.type().labels().size()));
        }
        sum(step);
        if (step.tick() % 10 == 0) rank(step);
    }

    private int addCell(Step step, int player, int itsMass, double atX, double atY) {
        int c = cells.add();
        owner.set(c, player);
        name.set(c, step.name(player));
        x.set(c, atX);
        y.set(c, atY);
        weigh(c, itsMass);
        return c;
    }

    private double anywhere(Step step) {
        return step.random().between(100, WORLD - 100);
    }

    private void weigh(int c, int itsMass) {
        mass.set(c, itsMass);
        radius.set(c, 4 * Math.sqrt(itsMass));
    }

    private void split(Step step, int player) {
        int later = step.tick() + step.ticks(mergeSeconds.get()), n = count.raw(player);
        for (int c = cells.first(); c >= 0 && n < CELLS_EACH; c = cells.next(c)) {
            boolean isBornNow = mergeAt.raw(c) == later;
            if (owner.raw(c) != player || mass.raw(c) < LEAST_TO_SPLIT || isBornNow) continue;
            int half = addCell(step, player, mass.raw(c) / 2, x.get(c), y.get(c));
            weigh(c, mass.raw(c) - mass.raw(half));
            pushX.set(half, 900 * Trig.cos(heading.get(player)));
            pushY.set(half, 900 * Trig.sin(heading.get(player)));
            mergeAt.set(c, later);
            mergeAt.set(half, later);
            n++;
        }
    }

    /** All cells head for where the pointer is: as far as throttle says from the middle of the player's cells. */
    private void move(Step step, int c) {
        int p = owner.raw(c);
        double dx = middleX.get(p) + throttle.raw(p) * 150 * Trig.cos(heading.get(p)) - x.get(c);
        double dy = middleY.get(p) + throttle.raw(p) * 150 * Trig.sin(heading.get(p)) - y.get(c);
        double distance = Math.max(1, Math.sqrt(dx * dx + dy * dy));
        double pace = speed.get() / Math.sqrt(Math.sqrt(mass.raw(c)));
        double share = Math.min(1, pace * step.seconds() / distance);
        x.add(c, dx * share + pushX.get(c) * step.seconds());
        y.add(c, dy * share + pushY.get(c) * step.seconds());
        pushX.set(c, pushX.get(c) * 0.85);
        pushY.set(c, pushY.get(c) * 0.85);
        if (mass.raw(c) > 200 && step.tick() % 20 == 0) weigh(c, mass.raw(c) * 499 / 500);
    }

    private void eat(Step step, int c) {
        food.within(x.get(c), y.get(c), radius.get(c), pellet -> {
            pellets.remove(pellet);
            weigh(c, mass.raw(c) + 2);
        });
        if (peace.whole() == 0) prey.within(x.get(c), y.get(c), radius.get(c), other -> eat(step, c, other));
    }

    private void eat(Step step, int c, int other) {
        boolean isOwn = owner.raw(c) == owner.raw(other);
        boolean canMerge = mergeAt.raw(c) <= step.tick() && mergeAt.raw(other) <= step.tick();
        boolean isLarger = mass.raw(c) >= 1.25 * mass.raw(other);
        double dx = x.get(other) - x.get(c), dy = y.get(other) - y.get(c);
        double reach = Math.max(0, radius.get(c) - 0.4 * radius.get(other));
        if (other == c || dx * dx + dy * dy >= reach * reach || !(isOwn ? canMerge : isLarger)) return;
        weigh(c, mass.raw(c) + mass.raw(other));
        int e = isOwn ? -1 : eaten.add();
        if (e >= 0) {
            eatenX.set(e, x.get(c));
            eatenY.set(e, y.get(c));
            eatenName.set(e, name.text(other));
            eatenBy.set(e, name.text(c));
        }
        cells.remove(other);
    }

    /** Who has been without cells for 2 s is given one. Then: what each player has, and the middle of it by weight. */
    private void sum(Step step) {
        for (int p = people.first(); p >= 0; p = people.next(p)) {
            if (count.raw(p) > 0) backAt.set(p, step.tick() + step.ticks(2));
            else if (step.tick() >= backAt.raw(p)) addCell(step, p, startMass.whole(), anywhere(step), anywhere(step));
            total.set(p, 0);
            count.set(p, 0);
        }
        for (int c = cells.first(); c >= 0; c = cells.next(c)) {
            int p = owner.raw(c);
            total.add(p, mass.raw(c));
            count.add(p, 1);
            double share = mass.get(c) / total.raw(p);
            middleX.add(p, (x.get(c) - middleX.get(p)) * share);
            middleY.add(p, (y.get(c) - middleY.get(p)) * share);
        }
    }

    /** Whoever has more is before one, and of those with as much, whoever came to a lower seat. */
    private void rank(Step step) {
        for (int i = people.count(); i < LEADERS; i++) leader.set(i, "");
        for (int p = people.first(); p >= 0; p = people.next(p)) {
            int place = 0;
            for (int o = people.first(); o >= 0; o = people.next(o)) {
                if (total.raw(o) > total.raw(p) || total.raw(o) == total.raw(p) && o < p) place++;
            }
            if (place >= LEADERS) continue;
            leader.set(place, step.name(p));
            leaderMass.set(place, total.raw(p));
        }
    }
}
