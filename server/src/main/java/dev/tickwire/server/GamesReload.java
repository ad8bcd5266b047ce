package dev.tickwire.server;

import dev.tickwire.server.admin.GamesDoor;
import dev.tickwire.server.config.ConfigSource;
import dev.tickwire.server.config.LoadedConfig;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.swap.SwapSettings;
import dev.tickwire.simulation.world.Game;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the games of the command line again while the server runs: their classes in a loader of their own, then new
 * rules beside those of open rooms, then these rooms. What is wrong with them is said, and changes nothing.
 */
final class GamesReload implements GamesDoor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GamesReload.class);
    /** Of the rooms of a type, the fullest try the rules out. */
    private static final int MOST_TRIALS = 4;

    private static final long LOOK_MILLIS = 500;

    private final ConfigSource source;
    private final LocalRooms rooms;
    private final SwapSettings settings;
    private final long startMillis;
    private final Consumer<String> refusals;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> Threads.daemon(work, "games"));
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private final List<String> report = new CopyOnWriteArrayList<>();
    private volatile ClassLoader classes;
    /** Of the thread, as what follows. */
    private Path place;
    /** What was taken or refused last. */
    private GameFiles judged;

    private @Nullable GameFiles seen;

    /**
     * Goes on from games that were loaded so.
     *
     * @param startMillis how long they may take to start
     * @param refusals hears in sentences, on any thread, why games or rooms do not go by what is new
     */
    GamesReload(
            Path place,
            GameFiles loaded,
            ClassLoader classes,
            ConfigSource source,
            LocalRooms rooms,
            SwapSettings settings,
            long startMillis,
            Consumer<String> refusals) {
        this.place = place;
        judged = loaded;
        this.classes = classes;
        this.source = source;
        this.rooms = rooms;
        this.settings = settings;
        this.startMillis = startMillis;
        this.refusals = refusals;
    }

    /** Looks twice a second for files that have changed, if the settings say so. */
    void start() {
        if (settings.watch()) {
            var unused = thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Loads the classes that the server runs by. */
    ClassLoader classes() {
        return classes;
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public boolean isTaking() {
        return isBusy.get();
    }

    @Override
    public List<String> report() {
        return List.copyOf(report);
    }

    @Override
    public boolean begin() {
        if (!isBusy.compareAndSet(false, true)) {
            return false;
        }
        thread.execute(() -> {
            takeNow();
            isBusy.set(false);
        });
        return true;
    }

    /** Takes the games of another place from now on, and waits until open rooms go by them, or that is refused. */
    void takeFrom(Path other) throws InterruptedException {
        Future<?> done = thread.submit(() -> {
            place = other;
            takeNow();
        });
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void takeNow() {
        try {
            take(GameFiles.read(place));
        } catch (IOException e) {
            refuse(place + " " + e.getMessage() + ".");
        } catch (Throwable bug) {
            Failures.log("the games were not taken: a bug in the server", bug);
        }
    }

    /** Files that are being written are not taken: they have to be the same at two looks in a row. */
    private void look() {
        try {
            GameFiles now = GameFiles.read(place);
            boolean isSettled = now.isLike(seen);
            seen = now;
            if (isSettled && !now.isLike(judged) && isBusy.compareAndSet(false, true)) {
                take(now);
                isBusy.set(false);
            }
        } catch (IOException e) {
            // A build may be replacing them.
            seen = null;
        } catch (Throwable bug) {
            isBusy.set(false);
            Failures.log("the games were not taken: a bug in the server", bug);
        }
    }

    private void take(GameFiles files) throws InterruptedException {
        report.clear();
        if (files.isLike(judged)) {
            say("The games are as they were: nothing changes.");
            return;
        }
        judged = files;
        ClassLoader loader = new GameLoader(files);
        List<RoomType> types = load(loader);
        if (types.isEmpty()) {
            return;
        }
        say("The games are read, and start.");
        List<RoomType> taken = tryOut(types);
        rooms.reload(taken);
        classes = loader;
        change(taken);
        // What operators adjust holds for rooms by the new rules, too.
        rooms.reload(taken);
        say("Done.");
    }

    /**
     * The room types of the config with the classes of a loader, which may do anything and take any time; none: they
     * are wrong, and that was said.
     */
    private List<RoomType> load(ClassLoader loader) throws InterruptedException {
        GamesStart started;
        try {
            started = GamesStart.read(again(), loader, startMillis);
        } catch (IOException e) {
            refuse("The games are not taken: " + place + " " + e.getMessage() + ".");
            return List.of();
        }
        started.problems().forEach(problem -> refuse("The games are not taken: " + problem + "."));
        LoadedConfig config = started.config();
        return config == null ? List.of() : config.server().roomTypes();
    }

    private ConfigSource again() throws IOException {
        List<String> names = GameClasses.in(place).games();
        if (names.isEmpty()) {
            throw new IOException("has no public class that extends " + Game.class.getName());
        }
        return new ConfigSource(source.file(), source.settings(), names, source.webRoots());
    }

    /** The types as they are to be: one whose rules do badly beside those of a room stays as it is. */
    private List<RoomType> tryOut(List<RoomType> types) throws InterruptedException {
        List<RoomType> taken = new ArrayList<>();
        for (RoomType to : types) {
            String refusal = null;
            List<Room> open = roomsFor(to);
            for (Room room : open.subList(0, Math.min(open.size(), MOST_TRIALS))) {
                refusal =
                        refusal == null ? new RoomSwap(room, to, settings, this::say, this::refuse).tryOut() : refusal;
            }
            if (refusal == null) {
                taken.add(to);
            } else {
                refuse("Room type " + to.name() + " keeps its rules: " + refusal + ".");
                rooms.types().stream()
                        .filter(type -> type.name().equals(to.name()))
                        .forEach(taken::add);
            }
        }
        return taken;
    }

    private void change(List<RoomType> taken) throws InterruptedException {
        for (RoomType to : taken) {
            for (Room room : roomsFor(to)) {
                boolean unused = new RoomSwap(room, to, settings, this::say, this::refuse).change();
            }
        }
    }

    /** Open rooms of a type that go by other rules than it, the fullest first. */
    private List<Room> roomsFor(RoomType to) {
        return rooms.list().stream()
                .filter(room -> room.closedFor() == null)
                .filter(room ->
                        room.type().name().equals(to.name()) && !room.type().hasRulesOf(to))
                .sorted(Comparator.comparingInt(Room::seatCount).reversed())
                .toList();
    }

    private void say(String sentence) {
        report.add(sentence);
        LOG.info("games: {}", sentence);
    }

    private void refuse(String sentence) {
        say(sentence);
        refusals.accept(sentence);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
