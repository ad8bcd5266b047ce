package dev.tickwire.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.log.Failures;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks tickets and tokens: signed JSON Web Tokens, by HS256 with a secret, or by RS256, ES256 or EdDSA with public
 * keys. Any thread may use it, and none waits in it; a check takes some tens of microseconds.
 */
public final class TicketCheck {
    /** Longest token that is looked at. */
    public static final int MOST_CHARS = 4096;

    private static final String NO_KEYS = "Sign-in does not work at the moment: try again later.";
    private static final String TOO_MANY = "Too many tickets were used in a short time: try again in a minute.";

    private final KeyRing keys;
    private final InstantSource clock;
    private final UsedTickets used;

    /** A check by the wall clock: tickets say a time of the day. */
    public TicketCheck(KeyRing keys, InstantSource clock) {
        this(keys, clock, new UsedTickets(UsedTickets.MOST));
    }

    TicketCheck(KeyRing keys, InstantSource clock, UsedTickets used) {
        this.keys = keys;
        this.clock = clock;
        this.used = used;
    }

    /**
     * Checks a token. A ticket that is right is used up by that.
     *
     * @param verdict called once: before this returns, or on the thread that fetched a key
     */
    public void check(String token, AuthSettings auth, Destination to, Consumer<Verdict> verdict) {
        SignedJWT parsed = parse(token);
        if (parsed == null) {
            verdict.accept(invalid("This is no ticket that can be read."));
            return;
        }
        var unused = keys.of(auth)
                .verifier(parsed.getHeader())
                .thenApply(verifier -> verdict(parsed, verifier, auth, to))
                .exceptionally(TicketCheck::unchecked)
                .thenAccept(verdict);
    }

    /** Null: it is none, or one that is not signed. */
    private static @Nullable SignedJWT parse(String token) {
        if (token.length() > MOST_CHARS || !token.chars().allMatch(TicketCheck::isOfATicket)) {
            return null;
        }
        try {
            return SignedJWT.parse(token);
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            // The library throws more than it says: an algorithm that is none, say, and JSON that is nested deeply.
            return null;
        }
    }

    /** The library would leave other characters out, so that one ticket could be written in many ways. */
    private static boolean isOfATicket(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }

    private Verdict verdict(SignedJWT token, Optional<JWSVerifier> verifier, AuthSettings auth, Destination to) {
        JWTClaimsSet set = verifier.isPresent() ? verified(token, verifier.get()) : null;
        if (set == null) {
            return invalid("The ticket was not signed with a key that is known here.");
        }
        long nowSeconds = clock.instant().getEpochSecond();
        Claims claims = new Claims(set, auth, nowSeconds);
        Verdict.Refused problem = claims.problem(to);
        if (problem == null && auth.mode() == Mode.TICKET) {
            problem = use(claims, to, nowSeconds);
        }
        return problem == null ? claims.accepted() : problem;
    }

    private static Verdict unchecked(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (!(cause instanceof KeysMissingException)) {
            Failures.log("a ticket could not be checked: a bug in the server", cause);
        }
        return new Verdict.Refused(DisconnectReason.SERVER_FULL, NO_KEYS);
    }

    private static @Nullable JWTClaimsSet verified(SignedJWT token, JWSVerifier verifier) {
        try {
            return token.verify(verifier) ? token.getJWTClaimsSet() : null;
        } catch (JOSEException | ParseException | RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    private Verdict.@Nullable Refused use(Claims claims, Destination to, long nowSeconds) {
        return switch (used.use(claims.ticketId(to), claims.endSeconds(), nowSeconds)) {
            case FIRST -> null;
            case AGAIN -> invalid("The ticket was used before: a ticket is good for one join.");
            case TOO_MANY -> new Verdict.Refused(DisconnectReason.SERVER_FULL, TOO_MANY);
        };
    }

    private static Verdict.Refused invalid(String sentence) {
        return new Verdict.Refused(DisconnectReason.TICKET_INVALID, sentence);
    }
}
