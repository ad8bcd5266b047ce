package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.server.commands.CommandLedger;
import dev.tickwire.server.fixture.Belfry;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Rooms;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.fixture.Watcher.Event;
import dev.tickwire.server.inputs.InputSchedule;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.PlayerStats;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.world.Chosen;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told of what happens, and when. */
class EventFeedTest {
    private static final Radii RADII = new Radii(150, 200, 300, 1.1);
    private static final int RINGERS = 0;

    /** A room beside it, with a guest who is sent every tick and sees everything, says what has happened. */
    @ParameterizedTest
    @CsvSource({"everyone, 20, PLAIN", "everyone, 5, PACKED", "radius, 20, PACKED", "radius, 5, PLAIN"})
    void shouldTellEachPlayerOnceAndInOrderOfAllThatItMaySeeWhateverIsSkipped(
            String mode, double snapshotRateHz, Codec codec) {
        Radii radii = mode.equals("radius") ? RADII : null;
        for (long seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            RoomTypes type = belfry().seed(seed).rates(20, snapshotRateHz).codec(codec);
            RoomDriver room = new RoomDriver((radii == null ? type : type.interest(radii)).build(Belfry::new));
            RoomDriver open = new RoomDriver(belfry().seed(seed).build(Belfry::new));
            Guest all = open.join("all");
            room.join("all");
            List<Visit> visits = new ArrayList<>();
            for (int tick = 1; tick <= 200; tick++) {
                visits.forEach(visit -> visit.disturb(random));
                if (visits.size() < 6 && random.nextInt(15) == 0) {
                    Guest guest = room.join("guest", true, random.nextBoolean() ? codec : Codec.PLAIN);
                    visits.add(new Visit(guest, open.join("guest"), tick, new ArrayList<>()));
                }
                room.tick();
                open.tick();
                visits.forEach(Visit::notePlace);
            }
            assertContiguous(all.watcher().events());
            for (Visit visit : visits) {
                visit.assertToldOf(all.watcher().events(), radii, "seed " + seed);
            }
            assertThat(room.count(Counter.EVENTS_LOST)).isZero();
        }
    }

