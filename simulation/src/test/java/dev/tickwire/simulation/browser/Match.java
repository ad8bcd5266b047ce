package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Past;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;

/**
 * A scripted match on this JVM, and what is said of it every hundred ticks: the same lines as {@code match.mjs} prints.
 */
final class Match {
    static final int TICK_RATE_HZ = 20;
    static final int TICKS_PER_LINE = 100;
    static final int MOST_VIEW_AGO = 5 * Past.PARTS_PER_TICK;

    private final Simulation simulation;
    private final Snapshot snapshot;
    private final StateHash hash;

    Match(Game game, long seed) {
        simulation = new Simulation(game, TICK_RATE_HZ, seed);
        simulation.setMostViewAgo(MOST_VIEW_AGO);
        snapshot = new Snapshot(simulation.schema());
        hash = new StateHash(simulation.schema());
    }

    /** Plays to the end: a line is the tick, the state's hash, and one for each table. */
    List<String> play(List<String> script, int ticks) {
        List<String> lines = new ArrayList<>();
        int next = 0;
        for (int tick = 1; tick <= ticks; tick++) {
            while (next < script.size() && MatchScript.tickOf(script.get(next)) == tick) {
                MatchScript.play(script.get(next++), simulation);
            }
            simulation.step();
            if (tick % TICKS_PER_LINE == 0) {
                lines.add(line());
            }
        }
        return lines;
    }

    private String line() {
        simulation.capture(snapshot);
        StringBuilder line = new StringBuilder();
        line.append(simulation.tick()).append(' ').append(hash.ofAll(snapshot));
        for (int table = 0; table < snapshot.tableCount(); table++) {
            line.append(' ').append(hashOf(snapshot.table(table)));
        }
        return line.toString();
    }

    private static int hashOf(Rows rows) {
        int hash = rows.count();
        for (int column = 0; column < rows.columnCount(); column++) {
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                hash = 31 * (31 * hash + rows.id(row)) + rows.column(column)[row];
            }
        }
        return hash;
    }
}
