package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.server.backend.Backends;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.Regatta;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.world.Chosen;
import dev.tickwire.simulation.world.Simulation;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A room that comes to the last tick that there can be. */
class TickLimitTest {
    private static final int TICKS_PER_DAY = 20 * 86_400;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Lifetime.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void shouldEndWithASentenceAfterTheLastTick() {
        RoomDriver room = roomWith(5);
        Guest ada = room.join("Ada");
        room.ticks(5);
        assertThat(ada.watcher().lastFrame().getTick()).isEqualTo(Simulation.MOST_TICKS);
        assertThat(ada.watcher().outcomes()).allMatch(outcome -> outcome == Replica.Outcome.APPLIED);
        assertThat(ada.outlet().reason()).isNull();

        assertThat(room.tick()).isFalse();

        assertThat(ada.outlet().reason()).isEqualTo(DisconnectReason.ROOM_CLOSED);
        assertThat(ada.outlet().sentence()).isEqualTo("The room has run for as long as a room can: join again.");
        assertThat(room.count(Counter.ROOMS_FAILED)).isZero();
    }

    @Test
    void shouldWarnADayBeforeOnce() {
        RoomDriver room = roomWith(TICKS_PER_DAY + 2);
        room.join("Ada");
        room.ticks(2);
        assertThat(warnings()).isEmpty();

        room.ticks(10);

        assertThat(warnings())
                .containsExactly(
                        "room regatta-1 ends after 1728000 more ticks, in a day at most: it has then run for as long as"
                                + " a room can");
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** A room that has this many ticks left. */
    private static RoomDriver roomWith(int ticksLeft) {
        RoomType type = new RoomTypes().build();
        Checkpoint young = type.newMatch("", Chosen.nothing(), JournalSink.NONE).checkpoint();
        young.world().now().setTick(Simulation.MOST_TICKS - ticksLeft);
        Match old = Match.resume(new Regatta(), young, JournalSink.NONE);
        return new RoomDriver(
                counters -> new Room(
                        Listing.of("regatta-1"),
                        type,
                        old,
                        JournalSink.NONE,
                        type.outbox("regatta-1", new Backends(counters)),
                        counters,
                        () -> 0),
                type);
    }
}
