package dev.tickwire.server.identity;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tickwire.proto.PlayerName;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.metrics.Counters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is signed with a right secret: what is accepted names a user and a name that there can be. The input is the
 * header, a line feed, and the claims.
 */
class TicketClaimsFuzzTest {
    private static final String HEADER = "{\"alg\":\"HS256\"}";
    private static final List<AuthSettings> SETTINGS = List.of(
            Tokens.TICKETS,
            new AuthSettings(
                    Mode.JWT,
                    true,
                    Tokens.SECRET,
                    "",
                    "issuer",
                    "game",
                    OneSeat.OFF,
                    NameRules.FREE,
                    Map.of("level", "level", "until", "exp", "to", "aud")));

    private final KeyRing keys = new KeyRing(Runnable::run, () -> 0, new Counters());
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Mac mac = mac();

    static Stream<byte[]> seeds() {
        String rest = ",\"exp\":1800000060,\"jti\":\"1\",\"roomType\":\"arena\"}";
        return Stream.of(
                        HEADER + "\n{\"sub\":\"u1\",\"name\":\"Ada\"" + rest,
                        HEADER + "\n{\"sub\":\"u1\",\"name\":\"Zo\\u00eb \\ud83d\",\"room\":\"arena-1\"" + rest,
                        HEADER + "\n{\"sub\":7,\"nbf\":1800000070" + rest,
                        HEADER + "\n{\"sub\":\"u 1\"" + rest,
                        HEADER + "\n{\"sub\":\"u\",\"iss\":\"issuer\",\"aud\":[\"game\",\"x\"],\"exp\":1.9e9}",
                        HEADER + "\n{\"sub\":\"u\",\"iss\":\"issuer\",\"aud\":\"game\",\"exp\":9223372036854775807}",
                        HEADER + "\n{\"a\":{\"b\":[[[[{}]]]]},\"sub\":null}",
                        "{\"alg\":\"none\"}\n{}",
                        "{\"alg\":\"HS256\",\"kid\":\"k\",\"crit\":[\"b64\"],\"b64\":false}\n{}",
                        "{\"alg\":\"HS512\",\"zip\":\"DEF\"}\n{}",
                        "{}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldAcceptOnlyWhatThereCanBe(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String token = sign(end < 0 ? HEADER : text.substring(0, end), text.substring(end + 1));
        for (AuthSettings settings : SETTINGS) {
            if (TicketFuzzTest.check(keys, token, settings, verdicts) instanceof Verdict.Accepted accepted) {
                require(accepted.user().matches("[!-~]{1,128}"), accepted);
                require(accepted.name().equals(PlayerName.accept(accepted.name())), accepted);
            }
        }
    }

    private static void require(boolean isRight, Verdict.Accepted accepted) {
        if (!isRight) {
            throw new AssertionError("accepted: " + accepted);
        }
    }

    private String sign(String header, String claims) {
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + '.' + base64(claims.getBytes(StandardCharsets.UTF_8));
        return signed + '.' + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Tokens.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
