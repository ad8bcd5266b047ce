package dev.tickwire.server.room;

import static dev.tickwire.server.fixture.Shop.BUY;
import static dev.tickwire.server.fixture.Shop.COOK;
import static dev.tickwire.server.fixture.Shop.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RecordingJournal;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Shop;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.seats.Departure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of commands in a room: refused, left out, or done once, in order, and answered. */
class RoomCommandsTest {
    private static final int REFUSED = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;

    private final List<String> done = new ArrayList<>();
    private final RoomDriver room = new RoomDriver(RoomTypes.asShipped().build(() -> new Shop(done)));
    private final Guest ada = room.join("Ada");

    private void settle() {
        room.ticks(3);
        done.clear();
    }

    @Test
    void shouldRefuseWhatIsNoCommandOfTheGame() {
        settle();
        assertThat(ada.command(1, 3, 5)).isEqualTo("There is no kind of command 3: the game has 3.");
        assertThat(ada.command(1, COOK, 5)).isEqualTo("A command cook has 2 values and 0 texts, not 1 and 0.");
        assertThat(ada.command(1, BUY, -1)).isEqualTo("A command buy has a value out of range: number 1.");
        assertThat(ada.command(1, COOK, 5, 2)).isEqualTo("A command cook has a value out of range: number 2.");

        assertThat(ada.command(1, ORDER, 5)).isEqualTo("A command order has 1 values and 1 texts, not 1 and 0.");
        for (String text : List.of("teapot", "a\nb", "\u202E", "\uD83D\uDE80\0")) {
            assertThat(ada.commandText(1, ORDER, text, 5))
                    .as(text)
                    .isEqualTo("A command order has a text that is too long, or has control characters: number 1.");
        }

        room.ticks(2);
        assertThat(done).isEmpty();
    }

    @Test
    void shouldRefuseNumbersThatDoNotFollowEachOther() {
        settle();
        assertThat(ada.command(0, BUY, 5)).isNotNull();
        assertThat(ada.command(1, BUY, 5)).isNull();
        assertThat(ada.command(3, BUY, 5))
                .isEqualTo("Commands are numbered one after the other, from 1: 3 does not follow 1.");
        assertThat(ada.command(1, BUY, 5)).as("twice over one connection").isNotNull();
    }

    @Test
    void shouldEndAConnectionWhoseNumbersBeginTooHigh() {
        settle();
        assertThat(ada.command(2, BUY, 5)).isNull();
        room.tick();

        assertThat(ada.outlet().reason()).isEqualTo(DisconnectReason.INVALID_INPUT);
        assertThat(ada.outlet().sentence())
                .isEqualTo("Commands are numbered one after the other: the next one is number 1.");
        assertThat(done).isEmpty();
    }

    @Test
    void shouldTellASpectatorThatItHasNone() {
        Guest eve = room.watch("Eve");
        settle();
        assertThat(eve.command(1, BUY, 5)).isEqualTo("A spectator has no commands: join as a player to send some.");
    }

    @Test
    void shouldTakeACommandAtTheNextTickAndAnswerWithItsSnapshot() {
        settle();
        ada.command(1, BUY, 6);
        ada.command(2, COOK, 5, 1);
        room.tick();

        assertThat(done).containsExactly("4 0 buy 6", "4 0 cook 5");
        assertThat(ada.newestAnswers()).containsExactly(1, TRUE, 2);
        assertThat(ada.watcher().lastFrame().getTick()).isEqualTo(4);
    }

    @Test
    void shouldGiveTextsToTheRulesAloneUntilTheseStoreThem() {
        settle();
        ada.commandText(1, ORDER, "tea", 7);
        ada.commandText(2, ORDER, "", 8);
        ada.commandText(3, ORDER, " 🚀🚀🚀 ", 9);
        room.tick();
        assertThat(done).containsExactly("4 0 order tea 7", "4 0 order  8", "4 0 order  🚀🚀🚀  9");
        assertThat(ada.watcher().snapshot().texts()).doesNotContain("tea");

        ada.commandText(4, ORDER, "cocoa", 0);
        room.tick();
        assertThat(ada.watcher().snapshot().texts()).contains("cocoa");
    }

    @Test
    void shouldAnswerTrueOrTheFirstLabelWhereTheStepDoesNot() {
        settle();
        ada.command(1, COOK, 3, 0);
        ada.command(2, BUY, 7);
        room.tick();
        assertThat(ada.newestAnswers()).containsExactly(1, 1, FALSE);
    }

    @Test
    void shouldSendAnAnswerWhereNothingElseHasChanged() {
        settle();
        room.ticks(10);
        int before = ada.outlet().messages().size();
        ada.command(1, COOK, 4, 0);
        room.tick();

        assertThat(ada.outlet().messages()).hasSize(before + 1);
        room.tick();
        assertThat(ada.newestAnswers()).containsExactly(1, 1);
    }

