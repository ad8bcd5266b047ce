package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.server.fixture.Drones;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.fixture.RecordingJournal;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.simulation.world.Brain;
import dev.tickwire.simulation.world.Hand;
import dev.tickwire.simulation.world.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Players whom the brain of a game plays: they fill empty seats, make way for people, and disturb nobody. */
class BotsTest {
    private static final int SEATS = 4;
    private static final Brain IDLE = (step, player, hand) -> {};
    private static final SeatRequest INTRUDER = SeatRequests.player("Mallory", Drones.WRONG);

    /** The game of the room that was opened last. */
    private Drones game = new Drones();

    private static RoomTypes types(int bots) {
        return new RoomTypes().name("drones").playerLimit(SEATS).bots(bots);
    }

    private RoomDriver open(RoomTypes types, Function<Drones, @Nullable Brain> brains, JournalSink journal) {
        AtomicInteger games = new AtomicInteger();
        // The first one is the sample that the room type starts to learn its schema.
        RoomType type = types.build(() -> game = new Drones(games.getAndIncrement() == 0 ? drones -> IDLE : brains));
        return new RoomDriver(type, journal);
    }

    private RoomDriver open(int bots, Function<Drones, @Nullable Brain> brains) {
        return open(types(bots), brains, JournalSink.NONE);
    }

    private static int bots(RoomDriver room) {
        return room.room().stats().bots();
    }

    @Test
    void shouldLetABotThatThrowsLeaveAndThePeoplePlayOn() {
        try (LogLines log = new LogLines(Failures.class.getName())) {
            RoomDriver room = open(4, drones -> (step, player, hand) -> {
                hand.set(drones.push, 1);
                if (step.tick() == 5 && player == 2) {
                    throw new AssertionError("no way out");
                }
            });
            Guest ada = room.join("Ada");
            room.ticks(5);
            assertThat(game.names()).containsExactly("Ada", "Bot 2", "Bot 3", "Bot 4");
            assertThat(log.take()).isEmpty();

            room.ticks(1);

            assertThat(game.names()).containsExactly("Ada", "Bot 2", "Bot 4");
            assertThat(bots(room)).isEqualTo(2);
            assertThat(room.count(Counter.BOTS_FAILED)).isEqualTo(1);
            assertThat(log.takeWithStacks())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR room type drones: the brain of a bot threw an exception, and the bot has left")
                    .contains("no way out", "BotsTest");
            room.ticks(19);
            assertThat(bots(room)).as("before a second is over").isEqualTo(2);
            room.ticks(2);
            assertThat(game.names()).containsExactly("Ada", "Bot 2", "Bot 3", "Bot 4");
            assertThat(ada.outlet().reason()).isNull();
            assertThat(ada.watcher().outcomes()).doesNotContain(Replica.Outcome.DESYNC);
        }
    }

    @Test
    void shouldTryMoreRarelyTheLongerBotsFailAndSayItOnce() {
        try (LogLines log = new LogLines(Failures.class.getName())) {
            RoomDriver room = open(4, drones -> (step, player, hand) -> {
                throw new StackOverflowError("thinks of itself thinking");
            });
            Guest ada = room.join("Ada");
            room.ticks(20 * 60);

            // Three bots at once, after 0, 1, 3, 7, 15 and 31 seconds.
            assertThat(room.count(Counter.BOTS_FAILED)).isEqualTo(3 * 6);
            room.ticks(20 * 60 * 10);
            assertThat(room.count(Counter.BOTS_FAILED)).as("once a minute").isLessThanOrEqualTo(3 * 17);
            assertThat(bots(room)).isZero();
            assertThat(game.names()).containsExactly("Ada");
            assertThat(log.take()).hasSize(1);
            assertThat(ada.outlet().reason()).isNull();
        }
    }

    @Test
    void shouldGoOnWithoutBotsWhenTheirBrainsCannotBeMade() {
        List<Function<Drones, @Nullable Brain>> broken = List.of(
                drones -> {
                    throw new IllegalStateException("no brain today");
                },
                drones -> null,
                drones -> new Brain() {
                    @Override
                    public void play(Step step, int player, Hand hand) {}

                    @Override
                    public String name(int player) {
                        throw new IllegalStateException("who am I?");
                    }
                });
        for (Function<Drones, @Nullable Brain> brains : broken) {
            RoomDriver room = open(2, brains);
            Guest ada = room.join("Ada");
            room.ticks(3);

            assertThat(game.names()).containsExactly("Ada");
            assertThat(room.count(Counter.BOTS_FAILED)).isEqualTo(1);
            assertThat(ada.outlet().reason()).isNull();
        }
    }

    @Test
    void shouldUndoWhatABrainChangesInAStrictRoomAndLetTheBotLeave() {
        RoomDriver room =
                open(types(2).strict(), drones -> (step, player, hand) -> drones.x.set(0, 7), JournalSink.NONE);
        room.join("Ada");
        room.ticks(3);

        assertThat(game.names()).containsExactly("Ada");
        assertThat(game.x.get(0)).as("what the brain did is undone").isLessThan(4);
        assertThat(room.count(Counter.BOTS_FAILED)).isEqualTo(1);
    }

