import dev.tickwire.simulation.math.Trig;
import dev.tickwire.simulation.world.*;

/** Eight cars, three laps. Everything that moves is predicted, bumps included. */
public final class Racing extends Game implements Brain {
    static final int CARS = 8, LAPS = 3, LONGEST_LAP = 900, WIDTH = 1600, HEIGHT = 1000, RADIUS = 13, HALF_ROAD = 90;
    // The middle of the road, and the gates that a lap leads through.
    static final int[] ROAD_X = {300, 800, 1300, 1450, 1250, 950, 700, 450, 250, 120};
    static final int[] ROAD_Y = {800, 860, 800, 500, 220, 300, 480, 380, 200, 420};
    static final int GATES = ROAD_X.length;
    static final String[] DRIVERS = {"Swift", "Turbo", "Bolt", "Dash", "Comet", "Flash", "Nitro", "Zip"};

    final Tunable power = tunable("power", 420, 50, 2000), grip = tunable("grip", 5, 0.5, 20);
    final Tunable bounce = tunable("bounce", 0.6, 0, 1);

    final Table controls = inputs(new Table("controls", CARS));
    final Column steering = controls.integer("steer", -1, 1), pedal = controls.integer("gas", -1, 1);

    final Table cars = players(new Table("cars", CARS));
    final Column x = cars.fixed("x", 0, WIDTH, 1 / 64.0), y = cars.fixed("y", 0, HEIGHT, 1 / 64.0);
    final Column vx = cars.fixed("vx", -1024, 1024, 1 / 16.0), vy = cars.fixed("vy", -1024, 1024, 1 / 16.0);
    final Column heading = cars.angle("heading", 14), name = cars.text("name");
    // What it was steered last: a prediction has the inputs of its own player alone, and drives the others on.
    final Column steer = cars.integer("steer", -1, 1), gas = cars.integer("gas", -1, 1);
    final Column lap = cars.integer("lap", 0, LAPS), gate = cars.integer("gate", 0, GATES - 1);
    final Column lapFrom = cars.integer("lapFrom", 0, 1 << 30), bestLap = cars.integer("bestLap", 0, 1 << 20);
    final Column place = cars.integer("place", 0, CARS);

    final Table race = filled(new Table("race", 1));
    final Column phase = race.oneOf("phase", "waiting", "countdown", "running", "results");
    final Column until = race.integer("until", 0, 1 << 30);
    final Column bestOfAll = race.integer("bestOfAll", 0, LONGEST_LAP), bestBy = race.text("bestBy");
    // For pages to draw: the road, and where the best of all was at each tick of its lap.
    final Cells roadX = race.cells("roadX", GATES, 0, WIDTH), roadY = race.cells("roadY", GATES, 0, HEIGHT);
    final Cells ghostX = race.cells("ghostX", LONGEST_LAP, 0, WIDTH);
    final Cells ghostY = race.cells("ghostY", LONGEST_LAP, 0, HEIGHT);

    final Table laps = players(new Table("laps", CARS));
    final Cells lapX = laps.cells("x", LONGEST_LAP, 0, WIDTH), lapY = laps.cells("y", LONGEST_LAP, 0, HEIGHT);

    final Events bumps = events(new Events("bumps", 16));
    final Column bumpX = bumps.fixed("x", 0, WIDTH, 1), bumpY = bumps.fixed("y", 0, HEIGHT, 1);
    final Column bumpSpeed = bumps.integer("speed", 0, 2000);

    public Racing() {
        cars.predictAll();
        laps.hidden();
    }

    @Override
    public void start(Step step) {
        for (int i = 0; i < GATES; i++) {
            roadX.set(0, i, ROAD_X[i]);
            roadY.set(0, i, ROAD_Y[i]);
        }
    }

    @Override
    public void joined(Step step, int player) {
        name.set(player, step.name(player));
        if (phase.is(0, "waiting")) begin(step, "countdown", 3);
        lineUp(step, player);
    }

    @Override
    public void left(Step step, int player) {
        if (cars.count() == 1) phase.set(0, "waiting");
    }

