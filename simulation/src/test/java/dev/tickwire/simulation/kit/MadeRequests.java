package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.RequestType;
import dev.tickwire.simulation.world.Requests;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** The requests of all steps since the last {@link #clear}. */
final class MadeRequests {
    private final List<RequestType> kinds;
    private final List<List<MatchRequest>> byKind = new ArrayList<>();
    private final IntSupplier now;
    private final Consumer<Deed> sender;

    MadeRequests(List<RequestType> kinds, IntSupplier now, Consumer<Deed> sender) {
        this.kinds = kinds;
        this.now = now;
        this.sender = sender;
        kinds.forEach(kind -> byKind.add(new ArrayList<>()));
    }

    void clear() {
        byKind.forEach(List::clear);
    }

    /** Takes the requests of the step that was just done. */
    void take(Simulation simulation) {
        for (int kind = 0; kind < kinds.size(); kind++) {
            Requests made = simulation.requests().get(kind);
            for (int row = 0; row < made.count(); row++) {
                byKind.get(kind)
                        .add(new MatchRequest(
                                kind, made.id(row), kinds.get(kind), rowOf(simulation, kind, row), now, sender));
            }
        }
    }

    private MatchRow rowOf(Simulation simulation, int kind, int row) {
        List<ColumnType> columns = kinds.get(kind).columns();
        int[] numbers = new int[columns.size()];
        String[] texts = new String[columns.size()];
        simulation.requests().get(kind).read(row, numbers, texts);
        int[] raws = new int[columns.size()];
        int number = 0;
        int text = 0;
        for (int c = 0; c < raws.length; c++) {
            raws[c] = columns.get(c).isText() ? text++ : numbers[number++];
        }
        return new MatchRow(
                kinds.get(kind).values(),
                row,
                simulation.tick(),
                (column, cell) -> raws[column],
                (column, key) -> texts[key]);
    }

    List<MatchRequest> of(String name) {
        List<String> names = kinds.stream().map(RequestType::name).toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("there are no requests " + name + ", but " + String.join(", ", names));
        }
        return List.copyOf(byKind.get(names.indexOf(name)));
    }
}
