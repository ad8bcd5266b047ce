package dev.tickwire.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
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
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.metrics.Counters;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs to find out who somebody is, by a token that is right, or wrong in one of several ways. */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TicketBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Destination ARENA = new Destination("arena", "arena-1");
    private static final int TICKETS = 1 << 17;

    @Param({"TICKET", "HS256", "RS256", "ES256"})
    public String algorithm;

    @Param({"right", "expired", "forged", "unreadable"})
    public String state;

    private final String[] tokens = new String[TICKETS];
    private TicketCheck check;
    private AuthSettings auth;
    private int next;

    /** Each ticket is good once: a check has only seen those of its own iteration. */
    @Setup(org.openjdk.jmh.annotations.Level.Iteration)
    public void begin() throws JOSEException {
        if (tokens[0] == null) {
            sign();
        }
        next = 0;
        check = new TicketCheck(keys, () -> NOW);
    }

    private KeyRing keys;

    private void sign() throws JOSEException {
        boolean isRsa = algorithm.equals("RS256");
        boolean isEc = algorithm.equals("ES256");
        String secret = "a secret of thirty-two characters";
        JWK key = isEc
                ? new ECKeyGenerator(Curve.P_256).keyID("k").generate()
                : new RSAKeyGenerator(2048).keyID("k").generate();
        JWSSigner signer =
                isRsa ? new RSASSASigner((RSAKey) key) : isEc ? new ECDSASigner((ECKey) key) : new MACSigner(secret);
        String published = new JWKSet(key.toPublicJWK()).toString();
        keys = new KeyRing(
                (RemoteKeys.Fetch) url -> CompletableFuture.completedFuture(published), () -> 0, new Counters());
        Mode mode = algorithm.equals("TICKET") ? Mode.TICKET : Mode.JWT;
        String url = isRsa || isEc ? "https://keys.example" : "";
        auth = new AuthSettings(mode, true, secret, url, "", "", OneSeat.TAKE_OVER, NameRules.FREE, Map.of());
        JWSAlgorithm signed = isRsa ? JWSAlgorithm.RS256 : isEc ? JWSAlgorithm.ES256 : JWSAlgorithm.HS256;
        int different = mode == Mode.TICKET && state.equals("right") ? TICKETS : 1;
        for (int i = 0; i < TICKETS; i++) {
            tokens[i] = i < different ? token(i, signed, signer) : tokens[0];
        }
    }

    private String token(int number, JWSAlgorithm signed, JWSSigner signer) throws JOSEException {
        Instant end = NOW.plusSeconds(state.equals("expired") ? -600 : 60);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject("u" + number)
                .claim("name", "Ada")
                .claim("roomType", "arena")
                .expirationTime(Date.from(end))
                .jwtID("ticket-" + number)
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(signed).keyID("k").build(), claims);
        token.sign(signer);
        String text = token.serialize();
        return switch (state) {
            case "forged" -> text.substring(0, text.length() - 20) + "AAAAAAAAAAAAAAAAAAAA";
            case "unreadable" -> text.replace('.', '_');
            default -> text;
        };
    }

    @Benchmark
    public void check(Blackhole hole) {
        check.check(tokens[next++ % TICKETS], auth, ARENA, hole::consume);
    }
}
