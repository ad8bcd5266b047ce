package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Telling;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;

/** Who is told what, as a game declares it: exceptions where that makes no sense. */
final class Audiences {
    private Audiences() {}

    /** For each of the tables of snapshots, who is told what is for the owner of a row. */
    static List<Telling> tellings(List<Table> tables, List<Columns> states, Table inputs) {
        List<Telling> tellings = new ArrayList<>();
        for (Table table : tables) {
            tellings.add(table.telling(tables, inputs));
        }
        while (tellings.size() < states.size()) {
            tellings.add(Telling.ownedBy(TableType.OWNED_BY_ROW));
        }
        return tellings;
    }

    static void requireOwners(List<Events> events) {
        for (Events kind : events) {
            kind.requireOwner();
        }
    }

    static void requireKnownOwners(List<Table> tables) {
        for (Table table : tables) {
            if (table.predicted() == Predicted.OWN && table.ownerColumn() >= 0) {
                World.require(table.columns().get(table.ownerColumn()));
            }
        }
    }
}
