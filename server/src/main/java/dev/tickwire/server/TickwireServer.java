package dev.tickwire.server;

import dev.tickwire.server.address.Addresses;
import dev.tickwire.server.admin.AdminSettings;
import dev.tickwire.server.admin.GamesDoor;
import dev.tickwire.server.admin.MetricsApi;
import dev.tickwire.server.api.Api;
import dev.tickwire.server.api.Callers;
import dev.tickwire.server.config.OpenRoom;
import dev.tickwire.server.config.ServerConfig;
import dev.tickwire.server.directory.Drain;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.exposition.Exposition;
import dev.tickwire.server.exposition.Gauges;
import dev.tickwire.server.http.Health;
import dev.tickwire.server.http.Site;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.KeyRing;
import dev.tickwire.server.identity.TicketCheck;
import dev.tickwire.server.log.ProcessLog;
import dev.tickwire.server.loop.Loops;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.sanctions.Sanctions;
import dev.tickwire.server.saves.JdbcPlayerStore;
import dev.tickwire.server.saves.Saves;
import dev.tickwire.server.saves.StoreException;
import dev.tickwire.server.session.Session;
import dev.tickwire.server.session.SignIn;
import dev.tickwire.server.settings.EffectiveValue;
import dev.tickwire.server.transport.Transport;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole server, put together from its config. */
public final class TickwireServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TickwireServer.class);
    private static final long CERTIFICATE_CHECK_MILLIS = 10_000;

    private final ServerConfig config;
    /** As the config says now, also what holds at the next start only. */
    private volatile List<EffectiveValue> values;

    private final Counters counters = new Counters();
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> Threads.daemon(work, "open"));
    private final Checks checks = new Checks(counters);
    private final HeapMemory memory = new HeapMemory(new JvmHeap()::fullness, JvmHeap::allocatedBytes, System::gc);
    private final ThreadPoolExecutor tickets = Threads.forTickets();
    private final ExecutorService keyThread = Executors.newSingleThreadExecutor(work -> Threads.daemon(work, "keys"));
    private final KeyRing keys = new KeyRing(keyThread, System::nanoTime, counters);
    private final Saves saves;
    private final RoomKeeping keeping;
    private final LocalRooms rooms;
    private final Drain drain;
    private final Sanctions sanctions;
    private final Loops loops;
    private final Transport transport;
    /** Null: there is none. */
    private final @Nullable Operations operations;
    /** Takes the games of the command line again. */
    private volatile GamesDoor games = GamesDoor.NONE;

    /** A server that is not started yet. */
    public TickwireServer(ServerConfig config) {
        this(config, site -> site);
    }

    /** The same with something before what answers over HTTP. */
    TickwireServer(ServerConfig config, UnaryOperator<Handler> before) {
        this.config = config;
        values = config.operation().effective();
        saves = new Saves(
                new JdbcPlayerStore(config.saves(), InstantSource.system()),
                config.saves().saveEveryMillis(),
                counters,
                System::nanoTime);
        keeping = new RoomKeeping(config, counters);
        rooms = new LocalRooms(
                config.roomTypes(),
                config.rooms(),
                counters,
                workers,
                memory,
                saves,
                new LaterLoops(this::loops),
                keeping.journals());
        sanctions = new Sanctions(config.admin().sanctions(), InstantSource.system());
        drain = new Drain(rooms, System::nanoTime);
        loops = new Loops(config.loops(), counters, rooms::remove);
        Readiness readiness = new Readiness(
                rooms, keys, saves, this::connectionCount, config.transport().maxConnections());
        Health health = new Health(loops::problems, readiness::obstacles);
        Addresses addresses =
                new Addresses(config.perAddress(), config.transport().maxConnections(), counters);
        Api api = Api.of(
                new Callers(addresses, config.transport().doors().trustedProxies(), counters, System::nanoTime),
                config.api(),
                rooms,
                saves,
                config.saves().secret());
        Site site = new Site(config.transport().webRoots(), health, api);
        SignIn door = new SignIn(rooms, new TicketCheck(keys, InstantSource.system()), tickets, sanctions, counters);
        transport = new Transport(
                config.transport(),
                before.apply(site),
                addresses,
                counters,
                (outlet, nowNanos) -> new Session(outlet, door, config.limits(), nowNanos));
        operations = config.admin().port() == AdminSettings.OFF ? null : newOperations(health, readiness);
    }

    private Loops loops() {
        return loops;
    }

    private Operations newOperations(Health health, Readiness readiness) {
        Map<String, IntSupplier> queues = Map.of(
                "tickets", () -> tickets.getQueue().size(),
                "saves", saves::waitingCount,
                "recorder", keeping::waitingCount,
                "log", ProcessLog::waitingCount);
        Gauges gauges = new Gauges(transport::connectionCount, readiness::asNumber, queues);
        MetricsApi metrics = new MetricsApi(new Exposition(counters, rooms, loops, gauges));
        return new Operations(
                config, health, metrics, loops, rooms, keeping, drain, sanctions, counters, () -> games, () -> values);
    }

    /** Opens the database with players' rows, if there are games and players who need it. */
    private void openSaves(List<RoomType> types) throws StoreException {
        List<String> saving = types.stream()
                .filter(type -> type.savesRows() && type.auth().mode() != Mode.ANONYMOUS)
                .map(RoomType::name)
                .toList();
        if (!saving.isEmpty() && saves.open()) {
            LOG.info(
                    "rows of players in {} are kept in {}",
                    String.join(", ", saving),
                    config.saves().place());
        }
    }

    /**
     * Starts to accept players, and then operators; throws an {@link IOException} if an address is taken, and a
     * {@link StoreException} if the database cannot be used.
     */
    public void start() throws Exception {
        sanctions.open();
        openSaves(config.roomTypes());
        keeping.start(config.roomTypes());
        loops.start();
        checks.every(Loops.CHECK_MILLIS, loops::check);
        checks.every(LocalRooms.CHECK_MILLIS, rooms::checkTime);
        checks.every(Drain.CHECK_MILLIS, drain::check);
        checks.every(HeapMemory.CHECK_MILLIS, memory::check);
        checks.every(CERTIFICATE_CHECK_MILLIS, this::renewCertificate);
        keys.prepare(config.roomTypes().stream().map(RoomType::auth).toList());
        rooms.open();
        rooms.restore();
        transport.start();
        if (operations != null) {
            operations.start();
        }
    }

    void setGames(GamesDoor door) {
        games = door;
    }

    /** Where operators reach it; empty: they do not. */
    public String adminUrl() {
        return operations == null ? "" : operations.url();
    }

    /** Shows new connections the certificate that is in its files now. */
    synchronized void renewCertificate() {
        transport.renewCertificate();
    }

    /** The thread that looks after loops and rooms, for what is to stop when it does not go on. */
    ScheduledExecutorService watch() {
        return checks.thread();
    }

    /** Where it is reached. */
    public String url() {
        return url(config.transport().host());
    }

    /** Where other machines of the network reach it, if it listens on every address of this one. */
    public List<String> urlsOnTheNetwork() {
        return NetworkAddresses.reachableAt(config.transport().host()).stream()
                .map(this::url)
                .toList();
    }

    /** Whether it listens on all IPv6 addresses of this machine, as it does for 0.0.0.0 where there is IPv6. */
    public boolean isOnEveryIpv6Address() {
        return transport.isOnEveryIpv6Address();
    }

    private String url(String host) {
        String scheme = config.transport().doors().tls() == null ? "http://" : "https://";
        return scheme + (host.contains(":") ? "[" + host + "]" : host) + ":" + transport.port();
    }

    /**
     * Goes on with another config: room types as {@link LocalRooms#reload} does; the rest is for the next start. Any
     * thread may.
     *
     * @return why it does not: a sentence for each thing that cannot change now; empty: it does
     */
    public List<String> reload(ServerConfig changed) {
        List<String> problems =
                ReloadCheck.problems(rooms.list().stream().map(Room::type).toList(), changed.roomTypes());
        if (problems.isEmpty()) {
            problems = saveProblems(changed.roomTypes());
        }
        if (problems.isEmpty()) {
            ProcessLog.use(changed.log());
            keys.prepare(changed.roomTypes().stream().map(RoomType::auth).toList());
            rooms.reload(changed.roomTypes());
            values = changed.operation().effective();
        }
        return problems;
    }

    private List<String> saveProblems(List<RoomType> types) {
        try {
            openSaves(types);
            return List.of();
        } catch (StoreException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** The rooms that are open, and what of a changed config each does not follow. */
    List<OpenRoom> openRooms(ServerConfig changed) {
        return ReloadCheck.openRooms(rooms.list(), changed.roomTypes());
    }

    /** Connections of players that are open. */
    public int connectionCount() {
        return transport.connectionCount();
    }

    /** How it ends without an end of games that are under way. */
    public Drain drain() {
        return drain;
    }

    public Counters counters() {
        return counters;
    }

    public LocalRooms rooms() {
        return rooms;
    }

    /** Tells all players that the server stops, and stops it. */
    @Override
    public void close() {
        rooms.close();
        transport.letNobodyIn();
        checks.close();
        workers.shutdownNow();
        tickets.shutdownNow();
        keyThread.shutdownNow();
        loops.stop();
        keeping.close();
        saves.close(Saves.STOP_MILLIS);
        rooms.finishRequests();
        try {
            if (operations != null) {
                operations.stop();
            }
            transport.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the sockets did not close cleanly", e);
        }
    }
}
