package dev.tickwire.server.directory;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.server.backend.Backends;
import dev.tickwire.server.backend.Outbox;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.recording.Revival;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.swap.Takeover;
import dev.tickwire.simulation.swap.UnmappableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens rooms on worker threads, since a game's {@code start} may take any time. A few are opened at a time, and fewer
 * of one type, so that a type whose games hang leaves workers to the others. Any thread may use it.
 */
final class RoomOpener {
    static final int WORKERS = 4;
    static final int WORKERS_PER_TYPE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(RoomOpener.class);

    private final Executor executor;
    private final Counters counters;
    private final Backends backends;
    private final RoomMemory memory;
    private final UserSeats users;
    private final BiConsumer<Opening, @Nullable Room> onOpened;
    private final RoomRunner runner;
    private final Journals journals;
    private final List<Opening> waiting = new ArrayList<>();
    private final Map<String, Integer> runningByType = new HashMap<>();
    private final Map<String, Integer> lostByType = new HashMap<>();

    /** {@code onOpened} gets each room, or null where it could not be opened; on the worker's thread. */
    RoomOpener(
            Executor executor,
            RoomRunner runner,
            Journals journals,
            Counters counters,
            Backends backends,
            RoomMemory memory,
            UserSeats users,
            BiConsumer<Opening, @Nullable Room> onOpened) {
        this.executor = executor;
        this.memory = memory;
        this.users = users;
        this.runner = runner;
        this.journals = journals;
        this.counters = counters;
        this.backends = backends;
        this.onOpened = onOpened;
    }

    /** Opens a room, when a worker is free for it. */
    void open(Opening opening) {
        synchronized (this) {
            waiting.add(opening);
        }
        startThoseThatCan();
    }

    /** Whether workers and loops are left for a type: not where all that it may have hang in its games. */
    synchronized boolean canOpen(String typeName) {
        return !runner.isGivenUp(typeName)
                && count(lostByType, typeName) < WORKERS_PER_TYPE
                && count(lostByType) < WORKERS;
    }

    /** Whether all workers hang in games. */
    synchronized boolean isStuck() {
        return count(lostByType) >= WORKERS;
    }

    /** Nobody waits for a room any more: if a worker has it, that one is lost until the game comes back. */
    synchronized void giveUp(Opening opening) {
        if (!waiting.remove(opening)) {
            lostByType.merge(opening.type().name(), 1, Integer::sum);
        }
    }

    /** Logs where the game of an opening that was given up is; false: it has not had a worker yet. */
    boolean logIfItHangs(Opening opening) {
        Thread worker = opening.worker();
        if (worker == null) {
            return false;
        }
        LOG.error(
                "a room of type {} is given up: its game does not come back from its start",
                opening.type().name(),
                Failures.where(worker.getStackTrace()));
        return true;
    }

    /** A worker is done with an opening, which was given up or not. */
    synchronized void done(Opening opening, boolean wasGivenUp) {
        runningByType.merge(opening.type().name(), -1, Integer::sum);
        if (wasGivenUp) {
            lostByType.merge(opening.type().name(), -1, Integer::sum);
        }
    }

    private void startThoseThatCan() {
        for (Opening opening : takeThoseThatCan()) {
            try {
                executor.execute(() -> build(opening));
            } catch (Throwable noThread) {
                Failures.log(
                        "a room of type " + opening.type().name() + " cannot be opened: no thread is left", noThread);
                onOpened.accept(opening, null);
            }
        }
    }

    private synchronized List<Opening> takeThoseThatCan() {
        List<Opening> taken = new ArrayList<>();
        Iterator<Opening> next = waiting.iterator();
        while (next.hasNext()) {
            Opening opening = next.next();
            String type = opening.type().name();
            if (count(runningByType) < WORKERS && count(runningByType, type) < WORKERS_PER_TYPE) {
                runningByType.merge(type, 1, Integer::sum);
                next.remove();
                taken.add(opening);
            }
        }
        return taken;
    }

    private void build(Opening opening) {
        opening.setWorker(Thread.currentThread());
        Room room = tryToBuild(opening);
        opening.setWorker(null);
        onOpened.accept(opening, room);
        startThoseThatCan();
    }

    private @Nullable Room tryToBuild(Opening opening) {
        try {
            Outbox outbox = opening.type().outbox(opening.listing().id(), backends);
            if (opening.isKept()) {
                return restore(opening, outbox);
            }
            JournalSink journal = journals.of(opening.listing(), opening.type());
            return memory.measure(
                    () -> new Room(opening.listing(), opening.type(), journal, outbox, counters, System::nanoTime));
        } catch (Throwable failure) {
            counters.noteMemory(failure);
            Failures.log(
                    "a room of type " + opening.type().name() + " cannot be opened: its game threw an exception",
                    failure);
            return null;
        }
    }

    /** Null: it cannot come back, and the log says why. */
    private @Nullable Room restore(Opening opening, Outbox outbox) {
        RoomType type = opening.type();
        String id = opening.listing().id();
        KeptRooms kept = journals.kept();
        try {
            Recording recording = Recording.parse(kept.read(id));
            Revival.Room was = recording.head().getSchemaHash() == type.schema().hash()
                    ? Revival.of(recording, type.games())
                    : Takeover.of(recording, type);
            JournalSink journal = journals.of(opening.listing(), type);
            Match match = was.resume(type.games(), journal);
            Room room = new Room(opening.listing(), type, match, outbox, counters, System::nanoTime);
            users.restored(room.restoration().run(was.players(), was.seats(), was.openRequests(), System.nanoTime()));
            if (!type.settings().opening().isKept()) {
                kept.isBack(id);
            }
            counters.increment(Counter.ROOMS_RESTORED);
            LOG.info(
                    "room {} is back at tick {}, with {} seats",
                    id,
                    match.tick(),
                    was.seats().size());
            return room;
        } catch (IOException | MalformedRecordingException | UnmappableException e) {
            kept.giveUp(id);
            LOG.error("room {} cannot come back, and what is kept of it is left as it is: {}", id, e.getMessage());
            return null;
        }
    }

    private static int count(Map<String, Integer> byType) {
        return byType.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int count(Map<String, Integer> byType, String type) {
        return byType.getOrDefault(type, 0);
    }
}
