package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.ColumnType.Kind;
import dev.tickwire.simulation.state.Difference;
import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a strict simulation checks of its rules beyond what every simulation does. What is wrong is an exception; what
 * may be meant is a warning, once for each column.
 *
 * <p>Each call of the rules is made twice from the same state: rules that depend on anything else are found by what
 * differs.
 */
final class Strict extends Guard {
    private static final int MOST_WARNINGS = 100;

    private final Consumer<String> warnings;
    private final Set<String> warned = new TreeSet<>();
    private final World world;
    private final Snapshot first;
    private final Snapshot second;
    private List<Meter> meters = List.of();

    Strict(World world, Consumer<String> warnings) {
        this.world = world;
        this.warnings = warnings;
        first = new Snapshot(world.schema());
        second = new Snapshot(world.schema());
    }

    @Override
    void watch(Game game) {
        for (Columns one : game.all()) {
            one.columns().forEach(column -> column.guardAll(this));
            if (one instanceof Table table) {
                table.guardAll(this);
            }
        }
        meters = game.meters();
    }

    /** Lets the rules do it, goes back, and lets them do it again. */
    @Override
    void call(String method, Runnable rules) {
        WorldState before = world.save(null);
        double[] counted = counts();
        rules.run();
        world.capture(first);
        List<Rows> firstEvents = events();
        world.restore(before);
        setCounts(counted);
        rules.run();
        world.capture(second);
        Difference found = Difference.first(first, second);
        if (found == null) {
            found = Difference.firstEvent(first, firstEvents, second, liveEvents());
        }
        if (found != null) {
            throw new IllegalStateException("its " + method + " is not the same twice: " + found
                    + ": does a field change beside the tables, or is there a clock or an unordered collection?");
        }
    }

    private double[] counts() {
        double[] counted = new double[meters.size()];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = meters.get(i).count();
        }
        return counted;
    }

    private void setCounts(double[] counted) {
        for (int i = 0; i < counted.length; i++) {
            meters.get(i).setCount(counted[i]);
        }
    }

    /** Does the last of the steps that are left out, sees whether it changes anything, and goes back. */
    @Override
    void sleep(World sleeping, int ticks, Runnable step) {
        WorldState before = sleeping.save(null);
        double[] counted = counts();
        sleeping.capture(first);
        sleeping.setTick(sleeping.tick() + ticks - 1);
        step.run();
        sleeping.capture(second);
        boolean isEventful = !sleeping.passing().isEmpty();
        sleeping.restore(before);
        setCounts(counted);
        Difference found = Difference.first(first, second);
        if (found != null || isEventful) {
            throw new IllegalStateException("its sleepsWhenStill() is true, but a step of a world that stood still "
                    + (found == null ? "has events or requests" : "changes something: " + found)
                    + ": do the rules look at the tick?");
        }
        super.sleep(sleeping, ticks, step);
    }

    /** Whatever the brain changed is as it was afterwards, so that a replay comes out the same. */
    @Override
    void play(Step step, Brain brain, int player, Hand hand) {
        world.capture(first);
        try {
            super.play(step, brain, player, hand);
        } finally {
            world.capture(second);
            world.restore(first);
        }
        Difference found = Difference.first(first, second);
        if (found != null) {
            throw new IllegalStateException("its brain changed the world: " + found
                    + ": a brain looks, and says with its hand what its player does");
        }
    }

    private List<Rows> liveEvents() {
        List<Rows> live = new ArrayList<>();
        for (Events kind : world.events().kinds()) {
            live.add(kind.rows());
        }
        return live;
    }

    private List<Rows> events() {
        List<Rows> copies = new ArrayList<>();
        for (Events kind : world.events().kinds()) {
            Rows copy = Rows.growing(kind.type());
            copy.copyFrom(kind.rows());
            copies.add(copy);
        }
        return copies;
    }

    @Override
    void onUse(Column column, int row) {
        super.onUse(column, row);
        if (!column.columns().rows().isPresent(row)) {
            throw new IllegalStateException(nameOf(column) + ": row " + row
                    + " is absent: only what was added, and not removed, can be read or written");
        }
    }

    @Override
    void onAdd(Column column, int row) {
        onUse(column, row);
        switch (column.type().kind()) {
            case TEXT -> throw wrongKind(column, "holds texts: set it with a String");
            case FLAG -> throw wrongKind(column, "holds flags: set it with true or false");
            case ENUM -> throw wrongKind(column, "holds one of some labels: set it with set(row, label)");
            case REFERENCE -> throw wrongKind(column, "holds entities: set it with setRaw(row, id)");
            case FIXED, ANGLE, INTEGER -> {}
        }
    }

    @Override
    void onSet(Column column, int row, double value) {
        onAdd(column, row);
        ColumnType type = column.type();
        double raw = type.onGrid(value);
        if (type.kind() != Kind.ANGLE && (raw < type.rawMin() || raw > type.rawMax())) {
            warnOfRange(column, row, String.valueOf(value));
        }
    }

    @Override
    void onFlag(Column column, int row) {
        onUse(column, row);
        if (column.type().kind() != Kind.FLAG) {
            throw wrongKind(column, "holds no flags: true and false do not fit");
        }
    }

    @Override
    void onRaw(Column column, int row, int raw) {
        onUse(column, row);
        ColumnType type = column.type();
        if (raw < type.rawMin() || raw > type.rawMax()) {
            warnOfRange(column, row, "raw " + raw);
        } else if (type.kind() == Kind.REFERENCE && raw != EntityId.NONE && EntityId.generation(raw) == 0) {
            throw new IllegalStateException(nameOf(column) + " is to point to " + raw + ", which is no id: store "
                    + type.target() + ".id(row), not the row");
        }
    }

    private static IllegalStateException wrongKind(Column column, String sentence) {
        return new IllegalStateException(nameOf(column) + " " + sentence);
    }

    private void warnOfRange(Column column, int row, String value) {
        ColumnType type = column.type();
        Snapshot none = first;
        warn(
                nameOf(column),
                nameOf(column) + " of row " + row + " was set to " + value + ", beyond its range of "
                        + Difference.value(type, type.rawMin(), none)
                        + " to "
                        + Difference.value(type, type.rawMax(), none)
                        + ", and became the nearest end");
    }

    @Override
    void onId(Table table, int row) {
        super.onId(table, row);
        if (!table.isPresent(row)) {
            throw new IllegalStateException("row " + row + " of table " + table.name() + " is absent: it has no id");
        }
    }

    @Override
    void onAdd(Table table) {
        if (table.type().ownerColumn() != TableType.OWNED_BY_ROW) {
            return;
        }
        if (table.audience() == Audience.OWNER || table.audience() == Audience.TEAM) {
            throw rowsOfNobody(table, "is for some players only");
        }
        for (Column column : table.columns()) {
            switch (column.type().audience()) {
                case OWNER, TEAM ->
                    throw rowsOfNobody(
                            table,
                            "has columns that only some may see ("
                                    + column.type().name() + ")");
                case EVERYBODY, NOBODY -> {}
            }
        }
    }

    private static IllegalStateException rowsOfNobody(Table table, String why) {
        return new IllegalStateException("table " + table.name() + " " + why
                + ", and add() gives rows that belong to no player: say " + table.name()
                + ".ownedBy(column), or add with addAt(player)");
    }

    private void warn(String key, String sentence) {
        if (warned.size() < MOST_WARNINGS && warned.add(key)) {
            warnings.accept(sentence);
        }
    }

    private static String nameOf(Column column) {
        return column.columns().name() + "." + column.type().name();
    }
}
