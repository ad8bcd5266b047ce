package dev.tickwire.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes tickets, as a game's backend can make them itself. */
public final class TicketIssuer {
    /** How long a ticket may be good. */
    public static final long MOST_SECONDS = 300;

    private TicketIssuer() {}

    /**
     * A ticket for one join.
     *
     * @param secret of the room type, at least 32 characters
     * @param name empty: the player may choose one
     * @param to a room type, and perhaps one room
     * @param claims what it says about the player beside that; what a ticket has anyway is not taken from them
     */
    public static String issue(
            String secret, String user, String name, Destination to, Map<String, ?> claims, Instant end) {
        JWTClaimsSet.Builder said = new JWTClaimsSet.Builder();
        claims.forEach(said::claim);
        said.subject(user)
                .claim("name", orNull(name))
                .claim("roomType", to.roomType())
                .claim("room", orNull(to.room()))
                .expirationTime(Date.from(end))
                .jwtID(UUID.randomUUID().toString());
        SignedJWT ticket = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), said.build());
        try {
            ticket.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a secret must have at least 32 characters", e);
        }
        return ticket.serialize();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
