package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.ColumnType.Kind;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TablePart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brains of a game that play over a network: each sees what its client was sent, and no more. What the game has beyond
 * that, hidden columns, rows far away and texts, is as if it were not there. Any number of bots share one, in turn. Not
 * thread-safe.
 */
public final class DistantBrains {
    private final Game game;
    private final World world;
    private final Step step;
    private final List<TablePart> parts;
    private final List<Columns> states;

    /** Brains of a game that nothing has run yet. */
    public DistantBrains(Game game) {
        this.game = game;
        world = game.buildWorld(0);
        world.texts().setReadOnly();
        world.passing().requests().forEach(Requests::close);
        step = new Step(world, 1, true);
        parts = world.schema().parts();
        states = world.states();
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

    /** A bot for a player; null: the game has no brain. */
    public @Nullable Bot seat(int player, long seed, Hand.Sender commands) {
        Brain brain = game.brain();
        return brain == null ? null : new Bot(brain, new Hand(world, seed, commands), player, step, Guard.LAX);
    }

    /**
     * Shows a bot what its client holds, and asks what it does: see {@link Bot#play}.
     *
     * @param seen of the schema that clients of this game get
     */
    public int[] play(Bot bot, Snapshot seen, double tickRateHz) {
        step.setTickRateHz(tickRateHz);
        load(seen, bot.player());
        return bot.play();
    }

    private void load(Snapshot seen, int player) {
        world.setTick(seen.tick());
        for (int i = 0; i < states.size(); i++) {
            states.get(i).clear();
        }
        world.seatAlone(player);
        for (int part = 0; part < parts.size(); part++) {
            addRows(states.get(parts.get(part).table()), seen.table(part));
        }
        for (int part = 0; part < parts.size(); part++) {
            copyColumns(parts.get(part), seen.table(part));
        }
    }

    private static void addRows(Columns live, Rows seen) {
        for (int row = seen.next(0); row >= 0; row = seen.next(row + 1)) {
            if (!live.rows().isPresent(row)) {
                live.put(row, seen.generation(row));
            }
        }
    }

    private void copyColumns(TablePart part, Rows seen) {
        Rows live = states.get(part.table()).rows();
        int[] columns = part.columns();
        for (int c = 0; c < columns.length; c++) {
            if (part.type().columns().get(c).kind() != Kind.TEXT) {
                int cells = Math.min(seen.limit() * seen.width(c), live.column(columns[c]).length);
                System.arraycopy(seen.column(c), 0, live.column(columns[c]), 0, cells);
            }
        }
    }
}
