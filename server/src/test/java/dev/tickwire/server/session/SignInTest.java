package dev.tickwire.server.session;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Feature;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.server.fixture.Doors;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Tavern;
import dev.tickwire.server.fixture.TestAddresses;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.fixture.Watcher;
import dev.tickwire.server.identity.AuthSettings;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.identity.Destination;
import dev.tickwire.server.identity.NameRules;
import dev.tickwire.server.identity.TicketIssuer;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.names.ReservedNames;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.saves.Saves;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.session.SessionDriver.Client;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who comes into rooms whose players must say who they are. */
class SignInTest {
    private static final String SECRET = "a secret of thirty-two characters";
    private static final ReservedNames RESERVED = new ReservedNames(List.of("admin"));

    private final Saves saves = TestSaves.inMemory();
    private final SessionDriver server = new SessionDriver(
            saves,
            SessionDriver.MOST_ROOMS,
            type("guarded", auth(true, OneSeat.TAKE_OVER, false)),
            type("polite", auth(true, OneSeat.REFUSE, false)),
            type("mixed", auth(false, OneSeat.OFF, true)),
            type("open", AuthSettings.anonymous(new NameRules(false, RESERVED))),
            new RoomTypes()
                    .name("tavern")
                    .playerLimit(8)
                    .auth(auth(true, OneSeat.OFF, false, Map.of("level", "https://game.example/level", "plan", "plan")))
                    .build(Tavern::new));

    private static RoomType type(String name, AuthSettings auth) {
        return new RoomTypes().name(name).auth(auth).resumeGraceMillis(30_000).build();
    }

    private static AuthSettings auth(boolean isRequired, OneSeat oneSeat, boolean isNameBound) {
        return auth(isRequired, oneSeat, isNameBound, Map.of());
    }

    private static AuthSettings auth(
            boolean isRequired, OneSeat oneSeat, boolean isNameBound, Map<String, String> claims) {
        NameRules names = new NameRules(isNameBound, RESERVED);
        return new AuthSettings(Mode.TICKET, isRequired, SECRET, "", "", "", oneSeat, names, claims);
    }

    private static String ticket(String user, String type) {
        return TicketIssuer.issue(SECRET, user, "Ada", new Destination(type, ""), Map.of(), Doors.NOW.plusSeconds(60));
    }

    private static Join.Builder toTavern(Map<String, ?> claims) {
        return Join.newBuilder()
                .setRoomType("tavern")
                .addFeatures(Feature.CELLS)
                .setTicket(TicketIssuer.issue(
                        SECRET, "u1", "Ada", new Destination("tavern", ""), claims, Doors.NOW.plusSeconds(60)));
    }

    private Client join(Join.Builder join) {
        Client client = server.connect();
        client.send(SessionDriver.join(join));
        server.tick();
        return client;
    }

    private Client join(String user, String type) {
        return join(Join.newBuilder().setRoomType(type).setTicket(ticket(user, type)));
    }

    /** What is kept of the player is loaded first, on another thread. */
    private Client joinTavern(Map<String, ?> claims) {
        Client client = join(toTavern(claims));
        patiently().until(() -> {
            server.tick();
            return !client.outlet.messages().isEmpty();
        });
        return client;
    }

    @AfterEach
    void closeSaves() {
        saves.close(60_000);
    }

    private static Welcome welcome(Client client) {
        assertThat(client.outlet.reason()).as("%s", client.outlet.sentence()).isNull();
        return client.watch().welcome();
    }

    @Test
    void shouldBanTheAddressOfWhoShowsOneWrongTicketAfterTheOther() {
        String stranger = "192.0.2.1";
        // As many joins as an address has, and one more refusal than it may have.
        for (int i = 0; i <= TestAddresses.REFUSALS; i++) {
            Client client = server.connect(stranger);
            client.send(
                    SessionDriver.join(Join.newBuilder().setRoomType("guarded").setTicket("made.up.ticket")));
            server.tick();
            assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.TICKET_INVALID);
        }