    @Test
    void shouldEndTheRoomWhenTheRulesThrowSinceABotJoins() {
        RoomDriver room = open(2, drones -> IDLE);
        room.join("Ada");
        game.failOnJoinOf("Bot 2");

        assertThatThrownBy(room::tick).hasMessage("told to fail when Bot 2 joins");
    }

    @Test
    void shouldNameABotThatHasNoNameThatFits() {
        List<String> wanted = new ArrayList<>(List.of("  Rex ", "a\nb", "x".repeat(25), ""));
        RoomDriver room = open(SEATS, drones -> new Brain() {
            @Override
            public void play(Step step, int player, Hand hand) {}

            @Override
            public String name(int player) {
                return wanted.remove(0);
            }
        });
        room.watch("Eve");
        room.tick();

        assertThat(game.names()).containsExactly("Rex", "Bot 2", "Bot 3", "Bot 4");
    }

    @Test
    void shouldFillSeatsFromTheFirstTickAndMakeWayForEachPersonInTheSameTick() {
        RecordingJournal journal = new RecordingJournal(Drones::new);
        RoomDriver room = open(types(3), drones -> IDLE, journal);
        room.join("Ada");
        room.tick();
        assertThat(game.names()).containsExactly("Ada", "Bot 2", "Bot 3");
        assertThat(room.room().seatCount()).isEqualTo(1);
        assertThat(bots(room)).isEqualTo(2);

        room.join("Bo");
        room.tick();
        assertThat(game.names()).containsExactly("Ada", "Bo", "Bot 3");
        assertThat(journal.changes()).containsExactly("join", "join", "join", "leave", "join");
        room.join("Cy");
        room.join("Di");
        room.tick();
        assertThat(game.names()).containsExactly("Ada", "Bo", "Cy", "Di");
        assertThat(bots(room)).isZero();
    }

    @Test
    void shouldNeverTakeASeatThatAPersonCouldHave() {
        RoomDriver room = open(SEATS, drones -> IDLE);
        Guest ada = room.join("Ada");
        room.ticks(2);
        assertThat(bots(room)).isEqualTo(3);

        room.join("Bo");
        room.join("Cy");
        room.join("Di");
        room.tick();

        assertThat(game.names()).containsExactly("Ada", "Bo", "Cy", "Di");
        assertThat(room.room().reserve(Role.PLAYER)).isFalse();
        assertThat(ada.outlet().reason()).isNull();
    }

    @Test
    void shouldComeBackOnceASeatIsGivenUpAndNotWhileItIsKept() {
        RoomDriver room = open(types(2).resumeGraceMillis(1_000), drones -> IDLE, JournalSink.NONE);
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        room.ticks(2);
        bo.seat().depart(Departure.LOST);
        room.ticks(5);
        assertThat(game.names()).containsExactly("Ada", "Bo");
        bo = room.resume(bo);
        room.tick();
        assertThat(bots(room)).isZero();

        bo.seat().depart(Departure.LOST);
        room.ticks(25);
        assertThat(game.names()).containsExactly("Ada", "Bot 2");
        ada.seat().depart(Departure.LEFT);
        room.join("Cy");
        room.tick();
        assertThat(game.names()).containsExactly("Cy", "Bot 2");
    }

    @Test
    void shouldMakeNoWayForSomebodyWhomTheRulesRefuse() {
        RecordingJournal journal = new RecordingJournal(Drones::new);
        RoomDriver room = open(types(3), drones -> IDLE, journal);
        room.join("Ada");
        room.tick();
        Guest mallory = room.enter(INTRUDER);
        room.ticks(3);

        assertThat(mallory.outlet().reason()).isEqualTo(DisconnectReason.NOT_ADMITTED);
        assertThat(journal.changes()).containsExactly("join", "join", "join");
        assertThat(room.room().seatCount()).isEqualTo(1);
    }

    @Test
    void shouldNotJoinALockedRoomAndLeaveWhenTheRulesSaySo() {
        RoomDriver room = open(3, drones -> IDLE);
        Guest ada = room.join("Ada");
        room.ticks(2);
        ada.input(3, 0, Drones.LOCK);
        room.tick();
        ada.input(4, 0, Drones.REMOVE_ALL_OTHERS);
        room.ticks(3);
        assertThat(game.names()).containsExactly("Ada");
        assertThat(bots(room)).isZero();

        ada.input(7, 0, Drones.UNLOCK);
        room.ticks(2);
        assertThat(game.names()).containsExactly("Ada", "Bot 2", "Bot 3");
        assertThat(room.count(Counter.BOTS_FAILED)).isZero();
    }

