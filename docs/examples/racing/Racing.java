import dev.tickwire.simulation.math.Trig;
import dev.tickwire.simulation.world.*;

/** Eight cars, three laps. Everything that moves is predicted, bumps included. */
public final class Racing extends Game {
    static final int CARS = 8, LAPS = 3, LONGEST_LAP = 900, WAITING = 0, COUNTDOWN = 1, RUNNING = 2, RESULTS = 3;
    static final double WIDTH = 1600, HEIGHT = 1000, RADIUS = 13, HALF_ROAD = 90;
    // The middle of the road, and the gates that a lap leads through.
    static final int[] ROAD_X = {300, 800, 1300, 1450, 1250, 950, 700, 450, 250, 120};
    static final int[] ROAD_Y = {800, 860, 800, 500, 220, 300, 480, 380, 200, 420};
    static final int GATES = ROAD_X.length;
    static final String[] DRIVERS = {"Swift", "Turbo", "Bolt", "Dash", "Comet", "Flash", "Nitro", "Zip"};

    final Tunable power = tunable("power", 420, 50, 2000), grip = tunable("grip", 5, 0.5, 20);
    final Tunable bounce = tunable("bounce", 0.6, 0, 1);

    final Table controls = inputs(new Table("controls", CARS));
    final Column steering = controls.integer("steer", -1, 1), pedal = controls.integer("gas", -1, 1);

    final Table cars = table(new Table("cars", CARS));
    final Column x = cars.fixed("x", 0, WIDTH, 1 / 64.0), y = cars.fixed("y", 0, HEIGHT, 1 / 64.0);
    final Column vx = cars.fixed("vx", -1024, 1024, 1 / 16.0), vy = cars.fixed("vy", -1024, 1024, 1 / 16.0);
    final Column heading = cars.angle("heading", 14), name = cars.text("name");
    // What it was steered last: a prediction has the inputs of its own player alone, and drives the others on.
    final Column steer = cars.integer("steer", -1, 1), gas = cars.integer("gas", -1, 1);
    final Column lap = cars.integer("lap", 0, LAPS), gate = cars.integer("gate", 0, GATES - 1);
    final Column lapFrom = cars.integer("lapFrom", 0, 1 << 30), bestLap = cars.integer("bestLap", 0, 1 << 20);
    final Column place = cars.integer("place", 0, CARS);

    final Table race = table(new Table("race", 1));
    final Column phase = race.oneOf("phase", "waiting", "countdown", "running", "results");
    final Column until = race.integer("until", 0, 1 << 30);
    final Column bestOfAll = race.integer("bestOfAll", 0, LONGEST_LAP), bestBy = race.text("bestBy");

    // For pages to draw.
    final Table road = table(new Table("road", GATES));

    final Column roadX = road.fixed("x", 0, WIDTH, 1), roadY = road.fixed("y", 0, HEIGHT, 1);

    final Events bumps = events(new Events("bumps", 16));
    final Column bumpX = bumps.fixed("x", 0, WIDTH, 1), bumpY = bumps.fixed("y", 0, HEIGHT, 1);
    final Column bumpSpeed = bumps.integer("speed", 0, 2000);

    /** Where somebody was at each tick of a lap: the best of all, and the one that each car is in. */
    static final class Trace extends Table {
        final Column x = fixed("x", 0, WIDTH, 1), y = fixed("y", 0, HEIGHT, 1), heading = angle("heading", 8);

        Trace(String name, int laps) {
            super(name, laps * LONGEST_LAP);
        }
    }

    final Trace ghost = table(new Trace("ghost", 1)), laps = table(new Trace("laps", CARS));

    public Racing() {
        cars.predictAll();
        laps.hidden();
    }

    @Override
    public void start(Step step) {
        race.addAt(0);
        while (ghost.add() >= 0) {}
        while (laps.add() >= 0) {}
        for (int i = road.add(); i >= 0; i = road.add()) {
            roadX.set(i, ROAD_X[i]);
            roadY.set(i, ROAD_Y[i]);
        }
    }

    @Override
    public void joined(Step step, int player) {
        cars.addAt(player);
        name.set(player, step.name(player));
        lineUp(player);
        lapFrom.set(player, step.tick());
        if (phase.raw(0) == WAITING) begin(step, COUNTDOWN, 3);
    }

