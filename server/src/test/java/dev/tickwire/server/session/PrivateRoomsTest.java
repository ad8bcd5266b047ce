package dev.tickwire.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.Option;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.server.fixture.Parlour;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.session.SessionDriver.Client;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rooms that players open as they like, and whom they let in. */
class PrivateRoomsTest {
    private static final int MOST_GUESSES = 5;
    private static final int SECONDS_PER_GUESS = 10;

    private static final int STRANGERS = 100;

    private final SessionDriver server = new SessionDriver(
            50, new RoomTypes().name("parlour").playerLimit(Parlour.SEATS).build(Parlour::new));

    private Client join(Join.Builder join) {
        Client client = server.connect();
        client.send(SessionDriver.join(join));
        server.tick();
        return client;
    }

    private static Join.Builder unlisted(Option... options) {
        return Join.newBuilder().setCreate(true).setUnlisted(true).addAllOptions(List.of(options));
    }

    private static Option number(String name, double value) {
        return Option.newBuilder().setName(name).setNumber(value).build();
    }

    private static Option text(String name, String value) {
        return Option.newBuilder().setName(name).setText(value).build();
    }

    private static Welcome welcome(Client client) {
        assertThat(client.outlet.reason()).as("%s", client.outlet.sentence()).isNull();
        return client.watch().welcome();
    }

    private static void assertRefused(Client client, DisconnectReason reason, String sentence) {
        assertThat(client.outlet.reason()).isEqualTo(reason);
        assertThat(client.outlet.sentence()).isEqualTo(sentence);
    }

    private void ack(Client client) {
        client.send(
                ClientFrame.newBuilder().setAckTick(client.watch().lastFrame().getTick()));
    }

    @Test
    void shouldKeepASeatForAnInvitedFriendWhileStrangersAskForAny() {
        Welcome creator = welcome(join(unlisted(number("cards", 7))));
        assertThat(creator.getCode()).matches("[2-9A-HJKMNP-RT-Z]{8}");

        Set<String> roomsOfStrangers = new HashSet<>();
        for (int i = 0; i < STRANGERS; i++) {
            Welcome stranger = welcome(join(Join.newBuilder()
                    .setName("stranger")
                    .addAllWhere(i % 3 == 0 ? List.of(number("cards", 7)) : List.of())));
            roomsOfStrangers.add(stranger.getRoom());
            assertThat(stranger.getCode()).isEmpty();
        }
        assertThat(roomsOfStrangers).hasSizeGreaterThan(20).doesNotContain(creator.getRoom());

        assertThat(welcome(join(Join.newBuilder().setCode(creator.getCode()))).getRoom())
                .isEqualTo(creator.getRoom());
        assertThat(welcome(join(Join.newBuilder().setRoom(creator.getRoom()))).getPlayer())
                .isEqualTo(2);
    }

    @Test
    void shouldPutNoStrangerIntoAnUnlistedRoomThatIsBeingOpened() {
        // Rooms open at once here; the ones who watch choose another way.
        Welcome creator = welcome(join(unlisted()));
        Welcome watcher = welcome(join(Join.newBuilder().setSpectate(true)));
        assertThat(watcher.getRoom()).isNotEqualTo(creator.getRoom());
    }

    @Test
    void shouldTakeACodeAsPeopleTypeIt() {
        Welcome creator = welcome(join(unlisted()));
        String code = creator.getCode();
        String typed = " " + code.substring(0, 4).toLowerCase(java.util.Locale.ROOT) + "-" + code.substring(4) + "\n";
        assertThat(welcome(join(Join.newBuilder().setCode(typed))).getRoom()).isEqualTo(creator.getRoom());
    }

    @Test
    void shouldRefuseTheCodeOfARoomThatHasClosed() {
        Client creator = join(unlisted());
        String code = welcome(creator).getCode();
        server.rooms.list().get(0).close(DisconnectReason.ROOM_CLOSED);
        server.ticks(2);
        assertRefused(
                join(Join.newBuilder().setCode(code)),
                DisconnectReason.UNKNOWN_ROOM,
                "No room has this code; it may have closed.");
    }

