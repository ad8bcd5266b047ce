package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TablePart;
import java.util.List;

/**
 * A client's copy of a game that runs ahead of the server: from a snapshot and the player's inputs it computes what the
 * player's own entities will do.
 *
 * <p>To load a snapshot: {@link #begin}, {@link #add} each row, write the columns' raw values into the arrays of
 * {@link #column}, then {@link #loaded}. Then {@link #step}, with {@link #setInput} before it where the input changes.
 * After each step, rows that are not {@linkplain Predicted predicted} are put back as the snapshot has them. A table is
 * given by its index in {@link Schema#visible}, and is one that everybody may see; <em>parts</em> are all tables of
 * that schema. Not thread-safe.
 */
public final class Prediction {
    private final Game game;
    private final World world;
    private final Step step;
    private final List<TablePart> parts;
    private final List<Columns> states;
    private final Snapshot base;
    private final Snapshot saved;
    private int player;

    /** A game that nothing has run yet, its {@link Game#start} included, which is left out. */
    public Prediction(Game game, double tickRateHz) {
        this.game = game;
        world = game.buildWorld(0);
        world.texts().setReadOnly();
        world.passing().requests().forEach(Requests::close);
        step = new Step(world, tickRateHz, true);
        parts = world.schema().parts();
        states = world.states();
        base = new Snapshot(world.schema());
        saved = new Snapshot(world.schema());
    }

    /** Hash of the schema that clients of this game get. */
    public int schemaHash() {
        return world.schema().visible().hash();
    }

    /** Gives a tunable the server's value; false: the game has none of that name, or it does not take that value. */
    public boolean tune(String name, double value) {
        for (Tunable tunable : game.tunables()) {
            if (tunable.name().equals(name) && tunable.accepts(value)) {
                tunable.set(value);
                return true;
            }
        }
        return false;
    }

    /** Changes the length of the steps from now on. */
    public void setTickRateHz(double tickRateHz) {
        step.setTickRateHz(tickRateHz);
    }

    /** Bounds how far back the rules may look, as {@link Simulation#setMostViewAgo} does on the server. */
    public void setMostViewAgo(int parts) {
        world.setMostViewAgo(parts);
    }

    /** Which rows of a table are predicted. */
    public Predicted predicted(int table) {
        return tableOf(table).predicted();
    }

    /** Forgets all rows, to take the rows of a snapshot that a player was sent. */
    public void begin(int tick, int newPlayer) {
        player = newPlayer;
        world.setTick(tick);
        for (int i = 0; i < states.size(); i++) {
            states.get(i).clear();
        }
        world.seatAlone(player);
    }

    /** Takes the row of an entity, its values those of raw 0 or the nearest legal ones; once for each entity. */
    public void add(int table, int id) {
        Columns live = tableOf(table);
        live.put(EntityId.slot(id), EntityId.generation(id));
    }

    /**
     * The raw values of a column of a part, by slot, of cells all those of a row: to be written before {@link #loaded},
     * and to be read. Another array after {@link #add} or {@link #step} had to make room.
     */
    public int[] column(int part, int column) {
        TablePart of = parts.get(part);
        return states.get(of.table()).rows().column(of.columns()[column]);
    }

    /** The snapshot is complete. */
    public void loaded() {
        world.remember();
        world.capture(base);
    }

    /** Sets what the player does from the next step on, as {@link Simulation#setInput} does. */
    public void setInput(int[] raws, int viewAgo) {
        world.setInput(player, raws, 0, viewAgo);
    }

    /** Advances by one tick. */
    public void step() {
        world.events().begin();
        world.setTick(world.tick() + 1);
        // The same tick has the same numbers each time that it is predicted; they are not the server's.
        world.random().restore(new int[] {world.tick(), player, 0, 1});
        game.step(step);
        for (int i = 0; i < states.size(); i++) {
            hold(states.get(i), base.table(i));
        }
        world.clearStaleReferences();
        world.events().end();
    }

    /** The tick that the world is at. */
    public int tick() {
        return world.tick();
    }

    /** Keeps the state, in place of what was kept before, for {@link #restore}. */
    public void save() {
        world.capture(saved);
    }

    /** Goes back to what {@link #save} kept. */
    public void restore() {
        world.events().clear();
        world.restore(saved);
    }

    /**
     * Lists the predicted rows of a table that are there now.
     *
     * @param ids is filled with their ids, in slot order; as long as the table has slots
     * @return how many there are
     */
    public int predictedIds(int table, int[] ids) {
        int count = 0;
        if (tableOf(table) instanceof Table live) {
            for (int row = live.first(); row >= 0; row = live.next(row)) {
                if (isPredicted(live, row)) {
                    ids[count++] = live.id(row);
                }
            }
        }
        return count;
    }

    private Columns tableOf(int index) {
        return states.get(parts.get(index).table());
    }

    private boolean isPredicted(Table table, int row) {
        return table.predicted() == Predicted.ALL
                || (table.predicted() == Predicted.OWN && table.belongsTo(row, player));
    }

    /** Puts rows that are not predicted back, as they were. */
    private void hold(Columns state, Rows was) {
        if (state.predicted() == Predicted.NONE) {
            state.restore(was);
        } else if (state.predicted() == Predicted.OWN && state instanceof Table table) {
            removeStrangers(table, was);
            putBackHeld(table, was);
        }
    }

    /** Removes the rows that rules have added for other players. */
    private void removeStrangers(Table table, Rows was) {
        for (int row = table.first(); row >= 0; row = table.next(row)) {
            boolean wasThere =
                    was.isPresent(row) && was.generation(row) == table.rows().generation(row);
            if (!wasThere && !table.belongsTo(row, player)) {
                table.remove(row);
            }
        }
    }

    private void putBackHeld(Table table, Rows was) {
        for (int row = was.next(0); row >= 0; row = was.next(row + 1)) {
            if (!wasMine(table, was, row)) {
                putBack(table, was, row);
            }
        }
    }

    private static void putBack(Table table, Rows was, int row) {
        if (table.isPresent(row) && table.rows().generation(row) == was.generation(row)) {
            table.rows().copyValues(was, row);
            return;
        }
        if (table.isPresent(row)) {
            table.remove(row);
        }
        table.putCopy(was, row);
    }

    private boolean wasMine(Table table, Rows was, int row) {
        int owner = table.ownerColumn();
        return (owner < 0 ? row : was.column(owner)[row]) == player;
    }
}
