package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.server.fixture.CardTable;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Secrets;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.Game;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Not a byte that somebody is sent depends on what it may not see: two rooms that differ in nothing else send it the
 * same frames, hashes and pauses included.
 */
class NothingLeaksTest {
    private static final Radii RADII = new Radii(150, 250, 350, 1.1);
    private static final int SEEDS = 8;
    private static final int TICKS = 120;

    /** What one guest was sent, frame by frame, and what it held at the end. */
    private record Told(List<byte[]> frames, Snapshot held) {}

    @ParameterizedTest
    @CsvSource({"everyone, PLAIN", "everyone, PACKED", "radius, PLAIN", "radius, PACKED"})
    void shouldTellThePlayerTheSameWhateverItMayNotSee(String mode, Codec codec) {
        boolean hasInterest = mode.equals("radius");
        int textsSeen = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Told one = play(seed, 1, codec, hasInterest, secrets(seed, hasInterest, false))
                    .get(Secrets.ONLOOKER);
            Told other = play(seed, 2, codec, hasInterest, secrets(seed, hasInterest, false))
                    .get(Secrets.ONLOOKER);
            assertSame("seed " + seed, one, other);
            textsSeen += one.held().textEnd();
        }
        assertThat(textsSeen).as("texts, so that the test is one").isGreaterThan(SEEDS);
    }

    /** Others are told what differs: else the test above would compare nothing with nothing. */
    @ParameterizedTest
    @CsvSource({"everyone, PLAIN", "radius, PACKED"})
    void shouldTellOthersWhatDiffers(String mode, Codec codec) {
        boolean hasInterest = mode.equals("radius");
        List<Told> one = play(3, 1, codec, hasInterest, secrets(3, hasInterest, false));
        List<Told> other = play(3, 2, codec, hasInterest, secrets(3, hasInterest, false));
        for (int guest = 1; guest < Secrets.PLAYERS; guest++) {
            assertThat(firstDifference(one.get(guest), other.get(guest)))
                    .as("guest %d", guest)
                    .isNotNegative();
        }
    }

    /** The test finds a leak of one bit in one column. */
    @Test
    void shouldFindALeak() {
        Told one = play(0, 1, Codec.PACKED, false, secrets(0, false, true)).get(Secrets.ONLOOKER);
        Told other = play(0, 2, Codec.PACKED, false, secrets(0, false, true)).get(Secrets.ONLOOKER);

        assertThat(firstDifference(one, other)).isNotNegative();
    }

    @ParameterizedTest
    @CsvSource({"PLAIN", "PACKED"})
    void shouldShowNobodyACardOfAnother(Codec codec) {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Told> one = play(seed, 1, codec, false, CardTable::new);
            List<Told> other = play(seed, 2, codec, false, CardTable::new);
            int spectator = one.size() - 1;
            assertSame("seed " + seed + ", a spectator", one.get(spectator), other.get(spectator));
            for (int guest = 0; guest < CardTable.PLAYERS; guest++) {
                assertThat(firstDifference(one.get(guest), other.get(guest)))
                        .as("player %d, who sees its hand", guest)
                        .isNotNegative();
            }
        }
    }

    @Test
    void shouldShowEachPlayerItsOwnCards() throws Exception {
        RoomDriver room = new RoomDriver(type(5, Codec.PACKED, CardTable.PLAYERS, false, () -> new CardTable(5)));
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        Guest watcher = room.watch("Wim");
        room.ticks(3);

        for (Guest guest : List.of(ada, bo, watcher)) {
            Schema schema = SchemaMessages.fromMessage(guest.watcher().welcome().getSchema());
            Snapshot held = guest.watcher().snapshot();
            assertThat(schema.indexOf("deck")).isEqualTo(-1);
            int hands = schema.indexOf("hands");
            assertThat(held.table(hands).count()).isEqualTo(guest == watcher ? 0 : 3);
            for (int card = held.table(hands).next(0);
                    card >= 0;
                    card = held.table(hands).next(card + 1)) {
                assertThat(held.table(hands).column(0)[card])
                        .isEqualTo(guest.watcher().player());
                assertThat(held.text(held.table(hands).column(2)[card])).startsWith("card ");
            }
        }
        assertThat(ada.watcher().lastFrame().getEventsCount()
                        + ada.watcher().frames().get(0).getEventsCount())
                .isPositive();
        assertThat(watcher.watcher().frames()).allMatch(frame -> frame.getEventsCount() == 0);
    }

    private static LongFunction<Game> secrets(long seed, boolean hasInterest, boolean leaks) {
        return secretSeed -> new Secrets(seed, secretSeed, hasInterest, leaks);
    }

    private static RoomType type(long seed, Codec codec, int players, boolean hasInterest, Supplier<Game> game) {
        // Without grace there are no resume tokens, which would make two welcomes differ.
        return RoomTypes.asShipped()
                .resumeGraceMillis(0)
                .seed(seed)
                .codec(codec)
                .playerLimit(players)
                .interest(hasInterest ? RADII : null)
                .build(game);
    }

    /** One room; guests come and are busy by the seed alone, and press what follows from the secret. */
    private static List<Told> play(
            long seed, long secretSeed, Codec codec, boolean hasInterest, LongFunction<Game> games) {
        int players = games.apply(0) instanceof CardTable ? CardTable.PLAYERS : Secrets.PLAYERS;
        RoomDriver room = new RoomDriver(type(seed, codec, players, hasInterest, () -> games.apply(secretSeed)));
        Random random = new Random(seed);
        Random pressing = new Random(secretSeed);
        List<Guest> guests = new ArrayList<>();
        for (int tick = 1; tick <= TICKS; tick++) {
            if (guests.size() < players && tick > 3 * guests.size()) {
                guests.add(room.join("guest", true, codec));
            } else if (guests.size() == players && tick > 30) {
                guests.add(room.watch("watcher", codec));
            }
            for (Guest guest : guests) {
                disturb(guest, random);
            }
            if (players == Secrets.PLAYERS) {
                for (int other = 1; other < Math.min(guests.size(), players); other++) {
                    guests.get(other).input(tick + 1, pressing.nextInt(1000));
                }
            }
            room.tick();
        }
        return guests.stream().map(NothingLeaksTest::told).toList();
    }

    private static Told told(Guest guest) {
        assertThat(guest.watcher().outcomes()).containsOnly(Replica.Outcome.APPLIED);
        return new Told(guest.outlet().messages(), guest.watcher().snapshot());
    }

    private static void disturb(Guest guest, Random random) {
        if (random.nextInt(6) == 0) {
            guest.outlet().setIdle(random.nextInt(4) > 0);
        }
        if (random.nextInt(60) == 0) {
            guest.seat().reports().requestResync();
        }
    }

    private static void assertSame(String where, Told one, Told other) {
        int frame = firstDifference(one, other);
        assertThat(frame).as("%s: the first frame that differs", where).isEqualTo(-1);
    }

    /** Index of the first frame that differs, or is lacking; −1: none does. */
    private static int firstDifference(Told one, Told other) {
        int most = Math.max(one.frames().size(), other.frames().size());
        for (int i = 0; i < most; i++) {
            if (!Arrays.equals(frame(one, i), frame(other, i))) {
                return i;
            }
        }
        return -1;
    }

    private static byte @Nullable [] frame(Told told, int index) {
        return index < told.frames().size() ? told.frames().get(index) : null;
    }
}
