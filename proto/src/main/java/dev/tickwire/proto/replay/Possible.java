package dev.tickwire.proto.replay;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.wire.JournalTuning;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.RequestType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Chosen;
import dev.tickwire.simulation.world.Option;
import dev.tickwire.simulation.world.Outcome;
import dev.tickwire.simulation.world.PlayerRow;
import dev.tickwire.simulation.world.Requests;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Tunable;
import dev.tickwire.simulation.world.WorldState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * What can happen to a match: anything else in a recording is an exception, before it is done. So whatever is thrown
 * when it is done comes from the game's rules.
 */
final class Possible {
    private final Simulation simulation;
    private final Schema schema;
    private final List<ColumnType> inputs;
    private final List<CommandType> commands;
    private final List<Integer> broughtTables = new ArrayList<>();
    private final BitSet players;

    /** @param players who are there, which this keeps */
    Possible(Simulation simulation, BitSet players) {
        this.simulation = simulation;
        this.players = players;
        schema = simulation.schema();
        inputs = schema.visible().inputs().columns();
        commands = schema.visible().commands();
        broughtTables.addAll(simulation.playerTables().saved());
        broughtTables.addAll(simulation.playerTables().claims());
    }

    static void requireTuning(JournalTuning tuning, List<Tunable> tunables) throws MalformedRecordingException {
        double rate = tuning.getTickRateHz();
        require(rate > 0 && rate < Double.POSITIVE_INFINITY, "a tick rate of " + rate);
        require(tuning.getTicksPerSnapshot() > 0, "snapshots of no tick");
        int viewAgo = tuning.getMostViewAgo();
        require(viewAgo >= 0 && viewAgo <= WorldState.MOST_VIEW_AGO, "a past that is too long");
        for (var value : tuning.getTunablesList()) {
            require(
                    tunables.stream()
                            .anyMatch(tunable ->
                                    tunable.name().equals(value.getName()) && tunable.accepts(value.getValue())),
                    "a value for " + value.getName() + " that the game does not take");
        }
    }

    static void requireOptions(Chosen chosen, List<Option> options) throws MalformedRecordingException {
        for (Map.Entry<String, Integer> raw : chosen.raws().entrySet()) {
            require(
                    options.stream()
                            .map(Option::type)
                            .anyMatch(type -> type.name().equals(raw.getKey())
                                    && !type.isText()
                                    && isLegal(type, raw.getValue())),
                    "an option " + raw.getKey() + " that the game does not have");
        }
        for (String text : chosen.texts().keySet()) {
            require(
                    options.stream()
                            .map(Option::type)
                            .anyMatch(type -> type.name().equals(text) && type.isText()),
                    "an option " + text + " that the game does not have");
        }
    }

    /** Somebody joins, who is there from now on. */
    void join(int player, List<PlayerRow> rows) throws MalformedRecordingException {
        requireHere(player >= 0 && player < schema.inputs().capacity() && !players.get(player), "a player who joins");
        for (PlayerRow row : rows) {
            requireHere(broughtTables.contains(row.table()), "a row that no player brings");
            List<ColumnType> columns = schema.tables().get(row.table()).columns();
            requireValues(columns, row.raws(), row.texts().length, "a row that a player brings");
        }
        players.set(player);
    }

    /** Somebody leaves, who was there until now. */
    void leave(int player) throws MalformedRecordingException {
        requirePlayer(player);
        players.clear(player);
    }

    void requirePlayer(int player) throws MalformedRecordingException {
        requireHere(player >= 0 && players.get(player), "something of a player who is not there");
    }

    void requireInput(int player, int[] raws, int viewAgo) throws MalformedRecordingException {
        requirePlayer(player);
        requireValues(inputs, raws, 0, "an input");
        requireHere(viewAgo >= 0, "a player who sees the future");
    }

    void requireCommand(int player, int kind, int[] raws, int textCount) throws MalformedRecordingException {
        requirePlayer(player);
        requireHere(kind >= 0 && kind < commands.size(), "a command of no kind");
        requireValues(commands.get(kind).values().columns(), raws, textCount, "a command");
        requireHere(simulation.takesCommand(player, kind), "more commands than a tick takes");
    }

    void requireAnswer(int kind, int request, Outcome outcome, int[] raws, int textCount)
            throws MalformedRecordingException {
        requireHere(kind >= 0 && kind < schema.requests().size(), "an answer of no kind");
        requireHere(request > 0 && request <= Requests.MOST, "an answer to no request");
        RequestType type = schema.requests().get(kind);
        List<ColumnType> columns = outcome == Outcome.ANSWERED ? type.answerColumns() : List.of();
        requireValues(columns, raws, textCount, "an answer");
        requireHere(simulation.takesAnswer(kind), "more answers than a tick takes");
    }

    static Outcome outcome(String name) throws MalformedRecordingException {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(name)) {
                return outcome;
            }
        }
        throw new MalformedRecordingException("it has an answer that is neither one nor a failure");
    }

    /** A legal raw for each cell of the columns that hold no text, and a text for each that does. */
    private void requireValues(List<ColumnType> columns, int[] raws, int textCount, String what)
            throws MalformedRecordingException {
        int raw = 0;
        int texts = 0;
        boolean isLegal = true;
        for (ColumnType column : columns) {
            if (column.isText()) {
                texts++;
                continue;
            }
            for (int cell = 0; cell < column.cells(); cell++) {
                isLegal &= raw < raws.length && isLegal(column, raws[raw]);
                raw++;
            }
        }
        requireHere(isLegal && raw == raws.length && texts == textCount, what);
    }

    private static boolean isLegal(ColumnType column, int raw) {
        return raw >= column.rawMin() && raw <= column.rawMax();
    }

    private void requireHere(boolean isSo, String what) throws MalformedRecordingException {
        if (!isSo) {
            throw new MalformedRecordingException(
                    "at tick " + simulation.tick() + " it has " + what + " that cannot have been");
        }
    }

    private static void require(boolean isSo, String what) throws MalformedRecordingException {
        if (!isSo) {
            throw new MalformedRecordingException("it has " + what);
        }
    }
}
