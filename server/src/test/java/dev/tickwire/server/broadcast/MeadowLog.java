package dev.tickwire.server.broadcast;

import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.Meadow;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where all sheep and shepherds of a {@link Meadow} were at each tick, to compare with what somebody holds. */
final class MeadowLog {
    private static final int SHEPHERDS = 0;
    private static final int X = 0;
    private static final int Y = 1;
    private static final int BELL = 4;
    private static final double UNIT = 0.5;

    private final List<Moment> moments = new ArrayList<>();

    /** Where one was. */
    record Spot(int x, int y, boolean rings) {}

    /** What there was at a tick: sheep by id, shepherds by player number. */
    record Moment(Map<Integer, Spot> sheep, Map<Integer, Spot> shepherds) {
        double distance(int sheepId, int player) {
            Spot one = sheep.get(sheepId);
            Spot eye = shepherds.get(player);
            return one == null || eye == null
                    ? Double.POSITIVE_INFINITY
                    : UNIT * Math.hypot(one.x() - eye.x(), one.y() - eye.y());
        }
    }

    /** Adds what one holds who sees everything: the next tick. */
    void add(Guest all) {
        Snapshot world = all.watcher().snapshot();
        moments.add(new Moment(sheep(world), shepherds(world)));
    }

    /** What there was at a tick: 1 is the first. */
    Moment at(int tick) {
        return moments.get(tick - 1);
    }

    static Map<Integer, Spot> sheep(Snapshot snapshot) {
        Map<Integer, Spot> spots = new HashMap<>();
        Rows rows = snapshot.table(Meadow.SHEEP);
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            spots.put(rows.id(row), new Spot(rows.column(X)[row], rows.column(Y)[row], rows.column(BELL)[row] != 0));
        }
        return spots;
    }

    private static Map<Integer, Spot> shepherds(Snapshot snapshot) {
        Map<Integer, Spot> spots = new HashMap<>();
        Rows rows = snapshot.table(SHEPHERDS);
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            spots.put(row, new Spot(rows.column(X)[row], rows.column(Y)[row], false));
        }
        return spots;
    }
}
