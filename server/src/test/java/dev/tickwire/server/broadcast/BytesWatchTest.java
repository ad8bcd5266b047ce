package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.account.AccountRow;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Secrets;
import dev.tickwire.server.fixture.Shop;
import dev.tickwire.server.metrics.BytesReading;
import dev.tickwire.server.metrics.BytesWatch;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.simulation.interest.Radii;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesWatchTest {
    private static final Radii RADII = new Radii(150, 250, 350, 1.1);
    private static final int SEEDS = 4;
    private static final int TICKS = 100;

    /** Rooms of random games with columns, tables and events for all audiences, in which random things happen. */
    @ParameterizedTest
    @CsvSource({"everyone, PLAIN", "everyone, PACKED", "radius, PLAIN", "radius, PACKED"})
    void shouldComeToTheBytesThatAreSentExactly(String mode, Codec codec) throws InvalidProtocolBufferException {
        for (long seed = 0; seed < SEEDS; seed++) {
            new Run(seed, codec, mode.equals("radius")).go();
        }
    }

    private static final class Run {
        private final String where;
        private final Random random;
        private final RoomDriver room;
        private final RoomTypes types;
        private final long seed;
        private final boolean hasInterest;
        private final List<Guest> guests = new ArrayList<>();
        private final List<BytesWatch> ofPlayers = new ArrayList<>();
        private final BytesWatch all;

        Run(long seed, Codec codec, boolean hasInterest) {
            this.seed = seed;
            this.hasInterest = hasInterest;
            where = "seed " + seed + " interest " + hasInterest + " " + codec;
            random = new Random(seed);
            types = RoomTypes.asShipped()
                    .seed(seed)
                    .codec(codec)
                    .playerLimit(Secrets.PLAYERS)
                    .interest(hasInterest ? RADII : null);
            room = new RoomDriver(types.build(() -> new Secrets(seed, 1, hasInterest, false)));
            all = room.room().control().watchBytes(BytesWatch.EVERYBODY);
            for (int player = 0; player < Secrets.PLAYERS; player++) {
                ofPlayers.add(room.room().control().watchBytes(player));
            }
        }

        void go() throws InvalidProtocolBufferException {
            BytesReading half = all.read();
            int bytesAtHalf = 0;
            for (int tick = 1; tick <= TICKS; tick++) {
                if (guests.size() <= Secrets.PLAYERS && tick > 3 * guests.size()) {
                    boolean isPlayer = guests.size() < Secrets.PLAYERS;
                    Codec own = Codec.forNumber(random.nextInt(2));
                    guests.add(isPlayer ? room.join("guest", true, own) : room.watch("watcher", own));
                }
                guests.forEach(this::disturb);
                if (tick == TICKS / 2) {
                    half = all.read();
                    bytesAtHalf = bytes(guests);
                    room.room().follow(types.rates(30, 15).build(() -> new Secrets(seed, 1, hasInterest, false)));
                }
                room.tick();
            }
            assertThat(all.read().bytes()).as(where).isEqualTo(bytes(guests));
            assertThat(all.read().since(half).bytes()).as(where).isEqualTo(bytes(guests) - bytesAtHalf);
            assertThat(all.read().frames()).as(where).isEqualTo(frames(guests).size());
            for (int player = 0; player < Secrets.PLAYERS; player++) {
                BytesReading own = ofPlayers.get(player).read();
                assertThat(own.bytes()).as(where).isEqualTo(bytes(List.of(guests.get(player))));
            }
            assertThat(rows(all.read())).as(where).containsAllEntriesOf(asRead(frames(guests)));
            assertThat(all.read().lines().stream().mapToLong(BytesReading.Line::bits))
                    .allMatch(bits -> bits > 0);
        }

        private void disturb(Guest guest) {
            if (random.nextInt(6) == 0) {
                guest.outlet().setIdle(random.nextInt(4) > 0);
            }
            if (random.nextInt(40) == 0) {
                guest.seat().reports().requestResync();
            }
            if (random.nextInt(20) == 0) {
                guest.seat().say("x".repeat(1 + random.nextInt(100)));
            }
            if (guests.indexOf(guest) < Secrets.PLAYERS && random.nextBoolean()) {
                guest.input(room.room().stats().read().players().size() + random.nextInt(TICKS), random.nextInt(1000));
            }
        }
    }

    @Test
    void shouldPutAnswersToCommandsDownToThem() throws InvalidProtocolBufferException {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build(Shop::new));
        Guest ada = room.join("Ada");
        BytesWatch watch = room.room().control().watchBytes(0);
        room.ticks(3);
        ada.command(1, Shop.BUY, 5);
        ada.command(2, Shop.COOK, 1, 1);
        room.ticks(3);

        assertThat(rows(watch.read())).containsAllEntriesOf(asRead(frames(List.of(ada))));
        assertThat(rows(watch.read()).get(AccountRow.Kind.ANSWERS)).isEqualTo(8L * (2 + 1 + 2 + 2 + 2));
        assertThat(watch.read().bytes()).isEqualTo(bytes(List.of(ada)));
    }

    @Test
    void shouldCountFromTheTickOnAtWhichItBegins() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        Guest ada = room.join("Ada");
        room.ticks(5);
        int before = bytes(List.of(ada));
        BytesWatch watch = room.room().control().watchBytes(BytesWatch.EVERYBODY);
        room.ticks(5);

        assertThat(watch.read().frames()).isEqualTo(5);
        assertThat(watch.read().bytes()).isEqualTo(bytes(List.of(ada)) - before);
    }

    @Test
    void shouldCountNothingMoreOnceItIsClosed() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        room.join("Ada");
        BytesWatch watch = room.room().control().watchBytes(BytesWatch.EVERYBODY);
        room.ticks(5);
        long bytes = watch.read().bytes();
        watch.close();
        room.ticks(5);

        assertThat(watch.read().bytes()).isEqualTo(bytes).isPositive();
    }

    @Test
    void shouldRefuseMoreThanEightUntilOneIsClosed() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        List<BytesWatch> watches = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            watches.add(room.room().control().watchBytes(BytesWatch.EVERYBODY));
        }
        room.tick();
        assertThat(watches.get(8).isClosed()).isTrue();
        assertThat(watches.subList(0, 8)).noneMatch(BytesWatch::isClosed);
        assertThat(room.count(Counter.BYTE_WATCHES_REFUSED)).isEqualTo(1);

        watches.get(3).close();
        BytesWatch next = room.room().control().watchBytes(BytesWatch.EVERYBODY);
        room.tick();
        assertThat(next.isClosed()).isFalse();
    }

    @Test
    void shouldBeClosedByARoomThatHasClosed() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        room.room().close(DisconnectReason.ROOM_CLOSED);
        room.tick();

        assertThat(room.room().control().watchBytes(BytesWatch.EVERYBODY).isClosed())
                .isTrue();
    }

    /** Bits by what a frame has beside its blocks, found by reading the frames. */
    private static Map<AccountRow.Kind, Long> asRead(List<ServerFrame> frames) {
        Map<AccountRow.Kind, Long> bits = new EnumMap<>(AccountRow.Kind.class);
        for (ServerFrame frame : frames) {
            ServerFrame rest = frame.toBuilder().clearBlocks().build();
            add(
                    bits,
                    AccountRow.Kind.CHATS,
                    size(rest) - size(rest.toBuilder().clearChats().build()));
            add(
                    bits,
                    AccountRow.Kind.EVENTS,
                    size(rest) - size(rest.toBuilder().clearEvents().build()));
            add(
                    bits,
                    AccountRow.Kind.RATES,
                    size(rest) - size(rest.toBuilder().clearRates().build()));
            add(
                    bits,
                    AccountRow.Kind.ANSWERS,
                    size(rest) - size(rest.toBuilder().clearAnswers().build()));
            add(bits, AccountRow.Kind.HASH, frame.hasStateHash() ? 5 : 0);
            add(
                    bits,
                    AccountRow.Kind.TICK,
                    CodedOutputStream.computeUInt32Size(3, frame.getTick())
                            + (frame.getQuietAgo() == 0
                                    ? 0
                                    : CodedOutputStream.computeUInt32Size(9, frame.getQuietAgo())));
            ServerFrame inputs = rest.toBuilder()
                    .clearInputAckAgo()
                    .clearInputMarginMillis()
                    .clearInputsBetween()
                    .build();
            add(bits, AccountRow.Kind.INPUTS, size(rest) - size(inputs));
        }
        bits.values().removeIf(sum -> sum == 0);
        return bits;
    }

    private static int size(ServerFrame frame) {
        return frame.getSerializedSize();
    }

    private static void add(Map<AccountRow.Kind, Long> bits, AccountRow.Kind kind, int bytes) {
        bits.merge(kind, 8L * bytes, Long::sum);
    }

    private static Map<AccountRow.Kind, Long> rows(BytesReading reading) {
        Map<AccountRow.Kind, Long> bits = new EnumMap<>(AccountRow.Kind.class);
        reading.lines().forEach(line -> bits.merge(line.row().kind(), line.bits(), Long::sum));
        return bits;
    }

    /** All frames with a snapshot that guests were sent. */
    private static List<ServerFrame> frames(List<Guest> guests) {
        return guests.stream()
                .flatMap(guest -> guest.watcher().frames().stream())
                .toList();
    }

    /** How long the messages with these frames are. */
    private static int bytes(List<Guest> guests) {
        return guests.stream()
                .flatMap(guest -> guest.outlet().messages().stream())
                .filter(BytesWatchTest::hasSnapshot)
                .mapToInt(message -> message.length)
                .sum();
    }

    private static boolean hasSnapshot(byte[] message) {
        try {
            return ServerFrame.parseFrom(message).getTick() > 0;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
