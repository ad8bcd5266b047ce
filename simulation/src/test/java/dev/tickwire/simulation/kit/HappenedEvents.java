package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;

/** The events of all steps since the last {@link #clear}. */
final class HappenedEvents {
    private static final int MOST_IN_A_STEP = 1 << 16;

    private final Schema schema;
    private final EventLog log;
    private final List<List<MatchRow>> byKind = new ArrayList<>();

    HappenedEvents(Schema schema) {
        this.schema = schema;
        int most = 1;
        for (TableType kind : schema.events()) {
            most = Math.min(MOST_IN_A_STEP, most + kind.capacity());
            byKind.add(new ArrayList<>());
        }
        log = new EventLog(schema, most);
    }

    void clear() {
        byKind.forEach(List::clear);
    }

    /** Takes the events of the step that was just done. */
    void take(Simulation simulation, Snapshot scratch) {
        if (byKind.isEmpty()) {
            return;
        }
        long next = log.end();
        simulation.appendEvents(log);
        if (log.end() == next) {
            return;
        }
        // Texts may be let go before somebody asks for them.
        simulation.capture(scratch);
        String[] texts = scratch.texts();
        String[] hidden = scratch.hiddenTexts();
        int row = 0;
        int kind = -1;
        for (next = Math.max(next, log.first()); next < log.end(); next++) {
            row = log.kind(next) == kind ? row + 1 : 0;
            kind = log.kind(next);
            byKind.get(kind).add(eventAt(next, row, texts, hidden));
        }
    }

    private MatchRow eventAt(long event, int row, String[] texts, String[] hidden) {
        TableType kind = schema.events().get(log.kind(event));
        int[] raws = new int[kind.columns().size()];
        for (int c = 0; c < raws.length; c++) {
            raws[c] = log.raw(event, c);
        }
        return new MatchRow(
                kind,
                row,
                log.tick(event),
                (column, cell) -> raws[column],
                (column, key) -> MatchRow.text(column.hidden() ? hidden : texts, key));
    }

    List<MatchRow> of(String name) {
        for (int kind = 0; kind < byKind.size(); kind++) {
            if (schema.events().get(kind).name().equals(name)) {
                return List.copyOf(byKind.get(kind));
            }
        }
        throw new IllegalArgumentException("there are no events " + name + ", but "
                + String.join(
                        ", ", schema.events().stream().map(TableType::name).toList()));
    }
}
