package dev.tickwire.server.identity;

import static dev.tickwire.server.identity.Tokens.ARENA;
import static dev.tickwire.server.identity.Tokens.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.fixture.Doors;
import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {
    private static final String URL = "https://id.example.org/keys";
    private static final long SECOND = 1_000_000_000L;
    private static final AuthSettings AUTH =
            new AuthSettings(Mode.JWT, true, "", URL, "", "", OneSeat.OFF, NameRules.FREE, Map.of());
    private static final String UNKNOWN = "The ticket was not signed with a key that is known here.";

    private final Counters counters = new Counters();
    private final List<CompletableFuture<String>> fetches = new ArrayList<>();
    private long nowNanos;
    private final KeyRing keys = new KeyRing(this::fetch, () -> nowNanos, counters);
    private final TicketCheck check = new TicketCheck(keys, () -> Doors.NOW);
    private final List<Verdict> verdicts = new ArrayList<>();

    private CompletableFuture<String> fetch(String url) {
        assertThat(url).isEqualTo(URL);
        fetches.add(new CompletableFuture<>());
        return fetches.get(fetches.size() - 1);
    }

    private void check(String token) {
        check.check(token, AUTH, ARENA, verdicts::add);
    }

    private Verdict last() {
        return verdicts.get(verdicts.size() - 1);
    }

    private void assertRefused(DisconnectReason reason, String sentence) {
        assertThat(last()).isEqualTo(new Verdict.Refused(reason, sentence));
    }

    private static JWTClaimsSet.Builder token() {
        return new JWTClaimsSet.Builder().subject("u1").expirationTime(in(60));
    }

    private static ECKey curveKey(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    private static String signed(ECKey key) throws JOSEException {
        return Tokens.sign(token(), JWSAlgorithm.ES256, key.getKeyID(), new ECDSASigner(key));
    }

    private static String set(JWK... all) {
        return new JWKSet(List.of(all)).toString(true);
    }

    @Test
    void shouldRefuseWithoutKeysAndTakeTheTokenOnceTheyAreThere() throws JOSEException {
        ECKey key = curveKey("k1");
        check(signed(key));
        assertThat(verdicts).as("it waits for the keys").isEmpty();
        fetches.get(0).completeExceptionally(new IOException("refused"));
        assertRefused(DisconnectReason.SERVER_FULL, "Sign-in does not work at the moment: try again later.");
        assertThat(counters.get(Counter.KEYS_FAILED)).isEqualTo(1);
        assertThat(keys.obstacles(List.of(AUTH))).containsExactly("No keys for sign-in came from " + URL + " yet.");

        nowNanos += 29 * SECOND;
        check(signed(key));
        assertThat(fetches).as("not asked again at once").hasSize(1);
        nowNanos += SECOND;
        check(signed(key));
        fetches.get(1).complete(set(key));
        assertThat(last()).isEqualTo(new Verdict.Accepted("u1", "", Map.of()));
        assertThat(keys.obstacles(List.of(AUTH))).isEmpty();
    }

    @Test
    void shouldFetchOnceForAllWhoWait() throws JOSEException {
        ECKey key = curveKey("k1");
        for (int i = 0; i < 100; i++) {
            check(signed(key));
        }
        assertThat(fetches).hasSize(1);
        fetches.get(0).complete(set(key));
        assertThat(verdicts).hasSize(100).allMatch(Verdict.Accepted.class::isInstance);
    }

    @Test
    void shouldTakeAKeyThatTheServiceBeganToUse() throws JOSEException {
        ECKey old = curveKey("k1");
        ECKey young = curveKey("k2");
        check(signed(old));
        fetches.get(0).complete(set(old));

        nowNanos += 31 * SECOND;
        check(signed(young));
        fetches.get(1).complete(set(young));
        assertThat(last()).isInstanceOf(Verdict.Accepted.class);
        check(signed(old));
        assertRefused(DisconnectReason.TICKET_INVALID, UNKNOWN);
        assertThat(fetches)
                .as("keys that nobody has cost no more than one fetch")
                .hasSize(2);
    }

    @Test
    void shouldGoOnWithTheLastKeysWhileTheServiceIsDown() throws JOSEException {
        ECKey key = curveKey("k1");
        check(signed(key));
        fetches.get(0).complete(set(key));
        try (LogLines log = new LogLines(RemoteKeys.class.getName())) {
            for (String body : List.of("", "{}", "{\"keys\":[]}", "<html>", "[".repeat(9_000), "{\"keys\":[1]}")) {
                nowNanos += 300 * SECOND;
                check(signed(key));
                assertThat(last()).as("before it is fetched again").isInstanceOf(Verdict.Accepted.class);
                fetches.get(fetches.size() - 1).complete(body);
                check(signed(key));
                assertThat(last()).isInstanceOf(Verdict.Accepted.class);
            }
            assertThat(log.take())
                    .hasSize(6)
                    .allMatch(
                            line -> line.startsWith("WARN") && line.contains(URL) && line.contains("the last 1 hold"));
        }
        assertThat(fetches).hasSize(7);
        assertThat(counters.get(Counter.KEYS_FAILED)).isEqualTo(6);
    }

    @Test
    void shouldNeverTakeAPublicKeyForASecret() throws JOSEException {
        RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
        byte[] published = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        check(Tokens.sign(token(), JWSAlgorithm.HS256, "k1", new MACSigner(published)));
        fetches.get(0).complete(set(key));
        assertRefused(DisconnectReason.TICKET_INVALID, UNKNOWN);
    }

    @Test
    void shouldTakeNoSecretsOrWeakKeysThatStandAmongTheKeys() throws JOSEException {
        String weak = new RSAKeyGenerator(1024, true)
                .keyID("weak")
                .generate()
                .toPublicJWK()
                .toJSONString();
        String secret = "{\"kty\":\"oct\",\"kid\":\"oct\",\"k\":\"" + Base64URL.encode(Tokens.SECRET) + "\"}";
        String whole = curveKey("whole").toJSONString();
        check(Tokens.sign(token(), JWSAlgorithm.HS256, "oct", new MACSigner(Tokens.SECRET)));
        fetches.get(0).complete("{\"keys\":[" + weak + "," + secret + "," + whole + "]}");
        assertRefused(DisconnectReason.SERVER_FULL, "Sign-in does not work at the moment: try again later.");
    }

    @Test
    void shouldCheckTheThreeAlgorithmsThatServicesSignWith() throws JOSEException, GeneralSecurityException {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ECKey curve = curveKey("curve");
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        check(Tokens.sign(token(), JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa)));
        String keySet = set(rsa, curve).replace("]}", "," + published(pair, "ed") + "]}");
        fetches.get(0).complete(keySet);
        check(signed(curve));
        check(signedByEd25519(pair, "ed"));
        assertThat(verdicts).hasSize(3).allMatch(Verdict.Accepted.class::isInstance);

        check(signedByEd25519(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), "ed"));
        assertRefused(DisconnectReason.TICKET_INVALID, UNKNOWN);
        check(Tokens.sign(token(), JWSAlgorithm.RS256, "curve", new RSASSASigner(rsa)));
        assertRefused(DisconnectReason.TICKET_INVALID, UNKNOWN);
        check(Tokens.sign(token(), JWSAlgorithm.PS256, "rsa", new RSASSASigner(rsa)));
        assertRefused(DisconnectReason.TICKET_INVALID, UNKNOWN);
    }

    @Test
    void shouldTakeATokenThatNamesNoKeyOnlyWhereThereIsOneOfItsKind() throws JOSEException {
        ECKey one = curveKey("one");
        ECKey two = curveKey("two");
        JWSSigner signer = new ECDSASigner(one);
        check(Tokens.sign(token(), JWSAlgorithm.ES256, null, signer));
        fetches.get(0).complete(set(one));
        assertThat(last()).isInstanceOf(Verdict.Accepted.class);

        nowNanos += 300 * SECOND;
        check(signed(one));
        fetches.get(1).complete(set(one, two));
        check(Tokens.sign(token(), JWSAlgorithm.ES256, null, signer));
        assertRefused(DisconnectReason.TICKET_INVALID, UNKNOWN);
    }

    private static String published(KeyPair pair, String id) {
        var point = ((EdECPublicKey) pair.getPublic()).getPoint();
        byte[] bigEndian = point.getY().toByteArray();
        byte[] encoded = new byte[32];
        for (int i = 0; i < Math.min(32, bigEndian.length); i++) {
            encoded[i] = bigEndian[bigEndian.length - 1 - i];
        }
        assertThat(point.getY()).isLessThan(BigInteger.TWO.pow(255));
        if (point.isXOdd()) {
            encoded[31] |= (byte) 0x80;
        }
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"" + id + "\",\"x\":\"" + Base64URL.encode(encoded)
                + "\"}";
    }

    private static String signedByEd25519(KeyPair pair, String id) throws GeneralSecurityException {
        String header = Base64URL.encode(
                        com.nimbusds.jose.util.JSONObjectUtils.toJSONString(Map.of("alg", "EdDSA", "kid", id)))
                .toString();
        String signed = header + "." + Base64URL.encode(token().build().toString());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64URL.encode(signature.sign());
    }
}
