package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.wire.Chat;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.Meadow;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.simulation.interest.Radii;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said in a room, and who is told of it. */
class ChatTest {

    private final RoomDriver room = new RoomDriver(types().build());
    private final Guest ada = room.join("Ada");
    private final Guest bo = room.join("");
    private final Guest wim = room.watch("Wim");

    @Test
    void shouldTellEverybodyWithTheNextFrame() {
        room.ticks(2);

        ada.seat().say("  hello, Zoë 🚀\n");
        room.tick();
        wim.seat().say("ahoy");
        bo.seat().say("hi");
        room.tick();
        room.ticks(3);

        Chat first = Chat.newBuilder()
                .setPlayer(0)
                .setName("Ada")
                .setText("hello, Zoë 🚀")
                .setTick(3)
                .build();
        Chat second =
                Chat.newBuilder().setName("Wim").setText("ahoy").setTick(4).build();
        Chat third = Chat.newBuilder()
                .setPlayer(1)
                .setName("Player 2")
                .setText("hi")
                .setTick(4)
                .build();
        for (Guest guest : List.of(ada, bo, wim)) {
            assertThat(chats(guest)).containsExactly(first, second, third);
            assertThat(frameOf(guest, 3).getChatsList()).containsExactly(first);
            assertThat(frameOf(guest, 4).getChatsList()).containsExactly(second, third);
        }
        assertThat(room.count(Counter.CHATS_SAID)).isEqualTo(3);
    }

    @Test
    void shouldTellNewcomersNothingOfBefore() {
        room.tick();
        ada.seat().say("before");
        room.tick();

        Guest late = room.join("Late");
        ada.seat().say("at the same time");
        room.ticks(2);

        assertThat(texts(late)).containsExactly("at the same time");
    }

