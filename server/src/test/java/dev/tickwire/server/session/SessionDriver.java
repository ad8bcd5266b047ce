package dev.tickwire.server.session;

import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Input;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.address.Address;
import dev.tickwire.server.address.Addresses;
import dev.tickwire.server.directory.Journals;
import dev.tickwire.server.directory.KeptRooms;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.RoomMemory;
import dev.tickwire.server.fixture.Doors;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.TestAddresses;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.fixture.Watcher;
import dev.tickwire.server.loop.Loop;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.MarkKind;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.sanctions.Sanctions;
import dev.tickwire.server.saves.Saves;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A server without sockets, threads or a clock: sessions on rooms on a loop, driven by hand. */
final class SessionDriver {
    static final long MILLI = 1_000_000L;
    static final Limits LIMITS = new Limits(4096, 100, 5_000);
    static final int MOST_ROOMS = 3;
    static final int MOST_KEPT = 6;

    final Counters counters = new Counters();
    final Addresses addresses = TestAddresses.counted(counters, MOST_KEPT);
    /** What rooms say why they are to be saved. */
    final List<String> marks = new ArrayList<>();

    final LocalRooms rooms;
    final Sanctions sanctions = new Sanctions(null, InstantSource.fixed(Doors.NOW));
    long nowNanos = -2_000 * MILLI;
    private final Loop loop;

    SessionDriver(RoomType... types) {
        this(MOST_ROOMS, types);
    }

    SessionDriver(int roomLimit, RoomType... types) {
        this(TestSaves.NONE, roomLimit, types);
    }

    SessionDriver(Saves saves, int roomLimit, RoomType... types) {
        rooms = new LocalRooms(
                List.of(types),
                new LocalRooms.Limits(roomLimit, 10_000),
                counters,
                Runnable::run,
                RoomMemory.ENDLESS,
                saves,
                this::run,
                new Marks());
        loop = new Loop(5, counters, new TickLateness(() -> 0), rooms::remove);
        rooms.open();
    }

    private boolean run(Room room) {
        return loop.add(room);
    }

    /** Id of a room: 0 is the oldest. */
    String roomId(int index) {
        return rooms.list().get(index).id();
    }

    Client connect() {
        return connect("127.0.0.1");
    }

    /** A connection from a network address. */
    Client connect(String address) {
        return new Client(addresses.hold(TestAddresses.at(address)));
    }

    Client joined(String name) {
        Client client = connect();
        client.send(join(name));
        tick();
        return client;
    }

    /** Runs what is due, 50 ms later. */
    void tick() {
        pass(50);
    }

    /** Runs what is due, some time later. */
    void pass(long millis) {
        nowNanos += millis * MILLI;
        loop.doWork(nowNanos);
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    long count(Counter counter) {
        return counters.get(counter);
    }

    static ClientFrame.Builder join(String name) {
        return ClientFrame.newBuilder()
                .setJoin(Join.newBuilder().setProtocolVersion(1).setName(name));
    }

    static ClientFrame.Builder join(Join.Builder join) {
        return ClientFrame.newBuilder().setJoin(join.setProtocolVersion(1));
    }

    static ClientFrame.Builder input(int tick, Integer... values) {
        return ClientFrame.newBuilder()
                .addInputs(Input.newBuilder().setTick(tick).addAllValues(List.of(values)));
    }

    /** Journals that keep only why rooms are to be saved. */
    private final class Marks implements Journals {
        @Override
        public JournalSink of(Listing listing, RoomType type) {
            return new JournalSink() {
                @Override
                public void onMark(String reason, MarkKind kind) {
                    marks.add(kind + ": " + reason);
                }
            };
        }

        @Override
        public KeptRooms kept() {
            return NONE.kept();
        }
    }

    /** One connection. */
    final class Client {
        final FakeOutlet outlet;
        final Session session;

        private Client(Address address) {
            outlet = new FakeOutlet(address);
            session = new Session(outlet, Doors.to(rooms, sanctions, counters), LIMITS, nowNanos);
        }

        void send(ClientFrame.Builder frame) {
            send(frame.build().toByteArray());
        }

        void send(byte[] message) {
            if (session.onFrame(nowNanos)) {
                session.onMessage(message, 0, message.length, nowNanos);
            }
        }

        /** What the client makes of all that it was sent. */
        Watcher watch() {
            Watcher watcher = new Watcher();
            outlet.messages().forEach(watcher::receive);
            return watcher;
        }
    }
}