    @Test
    void shouldLetWhatIsTooMuchForOneTickWaitInOrderOverAllKinds() {
        settle();
        for (int number = 1; number <= 5; number++) {
            ada.command(number, BUY, number);
        }
        ada.command(6, COOK, 6, 0);
        room.ticks(4);

        assertThat(done).containsExactly("4 0 buy 1", "4 0 buy 2", "5 0 buy 3", "5 0 buy 4", "6 0 buy 5", "6 0 cook 6");
    }

    @Test
    void shouldNotLetOnePlayersCommandsWaitForAnothers() {
        Guest bo = room.join("Bo");
        settle();
        ada.commands(1, BUY, new int[] {1}, 60);
        bo.command(1, BUY, 9);
        room.tick();
        assertThat(done).containsExactly("4 0 buy 1", "4 0 buy 1", "4 1 buy 9");
    }

    @Test
    void shouldRefuseAFloodInOrderAndCountIt() {
        RoomDriver small =
                new RoomDriver(RoomTypes.asShipped().commandQueueCapacity(4).build(() -> new Shop(done)));
        Guest eve = small.join("Eve");
        small.ticks(3);
        eve.commands(1, BUY, new int[] {2}, 10);
        List<Integer> answers = new ArrayList<>();
        int next = 1;
        for (int tick = 0; tick < 10; tick++) {
            small.tick();
            List<Integer> news = eve.newestAnswers();
            if (!news.isEmpty() && news.get(0) == next) {
                answers.addAll(news.subList(1, news.size()));
                next += news.size() - 1;
            }
            eve.answered(answers.size());
        }
        assertThat(answers)
                .containsExactly(TRUE, TRUE, TRUE, TRUE, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED);
        assertThat(done).hasSize(4);
        assertThat(small.count(Counter.COMMANDS_REFUSED)).isEqualTo(6);
        assertThat(small.count(Counter.COMMANDS_TAKEN)).isEqualTo(4);

        eve.command(11, BUY, 2);
        small.tick();
        assertThat(eve.newestAnswers()).as("the next one is taken").containsExactly(11, TRUE);
    }

    @Test
    void shouldKeepNoMoreAnswersThanTheLimitForAClientThatConfirmsNone() {
        RoomDriver small =
                new RoomDriver(RoomTypes.asShipped().commandQueueCapacity(4).build(() -> new Shop(done)));
        Guest eve = small.join("Eve");
        small.ticks(3);
        eve.commands(1, BUY, new int[] {2}, 100_000);
        small.ticks(50);
        eve.commands(100_001, BUY, new int[] {2}, 100_000);
        small.ticks(50);

        assertThat(done).hasSize(4);
        eve.answered(100_000);
        small.ticks(50);
        assertThat(done).as("those that came when there was room").hasSize(8);
    }

    @Test
    void shouldDoOnceWhatComesTwiceOverAResume() {
        settle();
        ada.command(1, BUY, 2);
        ada.command(2, BUY, 3);
        room.tick();
        ada.seat().depart(Departure.LOST);
        room.tick();
        Guest back = room.resume(ada);
        back.command(1, BUY, 2);
        back.command(2, BUY, 3);
        back.command(3, BUY, 4);
        room.ticks(2);

        assertThat(back.watcher().welcome().getNextCommand()).isEqualTo(3);
        assertThat(done).containsExactly("4 0 buy 2", "4 0 buy 3", "6 0 buy 4");
        assertThat(back.watcher().frames().get(0).getAnswers().getValuesList())
                .as("what was not confirmed is told once more")
                .containsExactly(TRUE, FALSE, TRUE);
    }

    @Test
    void shouldDoWhatHasComeWhileThePlayerIsAwayAndDropItOnceItHasLeft() {
        settle();
        ada.commands(1, BUY, new int[] {1}, 20);
        ada.seat().depart(Departure.LOST);
        room.ticks(2);
        assertThat(done).hasSize(4);

        ada.seat().leave();
        room.ticks(10);
        assertThat(done).hasSize(4);
    }

    @Test
    void shouldTellANewSeatToBeginWithOne() {
        settle();
        assertThat(ada.watcher().welcome().getNextCommand()).isEqualTo(1);
        RoomDriver regatta = new RoomDriver(RoomTypes.asShipped().build());
        Guest bo = regatta.join("Bo");
        regatta.tick();
        assertThat(bo.watcher().welcome().getNextCommand())
                .as("the game has none")
                .isZero();
    }

    @Test
    void shouldPlayAMatchWithCommandsAgainFromItsJournal() {
        RecordingJournal journal = new RecordingJournal(Shop::new);
        RoomDriver recorded = new RoomDriver(RoomTypes.asShipped().build(Shop::new), journal);
        Guest bo = recorded.join("Bo");
        recorded.ticks(2);
        for (int number = 1; number <= 20; number++) {
            bo.command(
                    number, number % 3 == 0 ? COOK : BUY, number % 3 == 0 ? new int[] {number, 1} : new int[] {number});
            recorded.tick();
        }
        bo.seat().leave();
        recorded.ticks(5);

        assertThat(journal.changes()).filteredOn("command"::equals).hasSize(20);
        journal.assertReplays("commands");
        journal.forget("command");
        assertThat(journal.isLikeReplay()).as("without one of them").isFalse();
    }
}
