package dev.tickwire.simulation.world;

import java.util.ArrayList;
import java.util.List;

/**
 * What a game declares beside its schema, of all that is in that and in the same order: for whoever takes a world of an
 * earlier version over.
 *
 * @param tables those of the game, then the options if there are any
 * @param perPlayer indexes of the tables with a row per player
 * @param filled indexes of the tables of which all rows are there
 */
public record Declared(
        List<EarlierNames> tables,
        EarlierNames inputs,
        List<EarlierNames> events,
        List<EarlierNames> commands,
        List<EarlierNames> requests,
        List<EarlierNames> answers,
        List<Integer> perPlayer,
        List<Integer> filled) {
    public Declared {
        tables = List.copyOf(tables);
        events = List.copyOf(events);
        commands = List.copyOf(commands);
        requests = List.copyOf(requests);
        answers = List.copyOf(answers);
        perPlayer = List.copyOf(perPlayer);
        filled = List.copyOf(filled);
    }

    /** What a game that runs has declared. */
    public static Declared of(Game game) {
        List<EarlierNames> tables = new ArrayList<>();
        List<EarlierNames> events = new ArrayList<>();
        List<EarlierNames> commands = new ArrayList<>();
        List<EarlierNames> requests = new ArrayList<>();
        List<EarlierNames> answers = new ArrayList<>();
        List<Integer> filled = new ArrayList<>();
        for (Columns one : game.all()) {
            List<EarlierNames> ofItsKind = one instanceof Events
                    ? events
                    : one instanceof Commands
                            ? commands
                            : one instanceof Requests ? requests : one instanceof Answers ? answers : tables;
            ofItsKind.add(EarlierNames.of(one));
        }
        List<Table> all = game.tables();
        for (Table table : game.filled) {
            filled.add(all.indexOf(table));
        }
        // The inputs come after the other tables.
        EarlierNames inputs = tables.remove(all.size() - 1);
        return new Declared(
                tables,
                inputs,
                events,
                commands,
                requests,
                answers,
                game.ofPlayers().indexes(),
                filled);
    }
}