    @Override
    public void left(Step step, int player) {
        cars.remove(player);
        if (cars.count() == 0) phase.setRaw(0, WAITING);
    }

    @Override
    public void step(Step step) {
        boolean isOver = step.tick() >= until.raw(0);
        boolean isGreen = phase.raw(0) == RUNNING || phase.raw(0) == COUNTDOWN && isOver;
        for (int c = cars.first(); c >= 0; c = cars.next(c)) {
            if (controls.isPresent(c)) {
                steer.setRaw(c, steering.raw(c));
                gas.setRaw(c, pedal.raw(c));
            }
            if (isGreen && place.raw(c) == 0) drive(step, c);
        }
        for (int a = cars.first(); a >= 0; a = cars.next(a)) {
            for (int b = cars.next(a); b >= 0; b = cars.next(b)) bump(a, b);
        }
        for (int c = cars.first(); c >= 0; c = cars.next(c)) keepOnRoad(c);
        if (!step.isPrediction()) referee(step, isOver);
    }

    private void begin(Step step, int next, double seconds) {
        phase.setRaw(0, next);
        until.set(0, step.tick() + step.ticks(seconds));
    }

    private void lineUp(int c) {
        x.set(c, ROAD_X[0] - 30 - c / 3 * 40);
        y.set(c, ROAD_Y[0] - 45 + c % 3 * 45);
        heading.set(c, Trig.atan2(ROAD_Y[1] - ROAD_Y[0], ROAD_X[1] - ROAD_X[0]));
        gate.set(c, 1);
        vx.set(c, 0);
        vy.set(c, 0);
        lap.set(c, 0);
        place.set(c, 0);
    }

    private void drive(Step step, int c) {
        double cos = Trig.cos(heading.get(c)), sin = Trig.sin(heading.get(c));
        double along = vx.get(c) * cos + vy.get(c) * sin, across = vy.get(c) * cos - vx.get(c) * sin;
        along += (gas.get(c) * power.get() - along * 0.9) * step.seconds();
        across -= across * Math.min(1, grip.get() * step.seconds());
        double turn = steer.get(c) * 2.6 * Math.max(-1, Math.min(1, along / 120));
        heading.add(c, turn * step.seconds());
        vx.set(c, along * cos - across * sin);
        vy.set(c, along * sin + across * cos);
        x.add(c, vx.get(c) * step.seconds());
        y.add(c, vy.get(c) * step.seconds());
    }

    private void bump(int a, int b) {
        double dx = x.get(b) - x.get(a), dy = y.get(b) - y.get(a), distance = Math.sqrt(dx * dx + dy * dy);
        if (distance >= 2 * RADIUS || distance == 0) return;
        double nx = dx / distance, ny = dy / distance, deep = RADIUS - distance / 2;
        double closing = (vx.get(a) - vx.get(b)) * nx + (vy.get(a) - vy.get(b)) * ny;
        push(a, -nx, -ny, deep, closing * (1 + bounce.get()) / 2);
        push(b, nx, ny, deep, closing * (1 + bounce.get()) / 2);
        if (closing > 40) tell(x.get(a) + nx * RADIUS, y.get(a) + ny * RADIUS, closing);
    }

    /** Moves a car out of what it is in, and turns its speed, if it is not on its way out already. */
    private void push(int c, double nx, double ny, double deep, double speed) {
        x.add(c, nx * deep);
        y.add(c, ny * deep);
        vx.add(c, nx * Math.max(0, speed));
        vy.add(c, ny * Math.max(0, speed));
    }

    /** The road ends at a distance from the nearest point of its middle. */
    private void keepOnRoad(int c) {
        double off = Double.MAX_VALUE, offX = 0, offY = 0;
        for (int i = 0; i < GATES; i++) {
            double fromX = x.get(c) - ROAD_X[i], fromY = y.get(c) - ROAD_Y[i];
            double roadX = ROAD_X[(i + 1) % GATES] - ROAD_X[i], roadY = ROAD_Y[(i + 1) % GATES] - ROAD_Y[i];
            double share = (fromX * roadX + fromY * roadY) / (roadX * roadX + roadY * roadY);
            share = Math.max(0, Math.min(1, share));
            double dx = fromX - share * roadX, dy = fromY - share * roadY, distance = Math.sqrt(dx * dx + dy * dy);
            if (distance >= off) continue;
            off = distance;
            offX = dx;
            offY = dy;
        }
        double deep = off + RADIUS - HALF_ROAD, into = (vx.get(c) * offX + vy.get(c) * offY) / off;
        if (deep <= 0) return;
        push(c, -offX / off, -offY / off, deep, into * (1 + bounce.get()));
        if (into > 60) tell(x.get(c), y.get(c), into);
    }

