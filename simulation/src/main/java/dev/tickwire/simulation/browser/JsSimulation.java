package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * A {@link Simulation} for JavaScript: the whole game, with all that a server knows of it.
 *
 * <p>Tables and columns are numbered in the order in which the game declares them, hidden ones included. What is read
 * is the state as it is when it is asked for.
 */
public final class JsSimulation {
    private final Game game;
    private final Simulation simulation;
    private final Snapshot snapshot;
    private final StateHash hash;
    private boolean isCaptured;

    JsSimulation(Game game, double tickRateHz, long seed) {
        this.game = game;
        simulation = new Simulation(game, tickRateHz, seed);
        snapshot = new Snapshot(simulation.schema());
        hash = new StateHash(simulation.schema());
    }

    /** The names of the tables. */
    @JSExport
    public String[] tableNames() {
        List<TableType> tables = simulation.schema().tables();
        String[] names = new String[tables.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = tables.get(i).name();
        }
        return names;
    }

    /** The names of a table's columns. */
    @JSExport
    public String[] columnNames(int table) {
        List<ColumnType> columns = simulation.schema().tables().get(table).columns();
        String[] names = new String[columns.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = columns.get(i).name();
        }
        return names;
    }

    /** Ticks done: 0 at the start. */
    @JSExport
    public int tick() {
        return simulation.tick();
    }

    /** Adds a player at a free number, of an account or none (empty), who has opened the room or not. */
    @JSExport
    public void join(int player, String name, String user, boolean isCreator) {
        isCaptured = false;
        simulation.join(player, name, user, isCreator);
    }

    /** Removes a player. */
    @JSExport
    public void leave(int player) {
        isCaptured = false;
        simulation.leave(player);
    }

    /**
     * Sets a player's input, which then holds until it is set again.
     *
     * @param raws a legal raw value for each column of the inputs
     * @param viewAgo how far behind the input's tick the player saw the others, in sixteenths of a tick
     */
    @JSExport
    public void setInput(int player, Int32Array raws, int viewAgo) {
        isCaptured = false;
        simulation.setInput(player, raws.toJavaArray(), 0, viewAgo);
    }

    /** Makes a player do nothing, until its next input. */
    @JSExport
    public void rest(int player) {
        isCaptured = false;
        simulation.rest(player);
    }

    /**
     * Gives the coming step a command of a player.
     *
     * @param kind its index among the game's commands
     * @param raws a legal raw value for each column of that kind that is no text
     * @param texts the text for each text column
     * @return its row, for {@link #commandAnswer}; −1: the step has as many of that kind from that player as it takes
     */
    @JSExport
    public int command(int player, int kind, Int32Array raws, String[] texts) {
        return simulation.takesCommand(player, kind)
                ? simulation.command(player, kind, raws.toJavaArray(), 0, texts)
                : -1;
    }

    /** Index of the answer that the last step gave to one of its commands. */
    @JSExport
    public int commandAnswer(int kind, int row) {
        return simulation.commandAnswer(kind, row);
    }

    /** Bounds how far back the rules may look, in sixteenths of a tick; 0, at first: not at all. Forgets the past. */
    @JSExport
    public void setMostViewAgo(int parts) {
        simulation.setMostViewAgo(parts);
    }

    /** Gives a tunable another value, between two steps. */
    @JSExport
    public void tune(String name, double value) {
        game.tune(name, value);
    }

    /** Changes the length of the steps from now on. */
    @JSExport
    public void setTickRateHz(double tickRateHz) {
        simulation.setTickRateHz(tickRateHz);
    }

    /** Advances by one tick. */
    @JSExport
    public void step() {
        isCaptured = false;
        simulation.step();
    }

    /** Hash of the whole state: the same as on a server with the same seed, rates, joins, leaves and inputs. */
    @JSExport
    public int stateHash() {
        return hash.ofAll(captured());
    }

    /** The ids of a table's entities, by row: the row is the lower 16 bits. */
    @JSExport
    public Int32Array ids(int table) {
        Rows rows = captured().table(table);
        int[] ids = new int[rows.count()];
        int count = 0;
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            ids[count++] = rows.id(row);
        }
        return Int32Array.fromJavaArray(ids);
    }

    /**
     * The raw values of a column by row, of cells all those of a row, up to the next change: not a copy, and not to be
     * written.
     */
    @JSExport
    public Int32Array column(int table, int column) {
        return Int32Array.fromJavaArray(captured().table(table).column(column));
    }

    /** The name that a text column has the key of; null: there is none. */
    @JSExport
    public @Nullable String text(int key) {
        return captured().text(key);
    }

    private Snapshot captured() {
        if (!isCaptured) {
            simulation.capture(snapshot);
            isCaptured = true;
        }
        return snapshot;
    }
}
