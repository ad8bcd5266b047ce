package dev.tickwire.simulation.swap;

import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.Declared;
import dev.tickwire.simulation.world.Pending;
import dev.tickwire.simulation.world.WorldState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes worlds of one version of a game over into another one: tables and columns go on by their names, or by those
 * that they had before; what is new is as the new version starts it, or as in a row that was just added. Ids, free
 * slots, texts, the random generator, the tick and what the rules decided about their room stay as they are.
 *
 * <p>Made once for two versions, by any thread; then used by one thread at a time.
 */
public final class StateMapping {
    private final SchemaMapping schemas;
    private final Declared declared;
    private final WorldState start;
    private final Schema to;

    /**
     * The result of a mapping.
     *
     * @param losses what had no place
     */
    public record Mapped(WorldState world, Losses losses) {}

    private StateMapping(SchemaMapping schemas, Declared declared, WorldState start) {
        this.schemas = schemas;
        this.declared = declared;
        this.start = start;
        to = start.now().schema();
    }

    /**
     * Finds out how worlds are to be mapped.
     *
     * @param from what all columns of the earlier version are
     * @param declared by the later version
     * @param start a world of the later version, as it starts
     * @throws UnmappableException with sentences that name tables and columns
     */
    public static StateMapping of(Schema from, Declared declared, WorldState start) throws UnmappableException {
        return new StateMapping(new SchemaMapping(from, start.now().schema(), declared), declared, start);
    }

    /** What becomes of tables and columns, each as a sentence without a full stop; empty: they are the same. */
    public List<String> changes() {
        return schemas.changes();
    }

    /** How inputs are mapped that come from clients which know the earlier version. */
    public InputMapping inputs() {
        return new InputMapping(schemas.inputs(), to.visible().inputs());
    }

    /** Index of the kind of commands that goes on with one of the earlier version; −1: there is none. */
    public int command(int kindBefore) {
        return schemas.commands().to(kindBefore);
    }

    /** Index of the kind of requests that goes on with one of the earlier version; −1: there is none. */
    public int request(int kindBefore) {
        return schemas.requests().to(kindBefore);
    }

    /**
     * Maps a world of the earlier version, and changes nothing in it.
     *
     * @throws UnmappableException with a sentence that names a table whose rows do not fit
     */
    public Mapped map(WorldState from) throws UnmappableException {
        requireRoom(from.now());
        Tally tally = new Tally();
        Snapshot before = from.now();
        TextTables texts = new TextTables(new TextTable(before.texts()), new TextTable(before.hiddenTexts()));
        TextTables now = new TextTables(new TextTable(before.texts()), new TextTable(before.hiddenTexts()));
        Snapshot mapped = new Snapshot(to);
        mapped.setTick(before.tick());
        mapped.setRoom(before.room());
        System.arraycopy(before.random(), 0, mapped.random(), 0, mapped.random().length);
        schemas.inputs().map(before.inputs(), mapped.inputs(), texts, now, tally);
        tally.inputs +=
                schemas.inputs().obstacles().size() * (long) before.inputs().count();
        for (int table = 0; table < mapped.tableCount(); table++) {
            mapTable(table, before, mapped, texts, now, tally);
        }
        List<Snapshot> past = new ArrayList<>();
        for (Snapshot then : from.past()) {
            past.add(mapPast(then, texts, now));
        }
        List<Rows> events = schemas.events().map(from.pendingEvents(), texts, now, tally);
        WorldState world = new WorldState(
                from.mostViewAgo(),
                mapped,
                past,
                events,
                map(schemas.commands(), from.pendingCommands(), tally),
                map(schemas.requests(), from.pendingRequests(), tally),
                map(schemas.answers(), from.pendingAnswers(), tally));
        mapped.setTexts(now.seen().byKey());
        mapped.setHiddenTexts(now.hidden().byKey());
        return new Mapped(world, tally.losses());
    }

    private void requireRoom(Snapshot from) throws UnmappableException {
        List<String> obstacles = new ArrayList<>();
        for (int table = 0; table < to.tables().size(); table++) {
            int source = schemas.source(table);
            if (source >= 0) {
                requireRoom(
                                "table " + to.tables().get(table).name(),
                                from.table(source),
                                to.tables().get(table))
                        .ifPresent(obstacles::add);
            }
        }
        requireRoom("the inputs", from.inputs(), to.inputs()).ifPresent(obstacles::add);
        if (!obstacles.isEmpty()) {
            throw new UnmappableException(obstacles);
        }
    }

    private static Optional<String> requireRoom(String title, Rows rows, TableType type) {
        return rows.limit() <= type.capacity()
                ? Optional.empty()
                : Optional.of(title + " has a row " + (rows.limit() - 1) + " now, and room for " + type.capacity()
                        + " rows in the new version: give it more");
    }

    private void mapTable(int table, Snapshot before, Snapshot mapped, TextTables texts, TextTables now, Tally tally) {
        Rows rows = mapped.table(table);
        int source = schemas.source(table);
        if (source >= 0) {
            schemas.table(table).map(before.table(source), rows, texts, now, tally);
        } else {
            startTable(table, rows, now, tally);
        }
        if (declared.perPlayer().contains(table)) {
            seatPlayers(rows, mapped.inputs(), tally);
        }
        if (declared.filled().contains(table)) {
            for (int row = 0; row < rows.capacity(); row++) {
                addIfAbsent(rows, row);
            }
        }
    }

    /** A table that is new has what the new version starts it with. */
    private void startTable(int table, Rows rows, TextTables now, Tally tally) {
        Snapshot fresh = start.now();
        TextTables texts = new TextTables(new TextTable(fresh.texts()), new TextTable(fresh.hiddenTexts()));
        schemas.table(table).map(fresh.table(table), rows, texts, now, tally);
        for (int column : schemas.strayReferences(table)) {
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                rows.set(column, row, EntityId.NONE);
            }
        }
    }

    /** Each player has a row, and nobody else. */
    private static void seatPlayers(Rows rows, Rows inputs, Tally tally) {
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            if (!inputs.isPresent(row)) {
                rows.remove(row);
                tally.rows++;
            }
        }
        for (int player = inputs.next(0); player >= 0; player = inputs.next(player + 1)) {
            addIfAbsent(rows, player);
        }
    }

    private static void addIfAbsent(Rows rows, int row) {
        if (!rows.isPresent(row)) {
            rows.put(row, EntityId.generationAfter(rows.generation(row)));
        }
    }

    /** What is lost of the past, nobody counts: it is lost in a moment anyway. */
    private Snapshot mapPast(Snapshot then, TextTables texts, TextTables now) {
        Snapshot mapped = new Snapshot(to);
        mapped.setTick(then.tick());
        for (int table = 0; table < mapped.tableCount(); table++) {
            if (schemas.source(table) >= 0) {
                schemas.table(table)
                        .map(then.table(schemas.source(table)), mapped.table(table), texts, now, new Tally());
            }
        }
        return mapped;
    }

    private static Pending map(KindsMapping kinds, Pending from, Tally tally) {
        TextTable before = TextTable.ofPending(from.texts());
        TextTable now = TextTable.ofPending(from.texts());
        List<Rows> rows = kinds.map(from.rows(), new TextTables(before, before), new TextTables(now, now), tally);
        return new Pending(rows, now.pending());
    }
}