    private void tell(double atX, double atY, double speed) {
        int e = bumps.add();
        if (e < 0) return;
        bumpX.set(e, atX);
        bumpY.set(e, atY);
        bumpSpeed.set(e, speed);
    }

    private void referee(Step step, boolean isOver) {
        int finished = 0;
        if (phase.raw(0) == RUNNING) {
            for (int c = cars.first(); c >= 0; c = cars.next(c)) if (place.raw(c) > 0) finished++;
            for (int c = cars.first(); c >= 0; c = cars.next(c)) {
                if (place.raw(c) == 0 && follow(step, c)) place.set(c, ++finished);
            }
            if (isOver || finished == cars.count()) begin(step, RESULTS, 10);
        } else if (phase.raw(0) == COUNTDOWN && isOver) {
            begin(step, RUNNING, 240);
            for (int c = cars.first(); c >= 0; c = cars.next(c)) lapFrom.set(c, step.tick());
        } else if (phase.raw(0) == RESULTS && isOver) {
            begin(step, COUNTDOWN, 3);
            for (int c = cars.first(); c >= 0; c = cars.next(c)) lineUp(c);
        }
    }

    /** Writes down where a car is, and lets it through the next gate. Whether that was its last. */
    private boolean follow(Step step, int c) {
        int ticks = step.tick() - lapFrom.raw(c);
        if (ticks < LONGEST_LAP) {
            laps.x.set(c * LONGEST_LAP + ticks, x.get(c));
            laps.y.set(c * LONGEST_LAP + ticks, y.get(c));
            laps.heading.set(c * LONGEST_LAP + ticks, heading.get(c));
        }
        double dx = ROAD_X[gate.raw(c)] - x.get(c), dy = ROAD_Y[gate.raw(c)] - y.get(c), reach = HALF_ROAD + 25;
        if (dx * dx + dy * dy > reach * reach) return false;
        gate.set(c, (gate.raw(c) + 1) % GATES);
        if (gate.raw(c) != 1) return false;
        lapFrom.set(c, step.tick());
        if (bestLap.raw(c) == 0 || ticks < bestLap.raw(c)) bestLap.set(c, ticks);
        if (ticks < LONGEST_LAP && (bestOfAll.raw(0) == 0 || ticks < bestOfAll.raw(0))) keep(c, ticks);
        lap.add(c, 1);
        return lap.raw(c) == LAPS;
    }

    /** The lap that a car has just finished is the best of all. */
    private void keep(int c, int ticks) {
        bestOfAll.set(0, ticks);
        bestBy.set(0, name.text(c));
        for (int i = 0; i < ticks; i++) {
            ghost.x.set(i, laps.x.get(c * LONGEST_LAP + i));
            ghost.y.set(i, laps.y.get(c * LONGEST_LAP + i));
            ghost.heading.set(i, laps.heading.get(c * LONGEST_LAP + i));
        }
    }

    @Override
    public Brain brain() {
        return new Driver();
    }

    /** Heads for the next gate, each on a line of its own, and brakes where the road bends. */
    private final class Driver implements Brain {
        @Override
        public void play(Step step, int player, Hand hand) {
            double toX = ROAD_X[gate.raw(player)] - x.get(player), toY = ROAD_Y[gate.raw(player)] - y.get(player);
            double by = Trig.wrap(Trig.atan2(toY + (player % 3 - 1) * 30, toX) - heading.get(player));
            boolean isFast = vx.get(player) * vx.get(player) + vy.get(player) * vy.get(player) > 160 * 160;
            hand.set(steering, by > 0.08 ? 1 : by < -0.08 ? -1 : 0);
            hand.set(pedal, Math.abs(by) > 0.7 && isFast ? -1 : 1);
        }

        @Override
        public String name(int player) {
            return DRIVERS[player];
        }
    }
}