    @Test
    void shouldRestWhileNobodyIsInTheRoomAndPlayForWhoWatches() {
        AtomicInteger asked = new AtomicInteger();
        RoomDriver room = open(
                types(2).emptyRoomTimeoutMillis(1_000),
                drones -> (step, player, hand) -> {
                    asked.incrementAndGet();
                    hand.set(drones.push, 8);
                },
                JournalSink.NONE);
        Guest eve = room.watch("Eve");
        room.ticks(2);
        assertThat(asked).hasValue(4);
        Guest ada = room.join("Ada");
        room.ticks(2);
        assertThat(asked).hasValue(6);
        assertThat(game.push.get(1)).isEqualTo(8);

        ada.seat().depart(Departure.LEFT);
        eve.seat().depart(Departure.LEFT);
        room.ticks(10);
        assertThat(asked).hasValue(6);
        assertThat(bots(room)).isEqualTo(1);
        assertThat(game.push.get(1)).isZero();

        Guest back = room.join("Bo");
        room.ticks(2);
        assertThat(asked).hasValue(8);
        assertThat(game.push.get(1)).isEqualTo(8);
        back.seat().depart(Departure.LEFT);
        boolean goesOn = true;
        for (int tick = 0; tick < 30; tick++) {
            goesOn &= room.tick();
        }
        assertThat(goesOn).as("a room with bots only is empty, and closes").isFalse();
    }

    @Test
    void shouldFollowTheConfigAtASnapshotAndTheSeatsThatThereAre() {
        RoomDriver room = open(1, drones -> IDLE);
        room.join("Ada");
        room.ticks(2);
        assertThat(bots(room)).isZero();

        room.room().follow(types(3).build(Drones::new));
        room.ticks(3);
        assertThat(bots(room)).isEqualTo(2);
        room.room().follow(types(16).build(Drones::new));
        room.ticks(3);
        assertThat(game.names()).containsExactly("Ada", "Bot 2", "Bot 3", "Bot 4");
        room.room().follow(types(0).build(Drones::new));
        room.ticks(3);
        assertThat(game.names()).containsExactly("Ada");
    }

    @Test
    void shouldGiveInputsForTheNextTickWithoutMarginsAndCommandsInOrder() {
        List<Boolean> fit = new ArrayList<>();
        RecordingJournal journal = new RecordingJournal(Drones::new);
        RoomDriver room = open(
                types(2),
                drones -> (step, player, hand) -> {
                    hand.set(drones.push, 2);
                    if (step.tick() == 3) {
                        fit.add(hand.set(drones.coat, "red").send(drones.paints));
                        fit.add(hand.set(drones.coat, "blue").send(drones.paints));
                        fit.add(hand.set(drones.coat, "green").send(drones.paints));
                    }
                },
                journal);
        room.join("Ada");
        room.tick();
        assertThat(game.x.get(1)).as("the step that the bot joined for").isGreaterThanOrEqualTo(2);
        assertThat(game.viewAgo.raw(1)).isZero();
        room.ticks(3);

        assertThat(fit).containsExactly(true, true, false);
        assertThat(game.name.text(1)).isEqualTo("blue");
        assertThat(journal.changes())
                .as("an input is given when it changes")
                .containsExactly("join", "join", "input", "command", "command");
        assertThat(room.count(Counter.INPUTS_TAKEN)).isZero();
        assertThat(room.count(Counter.COMMANDS_TAKEN)).isZero();
        journal.assertReplays("with commands of bots");
    }

    @Test
    void shouldComeOutTheSameWithoutBrainsFromTheJournalAndFromCheckpoints() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RecordingJournal journal = new RecordingJournal(() -> new Drones(drones -> null));
        RoomDriver room = open(types(3).resumeGraceMillis(500), drones -> drones.new Wanderer(), journal);
        List<Guest> guests = new ArrayList<>();
        List<CompletableFuture<Checkpoint>> asked = new ArrayList<>();
        // A room into which nobody has come in the end closes at once.
        guests.add(room.join("Host"));
        assertThat(room.tick()).isTrue();
        for (int tick = 2; tick <= 600; tick++) {
            if (random.nextInt(20) == 0 && room.room().seatCount() < SEATS) {
                guests.add(room.join("Guest " + tick));
            }
            if (random.nextInt(40) == 0 && !guests.isEmpty()) {
                guests.remove(random.nextInt(guests.size()))
                        .seat()
                        .depart(random.nextBoolean() ? Departure.LOST : Departure.LEFT);
            }
            if (random.nextInt(50) == 0) {
                room.room().follow(types(random.nextInt(SEATS + 1)).build(Drones::new));
            }
            if (tick % 150 == 100) {
                asked.add(room.room().control().checkpoint());
            }
            assertThat(room.tick()).as("seed %d", seed).isTrue();
        }

        assertThat(journal.changes()).contains("join", "leave", "input", "command", "checkpoint");
        journal.assertReplays("seed " + seed);
        for (int i = 0; i < asked.size(); i++) {
            journal.assertGoesOnFrom(i, asked.get(i).join(), "seed " + seed);
        }
        assertThat(guests)
                .allSatisfy(guest -> assertThat(guest.watcher().outcomes())
                        .as("seed %d", seed)
                        .doesNotContain(Replica.Outcome.DESYNC));
    }
}
