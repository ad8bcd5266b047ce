package dev.tickwire.server.console;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tickwire.server.directory.Drain;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.metrics.BytesWatch;
import dev.tickwire.server.metrics.PlayerStats;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.AdjustableNumber;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.roomtype.TunableInfo;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.simulation.state.Schema;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows those who look what happens, {@value #PER_SECOND} times a second: the whole server, or one room from inside.
 * While nobody looks, nothing is read and no room is asked. Any thread may use it.
 */
public final class Live {
    public static final int PER_SECOND = 4;
    /** More at once are refused. */
    public static final int MOST_VIEWERS = 32;

    /** Rooms that are offered to compare with. */
    static final int MOST_OTHERS = 100;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final LocalRooms rooms;
    private final Figures figures;
    private final Changes changes;
    private final Drain drain;
    private final Map<Viewer, Watching> viewers = new HashMap<>();
    private final RoomViews views = new RoomViews();

    /** Somebody who looks: a page, as a rule. */
    public interface Viewer {
        /** Whether what was sent last is out: who is slow is shown less. */
        boolean isReady();

        /** Sends JSON. */
        void show(String json);
    }

    private sealed interface Watching {
        record Server() implements Watching {}

        /** {@code told}: the tables that it knows. */
        record Inside(RoomLook look, @Nullable Schema told) implements Watching {}
    }

    public Live(LocalRooms rooms, Figures figures, Changes changes, Drain drain) {
        this.rooms = rooms;
        this.figures = figures;
        this.changes = changes;
        this.drain = drain;
    }

    /** Somebody begins to look, at the whole server; false: too many do. */
    public synchronized boolean add(Viewer viewer) {
        if (viewers.size() >= MOST_VIEWERS) {
            return false;
        }
        viewers.put(viewer, new Watching.Server());
        return true;
    }

    /** Somebody looks no more. */
    public synchronized void remove(Viewer viewer) {
        viewers.remove(viewer);
        if (viewers.isEmpty()) {
            figures.clear();
            views.clear();
        }
    }

    /**
     * Somebody wants to look at something else: {@code {"watch": "server"}}, or {@code {"watch": "room", "room": ID}}
     * with {@code table}, {@code search}, {@code from}, {@code pinned}, {@code bytesOf} and {@code beside}.
     *
     * @return what is wrong with it, in a sentence; empty: nothing
     */
    public synchronized String onMessage(Viewer viewer, String json) {
        Map<String, Object> asked;
        try {
            asked = JSONObjectUtils.parse(json);
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            return "Send JSON such as {\"watch\": \"room\", \"room\": \"arena-1\", \"table\": \"ships\"}.";
        }
        Object watch = asked.get("watch");
        if ("server".equals(watch)) {
            viewers.replace(viewer, new Watching.Server());
            return "";
        }
        if (!"room".equals(watch)) {
            return "Say what to watch: server, or a room.";
        }
        try {
            viewers.replace(viewer, new Watching.Inside(RoomLook.parse(asked), null));
            return "";
        } catch (ParseException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Shows everybody what is now; called {@value #PER_SECOND} times a second, by one thread. */
    public synchronized void tick(long nowNanos, long nowMillis) {
        if (viewers.isEmpty()) {
            return;
        }
        List<RoomLook> looks = looks();
        figures.sample(nowNanos, room -> looks.stream().anyMatch(look -> look.shows(room)));
        views.refresh(nowNanos);
        String server = null;
        for (Map.Entry<Viewer, Watching> viewer : viewers.entrySet()) {
            if (!viewer.getKey().isReady()) {
                continue;
            }
            if (viewer.getValue() instanceof Watching.Inside inside) {
                viewer.getKey().show(json(nowMillis, rooms(inside, nowNanos)));
                viewer.setValue(new Watching.Inside(inside.look, told(inside)));
            } else {
                server = server == null ? json(nowMillis, Map.of("server", server())) : server;
                viewer.getKey().show(server);
            }
        }
        views.keepOnly(room -> rooms.find(room.id()) == room, looks);
        views.ask();
    }

    private List<RoomLook> looks() {
        List<RoomLook> looks = new ArrayList<>();
        for (Watching watching : viewers.values()) {
            if (watching instanceof Watching.Inside inside) {
                looks.add(inside.look);
            }
        }
        return looks;
    }

    /** Tables are told with the first world that there is, and again where a room goes by other rules. */
    private @Nullable Schema told(Watching.Inside inside) {
        Room room = rooms.find(inside.look.room());
        Schema known = room == null ? null : views.known(room);
        return known == null ? inside.told : known;
    }

    private Map<String, Object> server() {
        Map<String, Object> all = figures.overview();
        all.put("changes", changes.count());
        Long left = drain.secondsLeft();
        if (left != null) {
            all.put("drainsInSeconds", left);
        }
        return all;
    }

    private Map<String, Object> rooms(Watching.Inside watching, long nowNanos) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("room", inside(watching, nowNanos));
        String beside = watching.look.beside();
        if (!beside.isEmpty()) {
            all.put("beside", detail(beside, rooms.find(beside)));
        }
        return all;
    }

    /** What two rooms are compared by; of one that is gone, or was not sampled yet, only that. */
    private Map<String, Object> detail(String id, @Nullable Room room) {
        Map<String, Object> all = room == null ? null : figures.room(room);
        if (room == null || all == null) {
            return Map.of("id", id, "state", room == null ? "gone" : "new");
        }
        all.put("adjustable", adjustables(room.type()));
        return all;
    }

    private Map<String, Object> inside(Watching.Inside watching, long nowNanos) {
        RoomLook look = watching.look;
        Room room = rooms.find(look.room());
        Map<String, Object> all = detail(look.room(), room);
        if (room == null || !all.containsKey("adjustable")) {
            return all;
        }
        all.put("changes", changes.count());
        all.put("people", people(room, nowNanos));
        putBytes(all, views.bytes(room, look.bytesOf(), nowNanos), look.bytesOf());
        all.put("coarser", views.coarser(room).columns());
        TalkView talk = views.talk(room);
        all.put("events", talk.events());
        all.put("chats", talk.chats());
        WorldView world = views.world(room);
        if (world.isKnown()) {
            all.put("world", world.read(look.wanted()));
            if (!world.schema().equals(watching.told)) {
                all.put("tables", world.tables());
                all.put("others", others(room));
            }
        }
        return all;
    }

    /** Ids of other rooms, those of the same type first. */
    private List<String> others(Room room) {
        return rooms.list().stream()
                .filter(other -> other != room)
                .sorted(Comparator.comparing((Room other) ->
                                !other.type().name().equals(room.type().name()))
                        .thenComparing(Room::id))
                .limit(MOST_OTHERS)
                .map(Room::id)
                .toList();
    }

    private static void putBytes(Map<String, Object> all, BytesView bytes, int of) {
        if (of != BytesWatch.EVERYBODY) {
            all.put("bytesOf", of);
        }
        if (bytes.isRefused()) {
            all.put("bytesRefused", true);
        }
        all.put("bytes", bytes.lines());
    }

    private static List<Map<String, Object>> adjustables(RoomType type) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (AdjustableNumber number : type.adjustables()) {
            TunableInfo info = number.info();
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("path", number.path());
            one.put("name", info.name());
            one.put("value", number.value());
            one.put("initial", info.initial());
            one.put("min", info.min());
            one.put("max", info.max());
            one.put("text", info.text());
            one.put("unit", info.unit());
            all.add(one);
        }
        return all;
    }

    private List<Map<String, Object>> people(Room room, long nowNanos) {
        List<Map<String, Object>> all = new ArrayList<>();
        RoomWindow window = figures.window(room);
        if (window == null) {
            return all;
        }
        for (PlayerStats.Reading person : window.newest().players()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("place", person.who().place());
            one.put("number", person.who().number());
            one.put("name", person.who().name());
            Seat seat = room.control().seatOn(person.who().place());
            one.put("client", seat == null ? "" : seat.request().software().version());
            one.put("connectedSeconds", (nowNanos - person.connectedNanos()) / NANOS_PER_SECOND);
            one.put("roundTripMillis", person.roundTripMicros() < 0 ? -1 : person.roundTripMicros() / 1000);
            one.put("inputMarginMillis", person.inputMarginMillis());
            one.put("ackLagTicks", person.ackLagTicks());
            one.put("paceInterval", person.paceInterval());
            one.put("bytesPerSecond", Math.round(window.bytesPerSecondOf(person)));
            one.put("snapshotsSkipped", person.snapshotsSkipped());
            one.put("inputsDropped", person.inputsDropped());
            all.add(one);
        }
        return all;
    }

    private static String json(long nowMillis, Map<String, Object> shown) {
        Map<String, Object> all = new LinkedHashMap<>(shown);
        all.put("at", nowMillis);
        return JSONObjectUtils.toJSONString(all);
    }
}
