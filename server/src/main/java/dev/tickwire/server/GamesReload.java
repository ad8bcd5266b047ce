package dev.tickwire.server;

import dev.tickwire.server.admin.GamesDoor;
import dev.tickwire.server.config.ConfigFiles;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.ConfigSource;
import dev.tickwire.server.config.InvalidConfigException;
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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final Path place;
    private final ConfigSource source;
    private final LocalRooms rooms;
    private final SwapSettings settings;
    private final long startMillis;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> Threads.daemon(work, "games"));
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private final List<String> report = new CopyOnWriteArrayList<>();
    private volatile ClassLoader classes;
    /** What was taken or refused last; of the thread, as what follows. */
    private GameFiles judged;

    private @Nullable GameFiles seen;

    /** Goes on from games that were loaded so; {@code startMillis}: how long they may take to start. */
    GamesReload(
            Path place,
            GameFiles loaded,
            ClassLoader classes,
            ConfigSource source,
            LocalRooms rooms,
            SwapSettings settings,
            long startMillis) {
        this.place = place;
        judged = loaded;
        this.classes = classes;
        this.source = source;
        this.rooms = rooms;
        this.settings = settings;
        this.startMillis = startMillis;
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
            try {
                take(GameFiles.read(place));
            } catch (IOException e) {
                say(place + " " + e.getMessage() + ".");
            } catch (Throwable bug) {
                Failures.log("the games were not taken: a bug in the server", bug);
            } finally {
                isBusy.set(false);
            }
        });
        return true;
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
        List<RoomType> types = new CopyOnWriteArrayList<>();
        List<String> problems = new CopyOnWriteArrayList<>();
        Thread starting = Threads.daemon(() -> load(types, problems), "games-start");
        starting.setContextClassLoader(loader);
        starting.start();
        starting.join(startMillis);
        if (starting.isAlive()) {
            say("The games are not taken: one does not come back from its start within " + startMillis
                    + " ms; it is at " + Threads.where(starting) + ".");
            return List.of();
        }
        problems.forEach(problem -> say("The games are not taken: " + problem + "."));
        return types;
    }

    private void load(List<RoomType> types, List<String> problems) {
        try {
            types.addAll(read());
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            problems.add(place + " " + e.getMessage());
        } catch (Throwable thrown) {
            problems.add("a class of them threw " + thrown);
        }
    }

    private List<RoomType> read() throws IOException, InvalidConfigException {
        List<String> names = GameClasses.in(place).games();
        if (names.isEmpty()) {
            throw new IOException("has no public class that extends " + Game.class.getName());
        }
        ConfigSource again = new ConfigSource(source.file(), source.settings(), names, source.webRoots());
        return ConfigReader.load(again, new ConfigFiles()).server().roomTypes();
    }

    /** The types as they are to be: one whose rules do badly beside those of a room stays as it is. */
    private List<RoomType> tryOut(List<RoomType> types) throws InterruptedException {
        List<RoomType> taken = new ArrayList<>();
        for (RoomType to : types) {
            String refusal = null;
            List<Room> open = roomsFor(to);
            for (Room room : open.subList(0, Math.min(open.size(), MOST_TRIALS))) {
                refusal = refusal == null ? new RoomSwap(room, to, settings, this::say).tryOut() : refusal;
            }
            if (refusal == null) {
                taken.add(to);
            } else {
                say("Room type " + to.name() + " keeps its rules: " + refusal + ".");
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
                boolean unused = new RoomSwap(room, to, settings, this::say).change();
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

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
