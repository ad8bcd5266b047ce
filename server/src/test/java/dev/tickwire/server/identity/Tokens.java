package dev.tickwire.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tickwire.server.fixture.Doors;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens as others sign them, right or wrong. */
final class Tokens {
    static final String SECRET = "a secret of thirty-two characters";
    static final Destination ARENA = new Destination("arena", "arena-1");
    static final AuthSettings TICKETS =
            new AuthSettings(Mode.TICKET, true, SECRET, "", "", "", OneSeat.TAKE_OVER, NameRules.FREE, Map.of());

    private Tokens() {}

    static Date in(long seconds) {
        return Date.from(Doors.NOW.plusSeconds(seconds));
    }

    /** What a good ticket says. */
    static JWTClaimsSet.Builder ticket() {
        return new JWTClaimsSet.Builder()
                .subject("u1")
                .claim("name", "Ada")
                .claim("roomType", "arena")
                .expirationTime(in(60))
                .jwtID("1");
    }

    static String sign(JWTClaimsSet.Builder claims) {
        return sign(claims, SECRET);
    }

    static String sign(JWTClaimsSet.Builder claims, String secret) {
        try {
            return sign(claims, JWSAlgorithm.HS256, null, new MACSigner(secret));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static String sign(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, @Nullable String key, JWSSigner signer) {
        try {
            SignedJWT token =
                    new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