    @Test
    void shouldRefuseMoreCodesAfterFiveWrongOnes() {
        String code = welcome(join(unlisted())).getCode();
        for (int i = 0; i < MOST_GUESSES; i++) {
            assertThat(join(Join.newBuilder().setCode("WRONG" + i)).outlet.reason())
                    .isEqualTo(DisconnectReason.UNKNOWN_ROOM);
        }
        assertRefused(
                join(Join.newBuilder().setCode(code)),
                DisconnectReason.TOO_MANY_ATTEMPTS,
                "Too many wrong codes or passwords: wait a minute.");
        assertThat(server.counters.disconnects(DisconnectReason.TOO_MANY_ATTEMPTS))
                .isZero();
        welcome(join(Join.newBuilder()));
        server.ticks(20 * SECONDS_PER_GUESS);
        welcome(join(Join.newBuilder().setCode(code)));
    }

    @Test
    void shouldRefuseMorePasswordsAfterFiveWrongOnes() {
        Welcome creator = welcome(join(unlisted(number("pin", 1234))));
        Join.Builder toRoom = Join.newBuilder().setName("Mallory").setRoom(creator.getRoom());
        for (int i = 0; i < MOST_GUESSES; i++) {
            assertRefused(
                    join(toRoom.clone().setPassword("" + i)),
                    DisconnectReason.NOT_ADMITTED,
                    "Mallory, that is not the PIN.");
        }
        assertThat(join(toRoom.clone().setPassword("1234")).outlet.reason())
                .isEqualTo(DisconnectReason.TOO_MANY_ATTEMPTS);
        assertRefused(join(toRoom.clone()), DisconnectReason.NOT_ADMITTED, "Mallory, that is not the PIN.");
    }

    @Test
    void shouldNotCountThoseWhoAreRight() {
        Welcome creator = welcome(join(unlisted(number("pin", 1234))));
        for (int i = 0; i < 4 * MOST_GUESSES; i++) {
            Client friend = join(Join.newBuilder().setCode(creator.getCode()).setPassword("1234"));
            welcome(friend);
            ack(friend);
            friend.send(ClientFrame.newBuilder().setLeave(true));
            server.tick();
        }
    }

    @Test
    void shouldTakeAPasswordThatIsTooLongForNone() {
        Welcome creator = welcome(join(unlisted(number("pin", 1234))));
        Client eve = join(Join.newBuilder().setRoom(creator.getRoom()).setPassword("x".repeat(3_000)));
        assertThat(eve.outlet.reason()).isEqualTo(DisconnectReason.NOT_ADMITTED);
    }

    @Test
    void shouldRefuseOptionsThatTheGameDoesNotHave() {
        assertRefused(
                join(unlisted(number("cards", 12))),
                DisconnectReason.INVALID_OPTIONS,
                "The value of cards is 3 to 10, not 12.");
        Client rude = join(unlisted(text("mode", "\u0007\u202E" + "é".repeat(500))));
        assertThat(rude.outlet.reason()).isEqualTo(DisconnectReason.INVALID_OPTIONS);
        assertThat(rude.outlet.sentence()).startsWith("The value of mode is one of calm, wild, not \"  ééé");
        assertRefused(
                join(Join.newBuilder().addWhere(number("pin", 3))),
                DisconnectReason.INVALID_OPTIONS,
                "The option pin is no label.");
        assertThat(server.rooms.list()).isEmpty();
    }

    @Test
    void shouldFindARoomByItsLabelsOrOpenOne() {
        Welcome seven = welcome(join(Join.newBuilder().addWhere(number("cards", 7))));
        Welcome any = welcome(join(Join.newBuilder()));
        Welcome wild = welcome(join(Join.newBuilder().addWhere(text("mode", "wild"))));
        Welcome both =
                welcome(join(Join.newBuilder().addWhere(number("cards", 7)).addWhere(text("mode", "calm"))));
        assertThat(any.getRoom()).isEqualTo(seven.getRoom()).isEqualTo(both.getRoom());
        assertThat(wild.getRoom()).isNotEqualTo(seven.getRoom());
        assertThat(server.rooms.list())
                .extracting(room -> room.listing().labels())
                .containsExactly(
                        Map.of("cards", 7, "mode", "calm", "quick", false, "title", "Evening"),
                        Map.of("cards", 5, "mode", "wild", "quick", false, "title", "Evening"));
    }

