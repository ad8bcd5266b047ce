package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The commands that no step has had yet, in the order in which they were sent. */
final class SentCommands {
    private final List<MatchCommand> waiting = new ArrayList<>();
    private final List<MatchCommand> given = new ArrayList<>();

    MatchCommand add(int player, String name, List<CommandType> kinds) {
        List<String> names = kinds.stream().map(CommandType::name).toList();
        int kind = names.indexOf(name);
        if (kind < 0) {
            throw new IllegalArgumentException("there are no commands " + name + ", but " + String.join(", ", names));
        }
        MatchCommand command = new MatchCommand(player, kind, kinds.get(kind));
        waiting.add(command);
        return command;
    }

    /** A player has left. */
    void drop(int player) {
        waiting.removeIf(command -> command.player() == player);
    }

    /**
     * Gives the coming step those that it takes: what is too much waits, and with it all that its player sent later.
     */
    void give(Simulation simulation, List<Deed> deeds) {
        given.clear();
        Set<Integer> full = new TreeSet<>();
        for (Iterator<MatchCommand> all = waiting.iterator(); all.hasNext(); ) {
            MatchCommand command = all.next();
            if (full.contains(command.player()) || !command.fits(simulation)) {
                full.add(command.player());
            } else {
                all.remove();
                command.give(simulation);
                deeds.add(command.deed(simulation.tick()));
                given.add(command);
            }
        }
    }

    void takeAnswers(Simulation simulation) {
        for (MatchCommand command : given) {
            command.takeAnswer(simulation);
        }
    }
}
