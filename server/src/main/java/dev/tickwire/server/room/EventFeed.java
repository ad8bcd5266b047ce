package dev.tickwire.server.room;

import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.EventEncoder;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.simulation.interest.EventSight;
import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a room's players what happened: each event that a player sees goes out once, in order, with the first snapshot
 * that the player is sent after it.
 *
 * <p>A player who is skipped is told later; only what the log had to let go in the meantime is lost to it, and counted.
 * For those who see everything, the events since one position are encoded once for all who are at it. Belongs to the
 * room's loop; allocates nothing in steady state.
 */
final class EventFeed {
    private static final int BATCH_BYTES = 128;

    private final Simulation simulation;
    private final CounterBatch counters;
    private final @Nullable EventSight sight;
    private final EventLog log;
    private final EventEncoder encoder;
    private final boolean isSilent;
    private final Eye eye = new Eye();
    private final long[] selected;
    private final List<Entry> entries = new ArrayList<>();
    private int used;

    /** All events since a position. */
    private static final class Entry {
        final ByteWriter bytes = new ByteWriter(BATCH_BYTES);
        long position;
    }

    EventFeed(RoomType type, Simulation simulation, CounterBatch counters) {
        this.simulation = simulation;
        this.counters = counters;
        Schema schema = simulation.schema();
        Radii radii = type.settings().interest();
        sight = radii == null ? null : new EventSight(schema, simulation.eventPlacements(), radii.quarter());
        isSilent = schema.events().isEmpty();
        log = new EventLog(schema, isSilent ? 1 : type.settings().eventLogCapacity());
        encoder = new EventEncoder(schema);
        selected = new long[log.capacity()];
    }

    /** A player has come: it is told of what happens from now on. */
    void welcome(Player player) {
        player.events().startAt(log.end());
    }

    /**
     * A player has come back: it is told again of what happened after the snapshot that it acknowledged last, which may
     * have got lost.
     */
    void resume(Player player, Player before) {
        player.events().startAt(before.events().unacknowledged(before.ackTick(), log.first(), log::tick));
    }

    /** Takes what happened in the step that the world has just done; called after each. */
    void collect() {
        simulation.appendEvents(log);
    }

    /** Starts with the next snapshot. */
    void begin() {
        used = 0;
    }

    /** Whether there is something to tell a player now. What it does not see from where it is, it is never told. */
    boolean hasEventsFor(Player player) {
        passOverUnseen(player);
        return player.events().next() < log.end();
    }

    /** Appends what the player was not told yet to the frame of the newest tick. */
    void append(Player player, ByteWriter frame) {
        if (isSilent || !hasEventsFor(player)) {
            return;
        }
        if (sight == null || player.isSpectator()) {
            frame.append(find(player.events().next()).bytes);
            counters.add(Counter.EVENTS_SENT, log.end() - player.events().next());
        } else {
            int count = select(player.events().next(), sight);
            encoder.encode(log, selected, count, simulation.tick(), frame);
            counters.add(Counter.EVENTS_SENT, count);
        }
        player.events().set(log.end());
    }

    private void passOverUnseen(Player player) {
        long position = player.events().next();
        if (position < log.first()) {
            counters.add(Counter.EVENTS_LOST, log.first() - position);
            position = log.first();
        }
        if (sight != null && !player.isSpectator() && position < log.end()) {
            simulation.look(player.number(), eye);
            while (position < log.end() && !sight.sees(eye, log, position)) {
                position++;
            }
        }
        player.events().set(position);
    }

    private Entry find(long position) {
        for (int i = 0; i < used; i++) {
            if (entries.get(i).position == position) {
                return entries.get(i);
            }
        }
        if (used == entries.size()) {
            entries.add(new Entry());
        }
        Entry entry = entries.get(used++);
        entry.position = position;
        entry.bytes.clear();
        encoder.encode(log, selected, select(position, null), simulation.tick(), entry.bytes);
        return entry;
    }

    /** Lists the events from a position on that are seen; {@link #eye} is that of the player. */
    private int select(long position, @Nullable EventSight through) {
        int count = 0;
        for (long event = position; event < log.end(); event++) {
            if (through == null || through.sees(eye, log, event)) {
                selected[count++] = event;
            }
        }
        return count;
    }
}
