package dev.tickwire.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tickwire.server.fixture.Tavern;
import dev.tickwire.server.identity.AuthSettings;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.identity.NameRules;
import dev.tickwire.server.names.ReservedNames;
import dev.tickwire.server.roomtype.RoomType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may join, as a config says it. */
class AuthReaderTest {
    private static final String SECRET = "correct-horse-battery-staple-0123456789";

    @TempDir
    Path folder;

    private static List<String> problems(String... settings) {
        List<String> all = new ArrayList<>(List.of("http.port=0"));
        all.addAll(List.of(settings));
        InvalidConfigException refused = catchThrowableOfType(
                InvalidConfigException.class, () -> ConfigReader.read(null, all, List.of(), List.of()));
        return refused == null ? List.of() : refused.problems();
    }

    private static AuthSettings auth(String... settings) throws InvalidConfigException {
        return ConfigReader.read(null, List.of(settings), List.of(), List.of())
                .roomTypes()
                .get(0)
                .auth();
    }

    private static NameRules names(boolean isBound, String... reserved) {
        List<String> shipped = List.of("admin", "moderator", "server", "system");
        return new NameRules(isBound, new ReservedNames(reserved.length == 0 ? shipped : List.of(reserved)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mode = password | mode must be anonymous, ticket or jwt, not password",
                "mode = ticket | secret must have at least 32 characters where mode = ticket",
                "mode = ticket, secret = battery-battery-battery-battery | secret must have at least 32 characters",
                "mode = jwt | secret must have at least 32 characters where mode = jwt",
                "mode = jwt, jwks = \"http://id.example.org/k\", audience = a | jwks must be like https://id.example.org",
                "mode = jwt, jwks = \"https://me:pw@id.example.org/k\", audience = a | jwks must be like https://",
                "mode = jwt, jwks = \"https://id.example.org/k\" | audience must be set with jwks",
                "mode = jwt, jwks = \"https://a.example/k\", audience = a, secret = battery | secret cannot be set together",
                "oneSeatPerUser = both | oneSeatPerUser must be takeOver, refuse or off, not both",
                "required = maybe | required must be true or false, not maybe",
                "reservedNames = admin | reservedNames must be a list of texts",
                "reservedNames = [admin, \" \"] | reservedNames must be at most 1000 names of players: 1 to 24",
                "reservedNames = [aaaaaaaaaaaaaaaaaaaaaaaaa] | reservedNames must be at most 1000 names of players",
                "mode = ticket, secret = correct-horse-bat-tery-staple-0123456789, claims.level = 7, claims.team = \"\" | claims.team must be the name of a claim",
                "claims = level | claims must be a section in braces",
                "modes = ticket | modes is not a setting; did you mean mode?",
            })
    void shouldRefuseWhatCannotWork(String lines, String sentence) {
        assertThat(problems("roomTypes.arena.auth { " + lines + " }"))
                .anySatisfy(problem -> assertThat(problem).contains("roomTypes.arena.auth." + sentence))
                .noneMatch(problem -> problem.contains("battery"));
    }

    @Test
    void shouldRefuseClaimsForColumnsThatNoClaimsTableHas() {
        String ticket =
                "auth { mode = ticket, secret = " + SECRET + ", claims { lvl = level, plan = plan, coins = c } }";
        String tavern = "game = " + Tavern.class.getName() + ", ";
        assertThat(problems("roomTypes.tavern { " + tavern + ticket + " }"))
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem)
                                .endsWith("roomTypes.tavern.auth.claims.lvl is no column of a claims(...) table:"
                                        + " there are level, plan"),
                        problem -> assertThat(problem).contains("claims.coins is no column of a claims(...) table"));
        assertThat(problems("roomTypes.arena." + ticket))
                .hasSize(3)
                .allMatch(problem -> problem.endsWith("the game has no claims(...) table"));
    }

    @Test
    void shouldReadWhichClaimsRulesGet() throws Exception {
        String claims = "claims { level = \"https://game.example/level\", plan = plan }";
        List<RoomType> types = ConfigReader.read(
                        null,
                        List.of("roomTypes.tavern { game = " + Tavern.class.getName()
                                + ", auth { mode = ticket, secret = " + SECRET + ", " + claims + " } }"),
                        List.of(),
                        List.of())
                .roomTypes();
        assertThat(types)
                .filteredOn(type -> type.name().equals("tavern"))
                .singleElement()
                .satisfies(type -> assertThat(type.auth().claims())
                        .isEqualTo(Map.of("level", "https://game.example/level", "plan", "plan")));
    }

    @Test
    void shouldRefuseKeysForTickets() {
        assertThat(problems("roomTypes.arena.auth { mode = ticket, secret = " + SECRET + ", jwks = \"https://a/\" }"))
                .singleElement()
                .asString()
                .endsWith("auth.jwks is for mode = jwt: tickets are signed by the secret")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.7", "play.example.org", "127.evil.example", "0:0:0:0:0:0:0:10"})
    void shouldNotOpenToOthersBeforeSomebodySaidWhoMayJoin(String host) {
        String setHost = "http.host=\"" + host + "\"";
        assertThat(problems(setHost))
                .singleElement()
                .asString()
                .startsWith("http.host is " + host + ", so that others can reach the server")
                .contains("--anonymous");
        assertThat(problems(setHost, "roomTypes.arena.auth.mode=anonymous"))
                .singleElement()
                .asString()
                .contains("roomTypes.whiteboard lets everybody in");

        assertThat(problems(setHost, "roomTypeDefaults.auth.mode=anonymous")).isEmpty();
        assertThat(problems(setHost, "roomTypeDefaults.auth { mode = ticket, secret = " + SECRET + " }"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost", "0:0:0:0:0:0:0:1"})
    void shouldLetEverybodyInOnThisMachine(String host) {
        assertThat(problems("http.host=\"" + host + "\"")).isEmpty();
    }

    @Test
    void shouldReadWhoMayJoin() throws Exception {
        assertThat(auth()).isEqualTo(AuthSettings.anonymous(names(false)));
        assertThat(auth("roomTypeDefaults.auth { mode = ticket, secret = " + SECRET + ", oneSeatPerUser = refuse }"))
                .isEqualTo(new AuthSettings(
                        Mode.TICKET, true, SECRET, "", "", "", OneSeat.REFUSE, names(false), Map.of()));
        assertThat(auth("roomTypeDefaults.auth.reservedNames = [Ada, Grace]"))
                .isEqualTo(AuthSettings.anonymous(names(false, "Ada", "Grace")));
        String jwt = "mode = jwt, jwks = \"https://a.example/k\", issuer = i, audience = b, required = false";
        assertThat(auth("roomTypeDefaults.auth { " + jwt + ", nameFromIdentity = true, oneSeatPerUser = off }"))
                .isEqualTo(new AuthSettings(
                        Mode.JWT, false, "", "https://a.example/k", "i", "b", OneSeat.OFF, names(true), Map.of()));
        assertThat(auth("roomTypeDefaults.auth { mode = jwt, jwks = \"http://127.0.0.1:9/k\", audience = b }")
                        .jwks())
                .as("a service on this machine")
                .isEqualTo("http://127.0.0.1:9/k");
    }

    @Test
    void shouldShowNobodyTheSecret() throws Exception {
        Path before = Files.writeString(
                folder.resolve("a.conf"), "roomTypeDefaults.auth { mode = ticket, secret = " + SECRET + " }");
        Path after = Files.writeString(
                folder.resolve("b.conf"), "roomTypeDefaults.auth { mode = ticket, secret = x" + SECRET + " }");

        assertThat(EffectiveConfigTest.table(before)).contains("(secret)").doesNotContain(SECRET);
        LoadedConfig first =
                ConfigReader.load(new ConfigSource(before, List.of(), List.of(), List.of()), new ConfigFiles());
        LoadedConfig second =
                ConfigReader.load(new ConfigSource(after, List.of(), List.of(), List.of()), new ConfigFiles());
        assertThat(String.join("\n", second.changesSince(first, List.of())))
                .contains("auth.secret is another one")
                .doesNotContain(SECRET);
        assertThat(first.server().roomTypes().get(0).auth().toString()).doesNotContain(SECRET);
    }
}
