package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.CommandType;
import java.util.ArrayList;
import java.util.List;

/** All kinds of commands of a world. */
final class CommandTables extends TextedTables<Commands> {
    /** For a world with that many players; no column of them can be declared afterwards. */
    CommandTables(List<Commands> kinds, int players) {
        super(kinds);
        for (Commands kind : kinds) {
            kind.admit(players);
        }
    }

    List<CommandType> types() {
        List<CommandType> types = new ArrayList<>();
        for (Commands kind : kinds()) {
            types.add(kind.commandType());
        }
        return types;
    }

    /** A player has gone: nobody is there to give its commands. */
    void drop(int player) {
        for (int i = 0; i < kinds().size(); i++) {
            kinds().get(i).drop(player);
        }
    }
}
