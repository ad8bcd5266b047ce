package dev.tickwire.server.broadcast;

import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.EventEncoder;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.interest.EventSight;
import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Ownership;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends a room's players what happened: each event that a player sees goes out once, in order, with the first snapshot
 * that the player is sent after it.
 *
 * <p>A player that is skipped is sent it later; it loses only what the log had to drop meanwhile, which is counted. For
 * players that are sent what everybody is, the events since one position are encoded once for all players at that
 * position. Belongs to the room's loop; allocates nothing in steady state, but for texts.
 */
final class EventFeed extends Feed {
    private static final int BATCH_BYTES = 128;

    private final Match match;
    private final CounterBatch counters;
    private final Ownership ownership;
    private @Nullable EventSight sight;
    /** For each kind, who is sent it, and the column that says whose an event is. */
    private final Audience[] audiences;

    private final boolean hasPrivate;
    private final int[] owners;
    private final EventLog log;
    private final EventEncoder encoder;
    private final boolean isSilent;
    private final Eye eye = new Eye();
    private final long[] selected;
    private final List<Entry> entries = new ArrayList<>();
    private int used;
    private @Nullable ByteAccount account;
    /** How many events were selected last. */
    private int count;

    /** All events since a position that are for everybody. */
    private static final class Entry {
        final ByteWriter bytes = new ByteWriter(BATCH_BYTES);
        long position;
        int count;
        /** What its bits are for; null: nobody watches. */
        @Nullable
        ByteAccount account;
    }

    EventFeed(RoomType type, Match match, Ownership ownership, CounterBatch counters) {
        this.match = match;
        this.ownership = ownership;
        owners = match.eventOwners();
        this.counters = counters;
        Schema schema = match.schema();
        adapt(type);
        isSilent = schema.events().isEmpty();
        audiences = schema.events().stream().map(TableType::audience).toArray(Audience[]::new);
        hasPrivate = schema.events().stream().anyMatch(kind -> kind.audience() != Audience.EVERYBODY);
        log = new EventLog(schema, isSilent ? 1 : type.settings().logs().events());
        encoder = new EventEncoder(schema);
        selected = new long[log.capacity()];
    }

    /** The room has other settings: players see as far as these say. */
    final void adapt(RoomType to) {
        Radii radii = to.settings().sight().radii();
        sight = radii == null ? null : new EventSight(match.schema(), match.eventPlacements(), radii.quarter());
    }

    @Override
    long first() {
        return log.first();
    }

    @Override
    long end() {
        return log.end();
    }

    @Override
    int tick(long event) {
        return log.tick(event);
    }

    /** Takes what happened in the step that the world has just done; called after each. */
    void collect() {
        match.appendEvents(log);
    }

    /** Copies the newest that somebody has not heard of who has heard of those before a number; allocates. */
    List<Heard.Event> since(long number) {
        List<Heard.Event> all = new ArrayList<>();
        for (long event = Math.max(number, Math.max(log.first(), log.end() - Heard.MOST_EVENTS));
                event < log.end();
                event++) {
            List<ColumnType> columns =
                    match.schema().events().get(log.kind(event)).columns();
            List<Integer> raws = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                raws.add(log.raw(event, column));
                boolean isText =
                        columns.get(column).isText() && !columns.get(column).hidden();
                texts.add(isText ? log.text(event, column) : "");
            }
            all.add(new Heard.Event(event, log.kind(event), log.tick(event), raws, texts));
        }
        return all;
    }

    /** Starts with the next snapshot, and adds what the bits of events are for to an account; null: to none. */
    void begin(@Nullable ByteAccount into) {
        used = 0;
        account = into;
    }

    /** Whether there is something to send a player now. What it does not see from where it is, it is never sent. */
    boolean hasEventsFor(Recipient to) {
        passOverUnseen(to);
        return to.events().next() < log.end();
    }

    /** Appends what the player was not sent yet to the frame of the newest tick. */
    void append(Recipient to, ByteWriter frame) {
        if (isSilent || !hasEventsFor(to)) {
            return;
        }
        long position = to.events().next();
        if (isSentAll(to, position)) {
            Entry entry = find(position);
            frame.append(entry.bytes);
            if (account != null && entry.account != null) {
                account.add(entry.account);
            }
        } else {
            encoder.keepAccount(account);
            encoder.encode(log, selected, select(to, position), match.tick(), frame);
        }
        counters.add(Counter.EVENTS_SENT, count);
        to.events().set(log.end());
    }

    private void passOverUnseen(Recipient to) {
        counters.add(Counter.EVENTS_LOST, skipLost(to.events()));
        long position = to.events().next();
        if (sight != null && !to.isSpectator() && position < log.end()) {
            match.look(to.number(), eye);
        }
        while (position < log.end() && !sees(to, position)) {
            position++;
        }
        to.events().set(position);
    }

    /** Whether a recipient is to be sent an event; {@link #eye} is its own. */
    private boolean sees(Recipient to, long event) {
        Audience audience = audiences[log.kind(event)];
        if (audience == Audience.EVERYBODY) {
            return sight == null || to.isSpectator() || sight.sees(eye, log, event);
        }
        return !to.isSpectator() && ownership.isTold(to.number(), audience, log.raw(event, owners[log.kind(event)]));
    }

    /** Whether a recipient is sent just those events from a position on that are for everybody. */
    private boolean isSentAll(Recipient to, long position) {
        boolean isAll = sight == null || to.isSpectator();
        for (long event = position; isAll && hasPrivate && event < log.end(); event++) {
            isAll = audiences[log.kind(event)] == Audience.EVERYBODY || !sees(to, event);
        }
        return isAll;
    }

    private Entry find(long position) {
        for (int i = 0; i < used; i++) {
            if (entries.get(i).position == position) {
                count = entries.get(i).count;
                return entries.get(i);
            }
        }
        if (used == entries.size()) {
            entries.add(new Entry());
        }
        Entry entry = entries.get(used++);
        entry.position = position;
        entry.bytes.clear();
        entry.account = ByteAccount.partOf(account, entry.account);
        encoder.keepAccount(entry.account);
        encoder.encode(log, selected, select(null, position), match.tick(), entry.bytes);
        entry.count = count;
        return entry;
    }

    /** Lists the events from a position on that a recipient is to be sent; null: those for everybody. */
    private int select(@Nullable Recipient to, long position) {
        count = 0;
        for (long event = position; event < log.end(); event++) {
            boolean isWanted = to == null ? audiences[log.kind(event)] == Audience.EVERYBODY : sees(to, event);
            if (isWanted) {
                selected[count++] = event;
            }
        }
        return count;
    }
}
