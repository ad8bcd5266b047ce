package dev.tickwire.server.identity;

import static dev.tickwire.server.identity.Tokens.ARENA;
import static dev.tickwire.server.identity.Tokens.TICKETS;
import static dev.tickwire.server.identity.Tokens.in;
import static dev.tickwire.server.identity.Tokens.sign;
import static dev.tickwire.server.identity.Tokens.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.fixture.Doors;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.metrics.Counters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketCheckTest {
    private static final String HEADER = "{\"alg\":\"HS256\"}";

    private final KeyRing keys = new KeyRing(
            (RemoteKeys.Fetch) url -> {
                throw new AssertionError("a secret needs nothing from " + url);
            },
            () -> 0,
            new Counters());
    private Instant now = Doors.NOW;
    private final TicketCheck check = new TicketCheck(keys, () -> now, new UsedTickets(3));

    private Verdict check(String token) {
        return check(token, TICKETS, ARENA);
    }

    private Verdict check(String token, AuthSettings auth, Destination to) {
        List<Verdict> verdicts = new ArrayList<>();
        check.check(token, auth, to, verdicts::add);
        assertThat(verdicts).as("a verdict for %s", token).hasSize(1);
        return verdicts.get(0);
    }

    private void assertInvalid(String token, String sentence) {
        assertThat(check(token)).isEqualTo(new Verdict.Refused(DisconnectReason.TICKET_INVALID, sentence));
    }

    private static String encoded(String json) {
        return Base64URL.encode(json.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Test
    void shouldRefuseATicketThatAnotherSecretSigned() {
        assertInvalid(
                sign(ticket(), "another secret of 32 characters!!"),
                "The ticket was not signed with a key that is known here.");
    }

    @Test
    void shouldRefuseATicketOfWhichAnyByteIsAnother() {
        String good = sign(ticket());
        for (int at = 0; at < good.length(); at++) {
            // The last character of a signature has two bits that say nothing.
            char other = good.charAt(at) == 'A' ? 'Z' : 'A';
            String bad = good.substring(0, at) + other + good.substring(at + 1);
            if (at == good.length() - 1) {
                continue;
            }
            assertThat(check(bad)).as("byte %s", at).isInstanceOf(Verdict.Refused.class);
        }
        assertThat(check(good)).isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS384", "HS512", "RS256", "PS256", "EdDSA", "dir", ""})
    void shouldRefuseEveryAlgorithmButHs256WithASecret(String algorithm) {
        String payload = encoded(ticket().build().toString());
        String header = encoded("{\"alg\":\"" + algorithm + "\"}");

        assertThat(check(header + "." + payload + ".")).isInstanceOf(Verdict.Refused.class);
        assertThat(check(header + "." + payload + "." + encoded("signature"))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void shouldRefuseTokensThatAreNone() {
        String deep = "[".repeat(1_500) + "]".repeat(1_500);
        for (String token : List.of(
                "x",
                "...",
                "a.b.c",
                "a.b.c.d.e",
                "\u0000",
                "é.é.é",
                encoded("null") + ".." + encoded("x"),
                encoded(deep) + "." + encoded(deep) + ".x",
                encoded(HEADER) + "." + encoded(deep) + ".x",
                "x".repeat(TicketCheck.MOST_CHARS + 1))) {
            assertThat(check(token))
                    .isInstanceOfSatisfying(
                            Verdict.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(DisconnectReason.TICKET_INVALID));
        }
    }

    @Test
    void shouldNeverThrowForRandomBytes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String good = sign(ticket());
        for (int i = 0; i < 20_000; i++) {
            StringBuilder token = new StringBuilder(good);
            for (int change = 0; change <= random.nextInt(4); change++) {
                int at = random.nextInt(good.length() - 1);
                // Never the bits that a signature's last character does not need.
                token.setCharAt(at, (char) random.nextInt(128));
            }
            if (!token.toString().equals(good)) {
                assertThat(check(token.toString()))
                        .as("seed %s, token %s", seed, token)
                        .isInstanceOf(Verdict.Refused.class);
            }
        }
    }

    @Test
    void shouldRefuseATicketThatIsTooOldOrGoodForTooLong() {
        assertInvalid(sign(ticket().expirationTime(null)), "The ticket does not say until when it is good.");
        assertThat(check(sign(ticket().expirationTime(in(-60)))))
                .isEqualTo(
                        new Verdict.Refused(DisconnectReason.TICKET_EXPIRED, "Your ticket is too old: sign in again."));
        assertInvalid(sign(ticket().expirationTime(in(362))), "The ticket is good for too long: 300 seconds at most.");
        assertInvalid(sign(ticket().notBeforeTime(in(61))), "The ticket is not good yet: is a clock wrong?");
    }

    @Test
    void shouldAllowClocksToDifferByAMinute() {
        assertThat(check(sign(ticket().jwtID("a").expirationTime(in(-59))))).isInstanceOf(Verdict.Accepted.class);
        assertThat(check(sign(ticket().jwtID("b").expirationTime(in(360))))).isInstanceOf(Verdict.Accepted.class);
        assertThat(check(sign(ticket().jwtID("c").notBeforeTime(in(60))))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void shouldRefuseATicketForAnotherRoomOrRoomType() {
        assertInvalid(sign(ticket().claim("roomType", null)), "The ticket says neither a room nor a roomType.");
        assertInvalid(sign(ticket().claim("roomType", "arena2")), "The ticket is for another room type.");
        assertInvalid(sign(ticket().claim("room", "arena-2")), "The ticket is for another room.");
        assertInvalid(sign(ticket().claim("room", 7)), "The ticket has a claim of the wrong kind.");
        assertThat(check(sign(ticket().claim("room", "arena-1")), TICKETS, new Destination("arena", "")))
                .as("a ticket for one room, and a join for any")
                .isEqualTo(new Verdict.Refused(DisconnectReason.TICKET_INVALID, "The ticket is for another room."));
        assertThat(check(sign(ticket().claim("roomType", null).claim("room", "arena-1"))))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "Zoë"})
    void shouldRefuseAUserThatIsNoPlainText(String user) {
        assertInvalid(
                sign(ticket().subject(user)),
                "The ticket names no user that can be: 1 to 128 ASCII characters without spaces.");
    }

    @Test
    void shouldRefuseAUserThatIsMissingOrTooLong() {
        String sentence = "The ticket names no user that can be: 1 to 128 ASCII characters without spaces.";
        assertInvalid(sign(ticket().subject(null)), sentence);
        assertInvalid(sign(ticket().subject("u".repeat(129))), sentence);
        assertThat(check(sign(ticket().subject("u".repeat(128))))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void shouldTakeATicketOnce() {
        String used = sign(ticket());
        assertThat(check(used)).isEqualTo(new Verdict.Accepted("u1", "Ada", Map.of()));
        assertInvalid(used, "The ticket was used before: a ticket is good for one join.");
        assertInvalid(sign(ticket().jwtID(null)), "The ticket has no jti of 1 to 128 characters.");
        assertInvalid(sign(ticket().jwtID("j".repeat(129))), "The ticket has no jti of 1 to 128 characters.");

        now = now.plusSeconds(119);
        assertInvalid(used, "The ticket was used before: a ticket is good for one join.");
        now = now.plusSeconds(1);
        assertThat(check(used))
                .as("forgotten when it is too old")
                .isEqualTo(new Verdict.Refused(DisconnectReason.TICKET_EXPIRED));
    }

    @Test
    void shouldRefuseTicketsRatherThanForgetWhichWereUsed() {
        for (int i = 0; i < 3; i++) {
            assertThat(check(sign(ticket().jwtID("t" + i)))).isInstanceOf(Verdict.Accepted.class);
        }
        assertThat(check(sign(ticket().jwtID("t3"))))
                .isEqualTo(new Verdict.Refused(
                        DisconnectReason.SERVER_FULL,
                        "Too many tickets were used in a short time: try again in a minute."));
        assertInvalid(sign(ticket().jwtID("t0")), "The ticket was used before: a ticket is good for one join.");

        now = now.plusSeconds(120);
        assertThat(check(sign(ticket().jwtID("t3").expirationTime(in(200))))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void shouldCutANameThatIsTooLongAndLeaveOutOneThatIsNotAllowed() {
        assertThat(check(sign(ticket().jwtID("a").claim("name", "A".repeat(40)))))
                .isEqualTo(new Verdict.Accepted("u1", "A".repeat(24), Map.of()));
        assertThat(check(sign(ticket().jwtID("b").claim("name", "A\u202Eb"))))
                .isEqualTo(new Verdict.Accepted("u1", "", Map.of()));
        assertThat(check(sign(ticket().jwtID("c").claim("name", 5))))
                .isEqualTo(new Verdict.Accepted("u1", "", Map.of()));
    }

    @Test
    void shouldCheckIssuerAndAudienceOfATokenWhichIsGoodForManyJoins() {
        AuthSettings auth = new AuthSettings(
                Mode.JWT, true, Tokens.SECRET, "", "https://id", "game", OneSeat.OFF, NameRules.FREE, Map.of());
        JWTClaimsSet.Builder token = new JWTClaimsSet.Builder()
                .subject("u1")
                .expirationTime(in(3_600))
                .audience(List.of("shop", "game"));

        assertThat(check(sign(token.issuer("https://other")), auth, ARENA))
                .isEqualTo(new Verdict.Refused(DisconnectReason.TICKET_INVALID, "The token is of another issuer."));
        String good = sign(token.issuer("https://id"));
        assertThat(check(good, auth, ARENA)).isEqualTo(new Verdict.Accepted("u1", "", Map.of()));
        assertThat(check(good, auth, ARENA)).isEqualTo(new Verdict.Accepted("u1", "", Map.of()));
        assertThat(check(sign(token.audience("shop")), auth, ARENA))
                .isEqualTo(new Verdict.Refused(DisconnectReason.TICKET_INVALID, "The token is for another audience."));
    }

    @Test
    void shouldTakeTheTicketsThatTheIssuerMakes() {
        String ticket = TicketIssuer.issue(Tokens.SECRET, "u7", "Zoë", ARENA, Map.of(), Doors.NOW.plusSeconds(30));
        assertThat(check(ticket, TICKETS, new Destination("arena", "arena-2"))).isInstanceOf(Verdict.Refused.class);
        assertThat(check(ticket)).isEqualTo(new Verdict.Accepted("u7", "Zoë", Map.of()));
    }

    @Test
    void shouldGiveTheClaimsThatTheConfigNamesByTheirColumns() throws Exception {
        AuthSettings auth = new AuthSettings(
                Mode.TICKET,
                true,
                Tokens.SECRET,
                "",
                "",
                "",
                OneSeat.OFF,
                NameRules.FREE,
                Map.of("level", "https://game.example/level", "team", "team", "plan", "plan", "until", "exp"));
        String ticket = sign(ticket().jwtID("claims")
                .claim("https://game.example/level", 12)
                .claim("level", 99)
                .claim("team", null)
                .claim("others", List.of(1, 2)));

        Verdict verdict = check(ticket, auth, ARENA);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.claims())
                                .containsOnlyKeys("level", "until")
                                .containsEntry("level", 12L)
                                .extractingByKey("until")
                                .isInstanceOf(Long.class));
    }

    @Test
    void shouldTellNobodyTheSecret() {
        assertThat(TICKETS.toString()).doesNotContain(Tokens.SECRET);
    }
}
