package dev.tickwire.server.console;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tickwire.server.directory.Drain;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.metrics.PlayerStats;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.AdjustableNumber;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.roomtype.TunableInfo;
import dev.tickwire.server.seats.Seat;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Shows those who look what happens, {@value #PER_SECOND} times a second: the whole server, or one room from inside.
 * While nobody looks, nothing is read and no room is asked. Any thread may use it.
 */
public final class Live {
    public static final int PER_SECOND = 4;
    /** More at once are refused. */
    public static final int MOST_VIEWERS = 32;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final LocalRooms rooms;
    private final Figures figures;
    private final Changes changes;
    private final Drain drain;
    private final Map<Viewer, Watching> viewers = new HashMap<>();
    private final Map<Room, WorldView> worlds = new HashMap<>();
    private final Map<Room, BytesView> bytes = new HashMap<>();
    private final Map<Room, TalkView> talks = new HashMap<>();

    /** Somebody who looks: a page, as a rule. */
    public interface Viewer {
        /** Whether what was sent last is out: who is slow is shown less. */
        boolean isReady();

        /** Sends JSON. */
        void show(String json);
    }

    private sealed interface Watching {
        record Server() implements Watching {}

        record Inside(String room, WorldView.Wanted wanted, boolean isNew) implements Watching {}
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
            worlds.clear();
            talks.clear();
            bytes.values().forEach(BytesView::close);
            bytes.clear();
        }
    }

    /**
     * Somebody wants to look at something else: {@code {"watch": "server"}}, or {@code {"watch": "room", "room": ID}}
     * with {@code table}, {@code search}, {@code from} and {@code pinned}.
     *
     * @return what is wrong with it, in a sentence; empty: nothing
     */
    public synchronized String onMessage(Viewer viewer, String json) {
        try {
            Map<String, Object> asked = JSONObjectUtils.parse(json);
            String watch = text(asked, "watch");
            if (watch.equals("server")) {
                viewers.replace(viewer, new Watching.Server());
                return "";
            }
            if (!watch.equals("room")) {
                return "Say what to watch: server, or a room.";
            }
            WorldView.Wanted wanted = new WorldView.Wanted(
                    text(asked, "table"), text(asked, "search"), number(asked, "from", 0), number(asked, "pinned", -1));
            viewers.replace(viewer, new Watching.Inside(text(asked, "room"), wanted, true));
            return "";
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            return "Send JSON such as {\"watch\": \"room\", \"room\": \"arena-1\", \"table\": \"ships\"}.";
        }
    }

    /** Shows everybody what is now; called {@value #PER_SECOND} times a second, by one thread. */
    public synchronized void tick(long nowNanos, long nowMillis) {
        if (viewers.isEmpty()) {
            return;
        }
        figures.sample(nowNanos);
        worlds.values().forEach(WorldView::refresh);
        bytes.values().forEach(view -> view.refresh(nowNanos));
        talks.values().forEach(TalkView::refresh);
        String server = null;
        for (Map.Entry<Viewer, Watching> viewer : viewers.entrySet()) {
            if (!viewer.getKey().isReady()) {
                continue;
            }
            if (viewer.getValue() instanceof Watching.Inside inside) {
                viewer.getKey().show(json(nowMillis, "room", inside(inside, nowNanos)));
                viewer.setValue(new Watching.Inside(inside.room, inside.wanted, isStillNew(inside)));
            } else {
                server = server == null ? json(nowMillis, "server", server()) : server;
                viewer.getKey().show(server);
            }
        }
        letGo();
        worlds.values().forEach(WorldView::ask);
    }

    /** Lets go of rooms that are gone, or into which nobody looks any more. */
    private void letGo() {
        Predicate<Room> isLeft = room ->
                rooms.find(room.id()) != room || viewers.values().stream().noneMatch(watching -> isOf(watching, room));
        worlds.keySet().removeIf(isLeft);
        talks.keySet().removeIf(isLeft);
        bytes.entrySet().removeIf(entry -> {
            boolean left = isLeft.test(entry.getKey());
            if (left) {
                entry.getValue().close();
            }
            return left;
        });
    }

    /** Tables are told with the first world that there is. */
    private boolean isStillNew(Watching.Inside inside) {
        Room room = rooms.find(inside.room);
        WorldView world = room == null ? null : worlds.get(room);
        return inside.isNew && (world == null || !world.isKnown());
    }

    private static boolean isOf(Watching watching, Room room) {
        return watching instanceof Watching.Inside inside && inside.room.equals(room.id());
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

    private Map<String, Object> inside(Watching.Inside watching, long nowNanos) {
        Room room = rooms.find(watching.room);
        Map<String, Object> all = room == null ? null : figures.room(room);
        if (room == null || all == null) {
            return Map.of("id", watching.room, "state", room == null ? "gone" : "new");
        }
        all.put("changes", changes.count());
        all.put("adjustable", adjustables(room.type()));
        all.put("people", people(room, nowNanos));
        all.put(
                "bytes",
                bytes.computeIfAbsent(room, one -> new BytesView(one, nowNanos)).lines());
        TalkView talk = talks.computeIfAbsent(room, TalkView::new);
        all.put("events", talk.events());
        all.put("chats", talk.chats());
        WorldView world = worlds.computeIfAbsent(room, WorldView::new);
        if (world.isKnown()) {
            all.put("world", world.read(watching.wanted));
            if (watching.isNew) {
                all.put("tables", world.tables());
            }
        }
        return all;
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

    private static String json(long nowMillis, String key, Map<String, Object> value) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", nowMillis);
        all.put(key, value);
        return JSONObjectUtils.toJSONString(all);
    }

    private static String text(Map<String, Object> asked, String key) throws ParseException {
        String text = JSONObjectUtils.getString(asked, key);
        return text == null ? "" : text;
    }

    private static int number(Map<String, Object> asked, String key, int otherwise) throws ParseException {
        return asked.containsKey(key) ? Math.max(-1, JSONObjectUtils.getInt(asked, key)) : otherwise;
    }
}
