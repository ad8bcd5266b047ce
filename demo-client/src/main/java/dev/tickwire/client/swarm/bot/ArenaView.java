package dev.tickwire.client.swarm.bot;

import dev.tickwire.proto.wire.Tunable;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.ColumnType.Kind;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sample game's tables out of snapshots, by the names in the schema, and its tunables. Places are in arena
 * units.
 */
final class ArenaView {
    private static final double[] ROCK_RADIUS = {18, 34, 60};

    private final int shipTable;
    private final int rockTable;
    private final int shipX;
    private final int shipY;
    private final int heading;
    private final int hull;
    private final int player;
    private final int shielded;
    private final int rockX;
    private final int rockY;
    private final int rockSize;
    private final int turn;
    private final int thrust;
    private final int fire;
    private final double unit;
    private final double angleUnit;
    private final double size;
    private final double turnRate;
    private final double bulletSpeed;

    private ArenaView(Schema schema, List<Tunable> tunables) {
        shipTable = require(schema.indexOf("ships"));
        rockTable = require(schema.indexOf("asteroids"));
        TableType ships = schema.tables().get(shipTable);
        TableType rocks = schema.tables().get(rockTable);
        TableType inputs = schema.inputs();
        shipX = column(ships, "x", Kind.FIXED);
        shipY = column(ships, "y", Kind.FIXED);
        heading = column(ships, "heading", Kind.ANGLE);
        hull = column(ships, "hull", Kind.INTEGER);
        player = column(ships, "player", Kind.INTEGER);
        shielded = column(ships, "shielded", Kind.FLAG);
        rockX = column(rocks, "x", Kind.FIXED);
        rockY = column(rocks, "y", Kind.FIXED);
        rockSize = column(rocks, "size", Kind.ENUM);
        turn = column(inputs, "turn", Kind.INTEGER);
        thrust = column(inputs, "thrust", Kind.FLAG);
        fire = column(inputs, "fire", Kind.FLAG);
        ColumnType place = ships.columns().get(shipX);
        unit = place.unit();
        size = place.max();
        angleUnit = ships.columns().get(heading).unit();
        turnRate = require(tunables, "turnRate");
        bulletSpeed = require(tunables, "bulletSpeed");
    }

    /**
     * A view for that schema, which may have columns that are not read here, in a room with these tunables; null: it is
     * the schema of another game.
     */
    static @Nullable ArenaView of(Schema schema, List<Tunable> tunables) {
        try {
            return new ArenaView(schema, tunables);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Places are from 0 to this number, on both axes. */
    double size() {
        return size;
    }

    /** How fast a ship turns, in radians a second. */
    double turnRate() {
        return turnRate;
    }

    /** How fast a shot flies, in arena units a second. */
    double bulletSpeed() {
        return bulletSpeed;
    }

    Rows ships(Snapshot snapshot) {
        return snapshot.table(shipTable);
    }

    Rows rocks(Snapshot snapshot) {
        return snapshot.table(rockTable);
    }

    /** Row of the ship of that player; −1: none. */
    int shipOf(Rows ships, int number) {
        int[] players = ships.column(player);
        for (int ship = ships.next(0); ship >= 0; ship = ships.next(ship + 1)) {
            if (players[ship] == number) {
                return ship;
            }
        }
        return -1;
    }

    double shipX(Rows ships, int ship) {
        return ships.column(shipX)[ship] * unit;
    }

    double shipY(Rows ships, int ship) {
        return ships.column(shipY)[ship] * unit;
    }

    double heading(Rows ships, int ship) {
        return ships.column(heading)[ship] * angleUnit;
    }

    boolean isFlying(Rows ships, int ship) {
        return ships.column(hull)[ship] > 0;
    }

    boolean isShielded(Rows ships, int ship) {
        return ships.column(shielded)[ship] != 0;
    }

    double rockX(Rows rocks, int rock) {
        return rocks.column(rockX)[rock] * unit;
    }

    double rockY(Rows rocks, int rock) {
        return rocks.column(rockY)[rock] * unit;
    }

    double rockRadius(Rows rocks, int rock) {
        return ROCK_RADIUS[Math.min(ROCK_RADIUS.length - 1, rocks.column(rockSize)[rock])];
    }

    /** Sets the controls: {@code turning} is −1, 0 or 1. */
    void steer(int[] input, int turning, boolean thrusting, boolean firing) {
        input[turn] = turning;
        input[thrust] = thrusting ? 1 : 0;
        input[fire] = firing ? 1 : 0;
    }

    private static int column(TableType table, String name, Kind kind) {
        int index = require(table.indexOf(name));
        return require(table.columns().get(index).kind() == kind ? index : -1);
    }

    private static int require(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("not the arena");
        }
        return index;
    }

    private static double require(List<Tunable> tunables, String name) {
        for (Tunable tunable : tunables) {
            if (tunable.getName().equals(name)) {
                return tunable.getValue();
            }
        }
        throw new IllegalArgumentException("not the arena");
    }
}
