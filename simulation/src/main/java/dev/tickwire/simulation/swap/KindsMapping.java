package dev.tickwire.simulation.swap;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.Commands;
import dev.tickwire.simulation.world.EarlierNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How what passes is mapped, kind by kind: events, commands, requests or answers. A kind that cannot go on is dropped.
 */
final class KindsMapping {
    private final List<TableType> to;
    /** By kind before; −1: it does not go on. */
    private final int[] targets;
    /** By kind before; null: it does not go on. */
    private final List<@Nullable TableMapping> mappings = new ArrayList<>();

    private final List<String> changes = new ArrayList<>();
    /** By kind: how many there may be of one player; null: as many as there is room for. */
    private final int @Nullable [] mostOfPlayer;

    /** From kinds of rows to others; {@code what} they are. */
    KindsMapping(
            String what,
            List<TableType> from,
            List<TableType> to,
            List<EarlierNames> earlier,
            int @Nullable [] mostOfPlayer) {
        this.to = to;
        this.mostOfPlayer = mostOfPlayer;
        targets = new int[from.size()];
        for (int kind = 0; kind < targets.length; kind++) {
            int target = target(from, kind, earlier);
            TableMapping mapping = target < 0
                    ? null
                    : new TableMapping(
                            what + to.get(target).name(), from.get(kind), to.get(target), earlier.get(target), false);
            boolean goesOn = mapping != null && mapping.obstacles().isEmpty();
            targets[kind] = goesOn ? target : -1;
            mappings.add(goesOn ? mapping : null);
            if (mapping != null && goesOn) {
                changes.addAll(mapping.changes());
            } else {
                changes.add(what + from.get(kind).name() + (mapping == null ? " are gone" : " are others"));
            }
        }
        for (int kind = 0; kind < to.size(); kind++) {
            if (source(kind) < 0) {
                changes.add(what + to.get(kind).name() + " are new");
            }
        }
    }

    /** The kind that goes on with one before; −1: there is none. */
    private int target(List<TableType> from, int kind, List<EarlierNames> earlier) {
        String name = from.get(kind).name();
        int target = -1;
        for (int k = 0; k < to.size(); k++) {
            String own = to.get(k).name();
            boolean wasSo = earlier.get(k).own().equals(name) && indexOf(from, own) < 0;
            target = own.equals(name) || (target < 0 && wasSo) ? k : target;
        }
        return target;
    }

    private static int indexOf(List<TableType> types, String name) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** What becomes of the kinds. */
    List<String> changes() {
        return changes;
    }

    /** The kind that goes on with one before; −1: there is none. */
    int to(int kindBefore) {
        return targets[kindBefore];
    }

    /** The kind before that a kind goes on with; −1: there is none. */
    int source(int kind) {
        for (int before = 0; before < targets.length; before++) {
            if (targets[before] == kind) {
                return before;
            }
        }
        return -1;
    }

    /** How a kind before goes on; null: it does not. */
    @Nullable
    TableMapping mapping(int kindBefore) {
        return mappings.get(kindBefore);
    }

    List<Rows> map(List<Rows> from, TextTables before, TextTables now, Tally tally) {
        List<Rows> mapped = new ArrayList<>();
        for (int kind = 0; kind < to.size(); kind++) {
            Rows rows = Rows.growing(to.get(kind));
            int source = source(kind);
            TableMapping mapping = source < 0 ? null : mappings.get(source);
            if (mapping != null) {
                mapping.pack(from.get(source), rows, limit(kind, from.get(source), mapping), before, now, tally);
            }
            mapped.add(rows);
        }
        for (int kind = 0; kind < targets.length; kind++) {
            tally.passing += targets[kind] < 0 ? from.get(kind).count() : 0;
        }
        return mapped;
    }

    /** Lets so many of each player through. */
    private RowLimit limit(int kind, Rows from, TableMapping mapping) {
        int player = to.get(kind).indexOf(Commands.PLAYER_COLUMN);
        return mostOfPlayer == null || player < 0
                ? RowLimit.NONE
                : new RowLimit(from.column(mapping.columns().get(player).source()), mostOfPlayer[kind]);
    }
}