    @Test
    void shouldTellWithTheNextSnapshotOfWhatHappensBetween() {
        RoomDriver room = new RoomDriver(busy().rates(20, 5).build(Belfry::new));
        Guest ada = room.join("Ada");

        room.ticks(8);

        assertThat(ada.watcher().ticks()).containsExactly(4, 8);
        assertThat(ticks(strikes(ada))).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8);
        assertThat(strikes(ada).stream().map(Event::toldAt)).startsWith(4).endsWith(8);
        assertThat(room.count(Counter.EVENTS_SENT)).isEqualTo(16 + 1);
    }

    @Test
    void shouldTellOfWhatHappenedWhileAPlayerWasSkipped() {
        RoomDriver room = new RoomDriver(busy().build(Belfry::new));
        Guest ada = room.join("Ada", true);
        room.ticks(2);
        ada.outlet().setIdle(false);
        room.ticks(30);
        ada.outlet().setIdle(true);
        ada.seat().reports().requestResync();
        room.ticks(2);

        assertThat(serials(strikes(ada)))
                .isEqualTo(IntStream.range(0, 68).boxed().toList());
        assertThat(ada.watcher().baselinesAgo())
                .as("a keyframe loses and repeats nothing")
                .containsExactly(0, 1, 0, 1);
    }

    @Test
    void shouldGoOnWithTheOldestThereIsAndCountWhatHadToBeLetGo() {
        RoomDriver room = new RoomDriver(busy().eventLogCapacity(10).build(Belfry::new));
        Guest slow = room.join("Slow");
        Guest other = room.join("Other");
        room.ticks(1);
        slow.outlet().setIdle(false);
        room.ticks(8);
        slow.outlet().setIdle(true);
        assertThat(room.count(Counter.EVENTS_LOST)).isZero();

        room.ticks(2);

        assertThat(serials(strikes(slow))).containsExactly(0, 1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21);
        assertThat(room.count(Counter.EVENTS_LOST)).isEqualTo(8);
        assertThat(serials(strikes(other)))
                .isEqualTo(IntStream.range(0, 22).boxed().toList());
        assertThat(slow.watcher().outcomes()).containsOnly(Replica.Outcome.APPLIED);
    }

    @Test
    void shouldTellANewPlayerOfItsOwnArrivalAndOfNothingBefore() {
        RoomDriver room = new RoomDriver(busy().build(Belfry::new));
        room.join("Ada");
        room.ticks(5);
        Guest bo = room.join("Bo");
        room.ticks(1);

        assertThat(ticks(bo.watcher().events())).containsExactly(6, 6, 6);
        assertThat(news(bo)).hasSize(1).allMatch(event -> event.raws().get(Belfry.PLAYER) == 1 + 1);
    }

    @Test
    void shouldTellTheOthersThatAPlayerWent() {
        RoomDriver room = new RoomDriver(busy().build(Belfry::new));
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        room.ticks(2);
        bo.seat().leave();
        room.ticks(2);

        assertThat(news(ada).stream()
                        .map(event -> event.tick() + ": " + event.raws().get(Belfry.PLAYER)))
                .containsExactly("1: 1", "1: 2", "3: 2");
    }

    @Test
    void shouldNotSendHiddenColumns() {
        RoomDriver room = new RoomDriver(busy().build(Belfry::new));
        Guest ada = room.join("Ada");
        room.ticks(3);

        assertThat(strikes(ada)).hasSize(6).allMatch(event -> event.raws().size() == 3);
    }

    @Test
    void shouldAddNothingToAFrameWhenNothingHappens() {
        RoomDriver room = new RoomDriver(
                belfry().tune("mostStrikes", 0).tune("mostNews", 0).build(Belfry::new));
        Guest ada = room.join("Ada");
        room.ticks(5);

        assertThat(ada.watcher().frames().get(0).getEventsCount()).isEqualTo(1);
        assertThat(ada.watcher().frames().subList(1, 5)).allMatch(frame -> frame.getEventsCount() == 0);
    }

    @Test
    void shouldSayWhetherThereIsSomethingToTell() {
        RoomType type = busy().interest(new Radii(1e-3, 1e-3, 1e-3, 1))
                .tune("mostNews", 0)
                .build(Belfry::new);
        Match match = type.newMatch("", Chosen.nothing(), JournalSink.NONE);
        CounterBatch counters = new CounterBatch(new Counters());
        EventFeed feed = new EventFeed(type, match, match.ownership(), counters);
        Room room = Rooms.open(Listing.of("belfry-1"), type, JournalSink.NONE, new Counters(), () -> 0);
        Seat seat = Objects.requireNonNull(room.enter(new FakeOutlet(), SeatRequests.player("Ada")));
        Recipient player = new Recipient(
                seat,
                type,
                new InputSchedule(1, 2, counters),
                new CommandLedger(0, 1, counters),
                new PlayerStats(0, "Ada"));

        feed.start(player.events());
        assertThat(feed.hasEventsFor(player)).isFalse();
        match.join(0, "Ada", "", false, List.of());
        match.step();
        feed.collect();
        assertThat(feed.hasEventsFor(player)).as("news is for everybody").isTrue();
        assertThat(feed.hasEventsFor(player)).as("and was not told yet").isTrue();
        feed.begin(null);
        feed.append(player, new ByteWriter(64));
        assertThat(feed.hasEventsFor(player)).isFalse();
        match.step();
        feed.collect();
        assertThat(feed.hasEventsFor(player)).as("strikes are out of sight").isFalse();
    }

    /** Two strikes in each tick, and news only of who comes and goes. */
    /** At the full rate also for one who was busy a moment ago. */
    private static RoomTypes busy() {
        return belfry().pace(20, 500)
                .tune("mostStrikes", 2)
                .tune("leastStrikes", 2)
                .tune("mostNews", 0);
    }

    private static RoomTypes belfry() {
        return RoomTypes.asShipped().maxUnackedMillis(60_000);
    }

    private static List<Event> strikes(Guest guest) {
        return ofKind(guest.watcher().events(), Belfry.STRIKES);
    }

    private static List<Event> news(Guest guest) {
        return ofKind(guest.watcher().events(), Belfry.NEWS);
    }

    private static List<Event> ofKind(List<Event> events, int kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    private static List<Integer> ticks(List<Event> events) {
        return events.stream().map(Event::tick).toList();
    }

    private static List<Integer> serials(List<Event> events) {
        return events.stream().map(event -> event.raws().get(Belfry.SERIAL)).toList();
    }

    private static void assertContiguous(List<Event> events) {
        for (int kind : new int[] {Belfry.STRIKES, Belfry.NEWS}) {
            List<Integer> serials = serials(ofKind(events, kind));
            assertThat(serials)
                    .hasSizeGreaterThan(50)
                    .isEqualTo(IntStream.range(0, serials.size()).boxed().toList());
        }
    }

    /**
     * A guest's stay, from the tick at which it came; its twin in the other room says where it was at each tick since.
     */
    private record Visit(Guest guest, Guest twin, int fromTick, List<int[]> places) {
        void notePlace() {
            Rows ringers = twin.watcher().snapshot().table(RINGERS);
            int row = twin.watcher().player();
            places.add(new int[] {ringers.column(0)[row], ringers.column(1)[row]});
        }

        void disturb(Random random) {
            guest.outlet().setIdle(random.nextInt(4) > 0);
            if (random.nextInt(30) == 0) {
                guest.seat().reports().requestResync();
            }
            if (random.nextInt(150) == 0) {
                guest.seat().leave();
                twin.seat().leave();
            }
        }

        void assertToldOf(List<Event> all, @Nullable Radii radii, String where) {
            assertThat(guest.watcher().outcomes()).as(where).allMatch(outcome -> outcome == Replica.Outcome.APPLIED);
            List<String> expected = new ArrayList<>();
            int before = fromTick - 1;
            for (int tick : guest.watcher().ticks()) {
                for (Event event : all) {
                    if (event.tick() > before && event.tick() <= tick && (radii == null || sees(tick, event, radii))) {
                        expected.add(described(event, tick));
                    }
                }
                before = tick;
            }
            assertThat(guest.watcher().events().stream().map(event -> described(event, event.toldAt())))
                    .as(where)
                    .isEqualTo(expected);
        }

        /** From where it was at the tick at which it was told. */
        private boolean sees(int tick, Event event, Radii radii) {
            if (event.kind() == Belfry.NEWS) {
                return true;
            }
            int[] place = places.get(tick - fromTick);
            double dx = (event.raws().get(Belfry.X) - place[0]) * Belfry.UNIT;
            double dy = (event.raws().get(Belfry.Y) - place[1]) * Belfry.UNIT;
            return dx * dx + dy * dy <= radii.quarter() * radii.quarter();
        }

        private static String described(Event event, int toldAt) {
            return event.kind() + " " + event.raws() + " of " + event.tick() + " at " + toldAt;
        }
    }
}
