package dev.tickwire.server.values;

import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.Simulation;
import java.util.List;

/**
 * The tables of a game whose rows players bring.
 *
 * @param all tables of the schema, hidden columns included
 * @param saved indexes of those whose rows are kept by account
 * @param claims indexes of those whose rows are what tickets say
 */
public record RowTables(List<TableType> all, List<Integer> saved, List<Integer> claims) {
    public RowTables {
        all = List.copyOf(all);
        saved = List.copyOf(saved);
        claims = List.copyOf(claims);
    }

    public static RowTables of(Simulation sample) {
        return new RowTables(
                sample.schema().tables(),
                sample.playerTables().saved(),
                sample.playerTables().claims());
    }
}