        assertThat(server.count(Counter.ADDRESSES_BANNED)).isEqualTo(1);
        assertThat(server.connect(stranger).outlet.address().isBanned(server.nowNanos))
                .isTrue();
        assertThat(server.connect("192.0.2.2").outlet.address().isBanned(server.nowNanos))
                .isFalse();
    }

    @Test
    void shouldNotBanTheAddressOfThoseWhoseTicketsWereGoodOnce() {
        String friends = "192.0.2.3";
        String late = TicketIssuer.issue(
                SECRET, "u1", "Ada", new Destination("guarded", ""), Map.of(), Doors.NOW.minusSeconds(3_600));
        for (int i = 0; i <= TestAddresses.REFUSALS; i++) {
            Client client = server.connect(friends);
            client.send(
                    SessionDriver.join(Join.newBuilder().setRoomType("guarded").setTicket(late)));
            server.tick();
            assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.TICKET_EXPIRED);
        }

        assertThat(server.count(Counter.ADDRESSES_BANNED)).isZero();
    }

    @Test
    void shouldLetNobodyInWithoutATicketByAnyWay() {
        Welcome inside = welcome(join("u1", "guarded"));
        Welcome hidden = welcome(join(Join.newBuilder()
                .setRoomType("guarded")
                .setTicket(ticket("u2", "guarded"))
                .setCreate(true)
                .setUnlisted(true)));

        for (Join.Builder join : new Join.Builder[] {
            Join.newBuilder(),
            Join.newBuilder().setRoomType("guarded"),
            Join.newBuilder().setRoomType("guarded").setCreate(true),
            Join.newBuilder().setRoomType("guarded").setSpectate(true),
            Join.newBuilder().setRoomType("guarded").setRoom("w1").setCreateIfMissing(true),
            Join.newBuilder().setRoom(inside.getRoom()),
            Join.newBuilder().setCode(hidden.getCode())
        }) {
            assertThat(join(join).outlet.reason()).as("%s", join).isEqualTo(DisconnectReason.NOT_SIGNED_IN);
        }
        assertThat(server.rooms.list()).as("nothing was opened for them").hasSize(2);
    }

    @Test
    void shouldRefuseAWrongTicketBeforeARoomHearsOfIt() {
        Client forged = join(Join.newBuilder().setRoomType("guarded").setTicket("a.b.c"));
        assertThat(forged.outlet.reason()).isEqualTo(DisconnectReason.TICKET_INVALID);
        Client other = join(Join.newBuilder().setRoomType("guarded").setTicket(ticket("u1", "polite")));
        assertThat(other.outlet.reason()).isEqualTo(DisconnectReason.TICKET_INVALID);
        assertThat(other.outlet.sentence()).isEqualTo("The ticket is for another room type.");

        assertThat(server.rooms.list()).isEmpty();
        assertThat(server.count(Counter.TICKETS_REFUSED)).isEqualTo(2);
    }

    @Test
    void shouldRefuseATicketWhereItIsNotNeededButIsWrong() {
        assertThat(join(Join.newBuilder().setRoomType("mixed").setTicket("a.b.c"))
                        .outlet
                        .reason())
                .isEqualTo(DisconnectReason.TICKET_INVALID);
        assertThat(welcome(join(Join.newBuilder().setRoomType("mixed").setName("Bo")))
                        .getName())
                .as("names are bound, and nobody vouches for this one")
                .isEqualTo("Player 1");
        assertThat(welcome(join(Join.newBuilder().setRoomType("open").setTicket("a.b.c")))
                        .getName())
                .as("nobody looks at it")
                .isEqualTo("Player 1");
    }

    @Test
    void shouldTellTheDirectorysRefusalWithATicketToo() {
        assertThat(join(Join.newBuilder().setRoom("nowhere").setTicket("x"))
                        .outlet
                        .reason())
                .isEqualTo(DisconnectReason.UNKNOWN_ROOM);
        assertThat(join(Join.newBuilder().setRoomType("nothing").setTicket("x"))
                        .outlet
                        .reason())
                .isEqualTo(DisconnectReason.UNKNOWN_ROOM_TYPE);
    }

    @Test
    void shouldCallAPlayerAsItLikesUnlessItsNameIsBound() {
        Join.Builder free = Join.newBuilder().setRoomType("guarded").setName("Zoë");
        assertThat(welcome(join(free.setTicket(ticket("u1", "guarded")))).getName())
                .isEqualTo("Zoë");
        assertThat(welcome(join("u2", "guarded")).getName()).isEqualTo("Ada");
        assertThat(welcome(join("u3", "guarded")).getName()).isEqualTo("Ada 2");
        Join.Builder bound = Join.newBuilder().setRoomType("mixed").setName("Zoë");
        assertThat(welcome(join(bound.setTicket(ticket("u1", "mixed")))).getName())
                .isEqualTo("Ada");
    }

    @ParameterizedTest
    @CsvSource({
        "open, Admin",
        "open, АDMIN",
        "open, ad min",
        "open, admin 2",
        "open, admin７",
        "guarded, admın",
        "guarded, admin²"
    })
    void shouldRefuseANameThatIsReservedBeforeARoomIsOpened(String type, String name) {
        Client client = join(Join.newBuilder()
                .setRoomType(type)
                .setName(name)
                .setTicket(type.equals("guarded") ? ticket("u1", type) : ""));

        assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.INVALID_NAME);
        assertThat(client.outlet.sentence()).isEqualTo("This name is reserved: choose another one.");
        assertThat(server.rooms.list()).isEmpty();
    }

    private static String ticketOfAdmin(String user) {
        return TicketIssuer.issue(
                SECRET, user, "Admin", new Destination("guarded", ""), Map.of(), Doors.NOW.plusSeconds(60));
    }

    @Test
    void shouldLetThoseHaveAReservedNameWhoseTicketSaysSo() {
        String first = ticketOfAdmin("u1");
        assertThat(welcome(join(Join.newBuilder().setRoomType("guarded").setTicket(first)))
                        .getName())
                .isEqualTo("Admin");
        String second = ticketOfAdmin("u2");
        assertThat(welcome(join(Join.newBuilder()
                                .setRoomType("guarded")
                                .setName("ADMIN")
                                .setTicket(second)))
                        .getName())
                .as("the other way to write the same, beside the first")
                .isEqualTo("ADMIN 2");
        String again = ticketOfAdmin("u3");
        assertThat(welcome(join(Join.newBuilder()
                                .setRoomType("guarded")
                                .setName("Admin 3")
                                .setTicket(again)))
                        .getName())
                .as("as a page asks that comes back to a room that has forgotten it")
                .isEqualTo("Admin 3");
    }

    @Test
    void shouldNotMindReservedNamesWhereNobodyChoosesOne() {
        assertThat(welcome(join(Join.newBuilder().setRoomType("mixed").setName("admin")))
                        .getName())
                .isEqualTo("Player 1");
    }

    @Test
    void shouldHandThePlaceToTheNewWindowInTheSameRoom() {
        Client old = join("u1", "guarded");
        Client bystander = join("u2", "guarded");
        Client young = join("u1", "guarded");

        assertThat(old.outlet.reason()).isEqualTo(DisconnectReason.RESUMED_ELSEWHERE);
        assertThat(welcome(young).getPlayer()).isZero();
        assertThat(welcome(bystander).getPlayer()).isEqualTo(1);
        assertThat(server.rooms.list().get(0).seatCount()).isEqualTo(2);
        assertThat(server.count(Counter.SEATS_TAKEN_OVER)).isEqualTo(1);
    }

    @Test
    void shouldEndTheSeatInAnotherRoomWhenTheUserGoesThere() {
        Client old = join("u1", "guarded");
        Client young = join(Join.newBuilder()
                .setRoomType("guarded")
                .setTicket(ticket("u1", "guarded"))
                .setCreate(true));
        server.tick();

        assertThat(old.outlet.reason()).isEqualTo(DisconnectReason.RESUMED_ELSEWHERE);
        assertThat(welcome(young).getPlayer()).isZero();
        assertThat(server.rooms.list().get(0).seatCount()).isZero();
        assertThat(server.rooms.list().get(1).seatCount()).isEqualTo(1);
    }

    @Test
    void shouldRefuseTheSecondWindowUnlessTheFirstIsCutOff() {
        Client first = join("u1", "polite");
        Client second = join(Join.newBuilder()
                .setRoomType("polite")
                .setTicket(ticket("u1", "polite"))
                .setCreate(true));
        assertThat(second.outlet.reason()).isEqualTo(DisconnectReason.ALREADY_PLAYING);
        assertThat(first.outlet.reason()).isNull();
        server.ticks(3);
        assertThat(server.rooms.list()).as("nothing is left of it").hasSize(1);

        first.session.onClosed(Departure.LOST);
        server.tick();
        assertThat(server.rooms.list().get(0).seatCount()).as("kept").isEqualTo(1);
        assertThat(welcome(join("u1", "polite")).getPlayer()).isZero();
        assertThat(server.rooms.list().get(0).seatCount()).isEqualTo(1);
    }

    @Test
    void shouldCountTheSeatOfAUserWhoCameBackByItsToken() {
        Client first = join("u1", "polite");
        Welcome before = welcome(first);
        first.session.onClosed(Departure.LOST);
        server.tick();
        Client back = join(Join.newBuilder().setResumeToken(before.getResumeToken()));
        assertThat(welcome(back).getResumed()).isTrue();

        assertThat(join("u1", "polite").outlet.reason()).isEqualTo(DisconnectReason.ALREADY_PLAYING);
        back.session.onClosed(Departure.LEFT);
        server.tick();
        assertThat(welcome(join("u1", "polite")).getPlayer()).isZero();
    }

    @Test
    void shouldLetAUserPlayOnceInEachRoomTypeAndWatchBesides() {
        Client plays = join("u1", "guarded");
        Client elsewhere = join("u1", "polite");
        Client watches =
                join(Join.newBuilder().setRoomType("guarded").setSpectate(true).setTicket(ticket("u1", "guarded")));
        for (Client client : new Client[] {plays, elsewhere, watches}) {
            assertThat(client.outlet.reason()).isNull();
        }
    }

    @Test
    void shouldRefuseATicketThatSaysWhatTheGameDoesNotTake() {
        String level = "https://game.example/level";
        for (Map<String, ?> claims : List.of(
                Map.of(level, 101), Map.of(level, "12"), Map.of("plan", "gold"), Map.of(level, 5, "plan", true))) {
            Client client = join(toTavern(claims));
            assertThat(client.outlet.reason()).as("%s", claims).isEqualTo(DisconnectReason.TICKET_INVALID);
            assertThat(client.outlet.sentence()).contains("does not fit the game", " must be ");
        }

        assertThat(server.rooms.list()).as("no room hears of it").isEmpty();
        assertThat(server.count(Counter.CLAIMS_REFUSED)).isEqualTo(4);
        assertThat(server.count(Counter.TICKETS_REFUSED)).isEqualTo(4);
        assertThat(server.count(Counter.TICKETS_ACCEPTED)).isZero();
    }

    @Test
    void shouldBanNobodyForWhatABackendSays() {
        for (int i = 0; i <= TestAddresses.REFUSALS; i++) {
            Client client = server.connect("192.0.2.4");
            client.send(SessionDriver.join(toTavern(Map.of("plan", "gold"))));
            server.tick();
            assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.TICKET_INVALID);
        }

        assertThat(server.count(Counter.ADDRESSES_BANNED)).isZero();
    }

    @Test
    void shouldTellRulesTheClaimsOfATicketAndNoOthers() {
        Client says = joinTavern(Map.of("https://game.example/level", 12, "plan", "paid", "coins", 1_000));
        Client saysNothing = joinTavern(Map.of("level", 50));
        welcome(says);
        welcome(saysNothing);
        server.ticks(2);

        Watcher seen = says.watch();
        assertThat(seen.raw("account", 0, "level")).isEqualTo(12);
        assertThat(seen.raw("account", 0, "plan")).isEqualTo(1);
        assertThat(seen.raw("profile", 0, "coins"))
                .as("no column of a claims table")
                .isZero();
        assertThat(seen.raw("account", 1, "level")).as("not under that name").isEqualTo(1);
        assertThat(seen.raw("account", 1, "plan")).isZero();
    }
}
