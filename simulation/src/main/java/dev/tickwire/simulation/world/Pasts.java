package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** The past of all rewindable tables of a world, as snapshots that can be kept: of each such table the same ticks. */
final class Pasts {
    private Pasts() {}

    /** The ticks that are kept, the oldest first; only the rewindable tables are in them. */
    static List<Snapshot> of(List<Table> tables, Schema schema) {
        List<Snapshot> past = new ArrayList<>();
        for (int age = count(tables) - 1; age >= 0; age--) {
            past.add(snapshot(tables, schema, age));
        }
        return past;
    }

    /** Copies the ticks that are kept, if there are as many, and rules may look back as far. */
    static boolean fill(List<Table> tables, int mostViewAgo, WorldState into) {
        List<Snapshot> past = into.past();
        int count = count(tables);
        if (count != past.size() || mostViewAgo != into.mostViewAgo()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            fill(tables, count - 1 - i, past.get(i));
        }
        return true;
    }

    /** Keeps these ticks as if they had just been. */
    static void restore(List<Table> tables, List<Snapshot> past) {
        for (Snapshot then : past) {
            for (int i = 0; i < tables.size(); i++) {
                tables.get(i).remember(then.tick(), then.table(i));
            }
        }
    }

    private static int count(List<Table> tables) {
        int count = 0;
        for (int i = 0; i < tables.size(); i++) {
            count = tables.get(i).isRewindable() ? tables.get(i).history().count() : count;
        }
        return count;
    }

    private static Snapshot snapshot(List<Table> tables, Schema schema, int age) {
        Snapshot then = new Snapshot(schema);
        fill(tables, age, then);
        return then;
    }

    private static void fill(List<Table> tables, int age, Snapshot then) {
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i).isRewindable()) {
                then.setTick(tables.get(i).history().tick(age));
                then.table(i).copyFrom(tables.get(i).history().rows(age));
            }
        }
    }
}