    @Override
    public void step(Step step) {
        boolean isOver = step.tick() >= until.raw(0);
        boolean isGreen = phase.is(0, "running") || phase.is(0, "countdown") && isOver;
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

    private void begin(Step step, String next, double seconds) {
        phase.set(0, next);
        until.set(0, step.tick() + step.ticks(seconds));
    }

    private void lineUp(Step step, int c) {
        x.set(c, ROAD_X[0] - 30 - c / 3 * 40);
        y.set(c, ROAD_Y[0] - 45 + c % 3 * 45);
        heading.set(c, Trig.atan2(ROAD_Y[1] - ROAD_Y[0], ROAD_X[1] - ROAD_X[0]));
        vx.set(c, 0);
        vy.set(c, 0);
        lap.set(c, 0);
        gate.set(c, 1);
        place.set(c, 0);
        lapFrom.set(c, phase.is(0, "countdown") ? until.raw(0) : step.tick());
    }

    private void drive(Step step, int c) {
        double cos = Trig.cos(heading.get(c)), sin = Trig.sin(heading.get(c));
        double along = vx.get(c) * cos + vy.get(c) * sin, across = vy.get(c) * cos - vx.get(c) * sin;
        along += (gas.get(c) * power.get() - along * 0.9) * step.seconds();
        across -= across * Math.min(1, grip.get() * step.seconds());
        heading.add(c, steer.get(c) * 2.6 * Math.max(-1, Math.min(1, along / 120)) * step.seconds());
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
        push(a, -nx, -ny, deep, closing / 2);
        push(b, nx, ny, deep, closing / 2);
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
        if (deep > 0) push(c, -offX / off, -offY / off, deep, into);
    }

    /** Moves a car out of what it is in, and turns its speed, if it is not on its way out already. */
    private void push(int c, double nx, double ny, double deep, double into) {
        x.add(c, nx * deep);
        y.add(c, ny * deep);
        vx.add(c, nx * Math.max(0, into) * (1 + bounce.get()));
        vy.add(c, ny * Math.max(0, into) * (1 + bounce.get()));
        int e = into > 40 ? bumps.add() : -1;
        if (e < 0) return;
        bumpX.set(e, x.get(c) - nx * RADIUS);
        bumpY.set(e, y.get(c) - ny * RADIUS);
        bumpSpeed.set(e, into);
    }

    private void referee(Step step, boolean isOver) {
        if (phase.is(0, "running")) {
            for (int c = cars.first(); c >= 0; c = cars.next(c)) if (place.raw(c) == 0) follow(step, c);
            if (isOver || cars.count(place, 0) == 0) begin(step, "results", 10);
        } else if (phase.is(0, "countdown") && isOver) {
            begin(step, "running", 240);
        } else if (phase.is(0, "results") && isOver) {
            begin(step, "countdown", 3);
            for (int c = cars.first(); c >= 0; c = cars.next(c)) lineUp(step, c);
        }
    }

    /** Writes down where a car is, and lets it through the next gate. */
    private void follow(Step step, int c) {
        int ticks = step.tick() - lapFrom.raw(c);
        if (ticks < LONGEST_LAP) {
            lapX.set(c, ticks, (int) x.get(c));
            lapY.set(c, ticks, (int) y.get(c));
        }
        double dx = ROAD_X[gate.raw(c)] - x.get(c), dy = ROAD_Y[gate.raw(c)] - y.get(c), reach = HALF_ROAD + 25;
        if (dx * dx + dy * dy > reach * reach) return;
        gate.set(c, (gate.raw(c) + 1) % GATES);
        if (gate.raw(c) != 1) return;
        lap.add(c, 1);
        lapFrom.set(c, step.tick());
        if (bestLap.raw(c) == 0 || ticks < bestLap.raw(c)) bestLap.set(c, ticks);
        if (ticks < LONGEST_LAP && (bestOfAll.raw(0) == 0 || ticks < bestOfAll.raw(0))) {
            bestOfAll.set(0, ticks);
            bestBy.set(0, name.text(c));
            ghostX.copy(0, lapX, c);
            ghostY.copy(0, lapY, c);
        }
        if (lap.raw(c) == LAPS) place.set(c, cars.count() - cars.count(place, 0) + 1);
    }

    @Override
    public Brain brain() {
        return this;
    }

    /** Heads for the next gate, each on a line of its own, and brakes where the road bends. */
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
