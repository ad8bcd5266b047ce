package dev.tickwire.simulation.world;

import java.util.ArrayList;
import java.util.List;

/**
 * What a table, or a kind of what passes, was called in earlier versions of its game, as {@link Columns#was} and
 * {@link Column#was} say it.
 *
 * @param own empty: nothing else than now
 * @param columns of each column, in order; empty: nothing else than now
 */
public record EarlierNames(String own, List<String> columns) {
    public EarlierNames {
        columns = List.copyOf(columns);
    }

    static EarlierNames of(Columns declared) {
        List<String> columns = new ArrayList<>();
        for (Column column : declared.columns()) {
            columns.add(column.earlierName());
        }
        return new EarlierNames(declared.earlierName(), columns);
    }
}