    @Test
    void shouldTellWhatWasSaidByWhoJoinsInTheSameTickAndByWhoLeaves() {
        room.tick();
        Guest eager = room.join("Eager");
        eager.seat().say("hello");
        ada.seat().say("bye");
        ada.seat().leave();
        room.ticks(2);

        assertThat(texts(bo)).containsExactly("hello", "bye");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOutWhereNothingElseChanges(boolean radius) {
        RoomTypes types = types().heartbeatMillis(5_000).tune("gulls", 0);
        RoomDriver quiet = new RoomDriver((radius ? types.interest(new Radii(1, 2, 3, 1)) : types).build());
        Guest eve = quiet.join("Eve");
        Guest watcher = quiet.watch("Wim");
        quiet.ticks(10);
        assertThat(eve.watcher().ticks()).containsExactly(1);

        eve.seat().say("anybody here?");
        quiet.ticks(5);

        assertThat(eve.watcher().ticks()).containsExactly(1, 11);
        assertThat(texts(eve)).containsExactly("anybody here?");
        assertThat(texts(watcher)).containsExactly("anybody here?");
    }

    @Test
    void shouldWaitForTheNextSnapshotWhereTheseAreRare() {
        RoomDriver slow = new RoomDriver(types().rates(20, 5).build());
        Guest eve = slow.join("Eve");
        slow.ticks(4);
        eve.seat().say("one");
        slow.tick();
        eve.seat().say("two");
        slow.ticks(3);

        assertThat(chats(eve)).extracting(Chat::getTick).containsExactly(5, 6);
        assertThat(eve.watcher().lastFrame().getChatsCount()).isEqualTo(2);
    }

    @Test
    void shouldTellWhoWasSkippedLater() {
        room.ticks(2);
        bo.outlet().setIdle(false);
        ada.seat().say("one");
        room.ticks(3);
        ada.seat().say("two");
        room.tick();
        bo.outlet().setIdle(true);
        room.tick();

        assertThat(texts(bo)).containsExactly("one", "two");
        assertThat(bo.watcher().lastFrame().getChatsCount()).isEqualTo(2);
        assertThat(room.count(Counter.CHATS_LOST)).isZero();
    }

    @Test
    void shouldCountWhatItHadToLetGo() {
        RoomDriver small = new RoomDriver(types().chat(1000, 4).build());
        Guest eve = small.join("Eve");
        Guest stuck = small.join("Stuck");
        small.tick();
        stuck.outlet().setIdle(false);
        for (int i = 0; i < 10; i++) {
            eve.seat().say("" + i);
            small.tick();
        }
        stuck.outlet().setIdle(true);
        small.tick();

        assertThat(texts(eve)).hasSize(10);
        assertThat(texts(stuck)).containsExactly("6", "7", "8", "9");
        assertThat(small.count(Counter.CHATS_LOST)).isEqualTo(6);
    }

    @Test
    void shouldDropWhatOneSaysTooOften() {
        room.tick();
        for (int second = 0; second < 8; second++) {
            ada.seat().say("a");
            ada.seat().say("a");
            bo.seat().say("b");
            room.ticks(20);
        }

        assertThat(texts(ada).stream().filter(text -> text.startsWith("a"))).hasSize(10);
        assertThat(texts(ada).stream().filter(text -> text.startsWith("b"))).hasSize(8);
        assertThat(room.count(Counter.CHATS_TOO_MANY)).isEqualTo(6);
        room.ticks(2 * 20);
        ada.seat().say("again");
        room.tick();
        assertThat(texts(bo)).endsWith("again");
    }

    @Test
    void shouldCountWhatAPlayerSaysOverItsConnections() {
        room.tick();
        Guest eve = ada;
        for (int connection = 0; connection < 4; connection++) {
            for (int i = 0; i < 4; i++) {
                eve.seat().say("a");
            }
            room.tick();
            eve = room.resume(eve);
            room.tick();
        }

        assertThat(room.count(Counter.CHATS_SAID)).isEqualTo(10);
        assertThat(room.count(Counter.CHATS_TOO_MANY)).isEqualTo(6);
    }

    @Test
    void shouldDropWhatDoesNotFit() {
        room.tick();
        for (String text : List.of("", "   ", "a\u0007b", "x".repeat(201), "🚀".repeat(201), "\u202Eolleh")) {
            ada.seat().say(text);
        }
        room.tick();

        assertThat(chats(bo)).isEmpty();
        assertThat(room.count(Counter.CHATS_UNFIT)).isEqualTo(6);
        assertThat(ada.outlet().reason()).isNull();
    }

    @Test
    void shouldDropEverythingWhereThereIsNoChat() {
        RoomDriver silent = new RoomDriver(types().chat(0, 64).build());
        Guest eve = silent.join("Eve");
        silent.tick();
        eve.seat().say("hello?");
        silent.ticks(2);

        assertThat(chats(eve)).isEmpty();
        assertThat(silent.count(Counter.CHATS_REFUSED)).isEqualTo(1);
        assertThat(eve.outlet().reason()).isNull();
    }

    @Test
    void shouldDropWhatIsTooMuchAtOnce() {
        RoomDriver loud =
                new RoomDriver(types().chat(1000, 64).mailboxCapacity(16).build());
        Guest eve = loud.join("Eve");
        loud.tick();
        IntStream.range(0, 20).forEach(i -> eve.seat().say("" + i));
        loud.tick();

        assertThat(texts(eve)).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
        assertThat(loud.count(Counter.CHATS_QUEUE_FULL)).isEqualTo(12);
        eve.seat().say("again");
        loud.tick();
        assertThat(texts(eve)).endsWith("again");
    }

    @Test
    void shouldTellWhoComesBackWhatWasSaidMeanwhileAndWhatMayHaveGotLost() {
        room.tick();
        ada.seat().say("seen");
        room.ticks(2);
        bo.setAcks(false);
        ada.seat().say("perhaps lost");
        room.tick();
        bo.seat().depart(Departure.LOST);
        room.tick();
        ada.seat().say("missed");
        room.ticks(5);

        Guest back = room.resume(bo);
        room.tick();
        back.seat().say("back");
        room.tick();

        assertThat(texts(bo)).containsExactly("seen", "perhaps lost");
        assertThat(chats(back)).extracting(Chat::getText).containsExactly("perhaps lost", "missed", "back");
        assertThat(chats(back).get(2).getPlayer()).isEqualTo(1);
        assertThat(chats(back).get(2).getName()).isEqualTo("Player 2");
    }

    @Test
    void shouldTellThoseFarAwayToo() {
        RoomDriver wide = new RoomDriver(types().interest(new Radii(1, 2, 3, 1)).build(Meadow::new));
        Guest eve = wide.join("Eve");
        Guest flo = wide.join("Flo");
        wide.ticks(3);
        eve.seat().say("where are you?");
        wide.tick();

        assertThat(texts(flo)).containsExactly("where are you?");
    }

    private static RoomTypes types() {
        return RoomTypes.asShipped().maxUnackedMillis(60_000).resumeGraceMillis(60_000);
    }

    private static List<Chat> chats(Guest guest) {
        return guest.watcher().frames().stream()
                .flatMap(frame -> frame.getChatsList().stream())
                .toList();
    }

    private static List<String> texts(Guest guest) {
        return chats(guest).stream().map(Chat::getText).toList();
    }

    private static ServerFrame frameOf(Guest guest, int tick) {
        return guest.watcher().frames().stream()
                .filter(frame -> frame.getTick() == tick)
                .findFirst()
                .orElseThrow();
    }
}
