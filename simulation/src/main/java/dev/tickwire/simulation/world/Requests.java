package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.EntityId;
import org.jspecify.annotations.Nullable;

/**
 * One kind of requests: what a game asks of the world outside of it, such as to store the result of a match.
 *
 * <pre>{@code
 * final Requests results = requests(new Requests("results", 8));
 * final Column winner = results.text("winner"), score = results.integer("score", 0, 1000);
 * final Column rating = results.answer.integer("rating", 0, 4000);
 * ...
 * int r = results.add();
 * if (r >= 0) {
 *     winner.set(r, step.name(player));
 *     asked.setRaw(player, results.id(r));
 * }
 * for (int a = results.answer.first(); a >= 0; a = results.answer.next(a)) {
 *     // results.answer.request(a) is the id; results.answer.failed(a), or rating.raw(a)
 * }
 * }</pre>
 *
 * <p>After the step, the server hands each request to the backend of the room type. The {@link #answer} comes back in a
 * later step, as an input does: it is in the journal, so a match that is played again asks nobody. Clients hear nothing
 * of either, and a {@linkplain Step#isPrediction prediction} makes no requests.
 */
public final class Requests extends Columns {
    /** The last number that a request of a room can have. */
    public static final int MOST = 1 << 30;

    /** What comes back: declare its columns where the requests are declared. */
    public final Answers answer;

    private @Nullable Column number;
    private @Nullable World world;
    private boolean isClosed;
    private long refusedCount;

    /** At most {@code most} requests in one tick, and as many answers: 1 to 65536. */
    public Requests(String name, int most) {
        super("requests", name, most);
        answer = new Answers(name, most);
    }

    /**
     * Adds a request, its values those of raw 0 or the nearest legal one.
     *
     * @return its row, good for this step; −1: there are as many in this tick as there may be (counted in
     *     {@link #refusedCount}), or it is a prediction
     */
    public int add() {
        int row = rows().count();
        int id = isClosed || row == capacity() || world == null ? 0 : world.nextRequest();
        if (id == 0) {
            refusedCount += isClosed ? 0 : 1;
            return -1;
        }
        put(row, EntityId.FIRST_GENERATION);
        own(number).setRaw(row, id);
        return row;
    }

    /** How many have been made in this tick; their rows are 0 to one less. */
    public int count() {
        return rows().count();
    }

    /**
     * The number of a request, by which its answer can be told: from 1, over all kinds of the room. It fits an integer
     * column of 0 to {@value #MOST}.
     */
    public int id(int row) {
        return own(number).raw(row);
    }

    /** How many times {@link #add} found that there were as many as there may be. */
    public long refusedCount() {
        return refusedCount;
    }

    /** Copies what a request says: each column that is no text into {@code raws}, each text into {@code texts}. */
    public void read(int row, int[] raws, String[] texts) {
        int value = 0;
        int text = 0;
        for (int i = 0; i < own(number).index(); i++) {
            Column column = columns().get(i);
            if (column.isText()) {
                texts[text++] = column.text(row);
            } else {
                raws[value++] = column.raw(row);
            }
        }
    }

    void admit() {
        for (Column column : columns()) {
            World.require(column);
        }
        number = integer("request-number", 0, MOST).hidden();
        answer.admit();
    }

    void numberBy(World itsWorld) {
        world = itsWorld;
    }

    /** Makes no requests any more: in a prediction. */
    void close() {
        isClosed = true;
    }
}
