package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.seats.Role;
import dev.tickwire.simulation.interest.Radii;
import org.junit.jupiter.api.Test;

/** A room that goes on with other settings than rates while people are in it. */
class FollowingTest {
    private static final Radii RADII = new Radii(150, 250, 350, 1.1);

    private final RoomDriver room = new RoomDriver(types().playerLimit(3).build());
    private final Guest ada = room.join("Ada");
    private final Guest bo = room.join("Bo");

    @Test
    void shouldDropNobodyWhereFewerMayBeThere() {
        room.ticks(2);

        follow(types().playerLimit(1).spectatorLimit(0));

        assertThat(room.room().reserve(Role.PLAYER)).isFalse();
        assertThat(room.room().reserve(Role.SPECTATOR)).isFalse();
        assertThat(room.room().places().free()).isZero();
        assertThat(room.room().seatCount()).isEqualTo(2);
        room.ticks(20);
        assertThat(ada.watcher().frames()).hasSizeGreaterThan(20);
        assertThat(bo.outlet().reason()).isNull();
    }

    @Test
    void shouldLetAsManyInAgainAsItWasOpenedForAndNoMore() {
        follow(types().playerLimit(1));

        follow(types().playerLimit(8));

        assertThat(room.room().type().settings().capacity().players()).isEqualTo(3);
        assertThat(room.room().type().keeps(types().playerLimit(8).build())).containsExactly("playerLimit");
        assertThat(room.room().reserve(Role.PLAYER)).isTrue();
        assertThat(room.room().reserve(Role.PLAYER)).isFalse();
    }

    @Test
    void shouldKeepSeatsForAsLongAsTheNewGraceSays() {
        room.ticks(2);
        ada.seat().depart(Departure.LOST);
        room.tick();

        follow(types().resumeGraceMillis(500));
        room.ticks(12);

        assertThat(room.room().seatCount()).isEqualTo(1);
        assertThat(room.count(Counter.SEATS_EXPIRED)).isEqualTo(1);
    }

    @Test
    void shouldStopAndStartChats() {
        room.ticks(2);
        follow(types().chat(0, 64));
        ada.seat().say("nobody hears this");
        room.ticks(2);
        assertThat(room.count(Counter.CHATS_REFUSED)).isEqualTo(1);

        follow(types().chat(10, 64));
        ada.seat().say("hello");
        room.ticks(2);

        assertThat(bo.watcher().frames().stream()
                        .mapToInt(ServerFrame::getChatsCount)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void shouldTellPlayersHowFarRulesLookBack() {
        room.ticks(2);

        follow(types().lagCompensationMillis(1_000));

        assertThat(ada.watcher().lastFrame().getRates().getMostViewAgo()).isEqualTo(320);
    }

    @Test
    void shouldTellNobodyOfWhatIsNothingToThem() {
        room.ticks(2);

        follow(types().bytesPerSecond(5_000).idleTimeoutMillis(9_000));
        room.ticks(5);

        assertThat(ada.watcher().frames()).noneMatch(ServerFrame::hasRates);
        assertThat(room.count(Counter.ROOMS_RETUNED)).isEqualTo(1);
    }

    @Test
    void shouldSendNoMoreThanANewBudgetAllows() {
        room.ticks(40);
        long before = bytes();

        follow(types().bytesPerSecond(100));
        room.ticks(100);
        long slow = bytes() - before;

        assertThat(slow).as("bytes in 5 s, after %d in 2 s", before).isLessThan(5 * 100 + 1_000);
        assertThat(ada.outlet().reason()).isNull();
    }

    @Test
    void shouldWriteForThoseWhoComeLaterInTheNewCodec() {
        follow(types().codec(Codec.PLAIN));

        Guest eve = room.join("Eve");
        room.ticks(3);

        assertThat(eve.watcher().welcome().getCodec()).isEqualTo(Codec.PLAIN);
        assertThat(ada.watcher().welcome().getCodec()).isEqualTo(Codec.PACKED);
        assertThat(ada.seat().codec()).isEqualTo(Codec.PACKED);
    }

    @Test
    void shouldSayThatItKeepsSeeingEverything() {
        RoomType limited = types().playerLimit(3).interest(RADII).build();

        room.room().follow(limited);
        room.ticks(2);

        assertThat(room.room().type().settings().sight().radii()).isNull();
        assertThat(room.room().type().keeps(limited)).contains("interest.fullRateRadius", "interest.hysteresis");
    }

    @Test
    void shouldEndNobodyForAnIdleTimeoutThatBecameLonger() {
        follow(types().idleTimeoutMillis(90_000));

        assertThat(ada.seat().roomType().settings().timeouts().idleMillis()).isEqualTo(90_000);
        assertThat(ada.outlet().reason()).isNotEqualTo(DisconnectReason.IDLE_TIMEOUT);
    }

    private void follow(RoomTypes types) {
        room.room().follow(types.build());
        room.tick();
    }

    private long bytes() {
        return ada.outlet().messages().stream()
                .mapToLong(message -> message.length)
                .sum();
    }

    private static RoomTypes types() {
        return RoomTypes.asShipped();
    }
}