    @Test
    void shouldTellClientsWhatTheRoomWasOpenedWithButNoHiddenOption() {
        Client ada = join(unlisted(number("cards", 7), text("title", "Friday"), text("motto", "sesame")));
        welcome(ada);
        var snapshot = ada.watch().snapshot();
        var options = snapshot.schema().tables().get(1);
        assertThat(options.name()).isEqualTo("options");
        assertThat(options.indexOf("motto")).isEqualTo(-1);
        assertThat(snapshot.table(1).column(options.indexOf("cards"))[0]).isEqualTo(7);
        assertThat(snapshot.text(snapshot.table(1).column(options.indexOf("title"))[0]))
                .isEqualTo("Friday");
        assertThat(ada.outlet.messages())
                .noneMatch(bytes -> new String(bytes, StandardCharsets.UTF_8).contains("sesame"))
                .anyMatch(bytes -> new String(bytes, StandardCharsets.UTF_8).contains("Friday"));
    }

    @Test
    void shouldTellTheRulesWhoOpenedTheRoomAndNobodyElse() {
        Client ada = join(Join.newBuilder().setName("Ada"));
        Client bo = join(Join.newBuilder().setName("Bo"));
        assertThat(welcome(ada).getRoom()).isEqualTo(welcome(bo).getRoom());
        var seats = bo.watch().snapshot().table(0);
        assertThat(seats.column(0)).startsWith(1, 0);
    }

    @Test
    void shouldOpenARoomByItsNameOnceAndJoinItThen() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(welcome(join(Join.newBuilder()
                            .setRoom("w1")
                            .setCreateIfMissing(true)
                            .addOptions(number("cards", 5 + i))))
                    .getRoom());
        }
        assertThat(ids).containsOnly("parlour.w1");
        assertThat(server.rooms.list()).hasSize(1);
        assertThat(server.rooms.list().get(0).listing().labels()).containsEntry("cards", 5);
        assertThat(welcome(join(Join.newBuilder().setRoom("parlour.w1"))).getRoom())
                .isEqualTo("parlour.w1");
        assertThat(join(Join.newBuilder().setRoom("w1")).outlet.reason()).isEqualTo(DisconnectReason.UNKNOWN_ROOM);
        assertThat(join(Join.newBuilder().setRoom("w1").setCreateIfMissing(true))
                        .outlet
                        .reason())
                .isEqualTo(DisconnectReason.ROOM_FULL);
    }

    @Test
    void shouldOpenARoomByItsNameAnewWhereTheOneBeforeHasClosed() {
        Join.Builder named =
                Join.newBuilder().setRoom("w1").setCreateIfMissing(true).setUnlisted(true);
        Client ada = join(named.clone());
        String code = welcome(ada).getCode();
        Room before = server.rooms.list().get(0);
        ada.send(ClientFrame.newBuilder().setLeave(true));
        server.tick();
        assertThat(before.closeIfEmpty()).isTrue();
        // The one before is still in the list: its loop has not seen yet that it is to end.
        Client bo = server.connect();
        bo.send(SessionDriver.join(named.clone()));
        server.ticks(3);
        assertThat(welcome(bo).getRoom()).isEqualTo("parlour.w1");
        assertThat(welcome(bo).getCode()).isNotEqualTo(code);
        Welcome friend = welcome(join(Join.newBuilder().setRoom("parlour.w1")));
        assertThat(friend.getPlayer()).isEqualTo(1);
        assertThat(welcome(join(Join.newBuilder().setCode(welcome(bo).getCode())))
                        .getRoom())
                .isEqualTo("parlour.w1");
    }

    @Test
    void shouldRefuseNamesThatAreNone() {
        for (String name : List.of("a b", "a.b", "é", "x".repeat(33), "../etc")) {
            assertRefused(
                    join(Join.newBuilder().setRoom(name).setCreateIfMissing(true)),
                    DisconnectReason.INVALID_OPTIONS,
                    "A room's name has 1 to 32 letters from A to Z, digits, _ and -.");
        }
    }
}
