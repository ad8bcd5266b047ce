package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Prediction;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * A {@link Prediction} for JavaScript, which says what each method does: what a client runs ahead of its server.
 *
 * <p>Tables and columns are numbered as in the schema that the server sends. Rules that throw leave the world half
 * done: load a snapshot again.
 */
public final class JsPrediction {
    private final Prediction prediction;

    JsPrediction(Game game, double tickRateHz) {
        prediction = new Prediction(game, tickRateHz);
    }

    /**
     * Hash of the schema that clients of this game get: another than the server's means that the server runs other
     * rules.
     */
    @JSExport
    public int schemaHash() {
        return prediction.schemaHash();
    }

    /**
     * Gives a tunable the server's value; false: these are other rules than the server's, which know of none that takes
     * it.
     */
    @JSExport
    public boolean tune(String name, double value) {
        return prediction.tune(name, value);
    }

    /** Changes the length of the steps from now on. */
    @JSExport
    public void setTickRateHz(double tickRateHz) {
        prediction.setTickRateHz(tickRateHz);
    }

    /** Bounds how far back the rules may look, in sixteenths of a tick. */
    @JSExport
    public void setMostViewAgo(int parts) {
        prediction.setMostViewAgo(parts);
    }

    /** Which rows of a table are predicted: {@code NONE}, {@code OWN} or {@code ALL}. */
    @JSExport
    public String predicted(int table) {
        return prediction.predicted(table).name();
    }

    /** Forgets all rows, to take those of a snapshot. */
    @JSExport
    public void begin(int tick, int player) {
        prediction.begin(tick, player);
    }

    /** Adds the rows of the first {@code count} entities of a list of ids; each entity once. */
    @JSExport
    public void add(int table, Int32Array ids, int count) {
        int[] added = ids.toJavaArray();
        for (int i = 0; i < count; i++) {
            prediction.add(table, added[i]);
        }
    }

    /**
     * The raw values of a column by slot, of cells all those of a row, not a copy: to be written between {@link #add}
     * and {@link #loaded}, and to be read. It is another array after these or {@link #step} had to make room.
     */
    @JSExport
    public Int32Array column(int part, int column) {
        return Int32Array.fromJavaArray(prediction.column(part, column));
    }

    /** The snapshot is complete. */
    @JSExport
    public void loaded() {
        prediction.loaded();
    }

    /**
     * Sets what the player does from the next step on.
     *
     * @param raws a legal raw value for each column of the inputs
     * @param viewAgo how far behind the input's tick the player sees the others, in sixteenths of a tick
     */
    @JSExport
    public void setInput(Int32Array raws, int viewAgo) {
        prediction.setInput(raws.toJavaArray(), viewAgo);
    }

    /** Advances by one tick. */
    @JSExport
    public void step() {
        prediction.step();
    }

    /** The tick that the world is at. */
    @JSExport
    public int tick() {
        return prediction.tick();
    }

    /** Keeps the state, in place of what was kept before. */
    @JSExport
    public void save() {
        prediction.save();
    }

    /** Goes back to what {@link #save} kept. */
    @JSExport
    public void restore() {
        prediction.restore();
    }

    /**
     * Lists the predicted rows of a table that are there now.
     *
     * @param ids is filled with their ids, in slot order; as long as the table has slots
     * @return how many there are
     */
    @JSExport
    public int predictedIds(int table, Int32Array ids) {
        return prediction.predictedIds(table, ids.toJavaArray());
    }
}
