package dev.tickwire.server.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.PlayerName;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.names.Name;
import dev.tickwire.simulation.world.Step;
import java.text.ParseException;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** What a token says whose signature is right: checks it against what is asked. */
final class Claims {
    /** How far the clocks of those who sign may be from ours. */
    static final long SKEW_SECONDS = 60;

    private static final int MOST_ID_CHARS = 128;
    private static final String ROOM_TYPE = "roomType";
    private static final String ROOM = "room";

    private final JWTClaimsSet set;
    private final AuthSettings auth;
    private final long nowSeconds;

    Claims(JWTClaimsSet set, AuthSettings auth, long nowSeconds) {
        this.set = set;
        this.auth = auth;
        this.nowSeconds = nowSeconds;
    }

    /** Null: it is good for that destination, now. Whether a ticket was used before is not looked at. */
    Verdict.@Nullable Refused problem(Destination to) {
        try {
            if (set.getExpirationTime() == null) {
                return invalid("The ticket does not say until when it is good.");
            }
            if (endSeconds() <= nowSeconds) {
                return new Verdict.Refused(DisconnectReason.TICKET_EXPIRED);
            }
            if (seconds(set.getNotBeforeTime()) > nowSeconds + SKEW_SECONDS) {
                return invalid("The ticket is not good yet: is a clock wrong?");
            }
            if (!isUser(set.getSubject())) {
                return invalid("The ticket names no user that can be: 1 to " + Step.MOST_USER_CHARS
                        + " ASCII characters without spaces.");
            }
            return auth.mode() == Mode.TICKET ? problemOfTicket(to) : problemOfToken();
        } catch (ParseException e) {
            return invalid("The ticket has a claim of the wrong kind.");
        }
    }

    private Verdict.@Nullable Refused problemOfTicket(Destination to) throws ParseException {
        if (endSeconds() - nowSeconds > TicketIssuer.MOST_SECONDS + 2 * SKEW_SECONDS) {
            return invalid("The ticket is good for too long: " + TicketIssuer.MOST_SECONDS + " seconds at most.");
        }
        String id = set.getJWTID();
        if (id == null || id.isEmpty() || id.length() > MOST_ID_CHARS) {
            return invalid("The ticket has no jti of 1 to " + MOST_ID_CHARS + " characters.");
        }
        String type = set.getStringClaim(ROOM_TYPE);
        String room = set.getStringClaim(ROOM);
        if (type == null && room == null) {
            return invalid("The ticket says neither a room nor a roomType.");
        }
        if (type != null && !type.equals(to.roomType())) {
            return invalid("The ticket is for another room type.");
        }
        return room != null && !room.equals(to.room()) ? invalid("The ticket is for another room.") : null;
    }

    private Verdict.@Nullable Refused problemOfToken() {
        if (!auth.issuer().isEmpty() && !auth.issuer().equals(set.getIssuer())) {
            return invalid("The token is of another issuer.");
        }
        return !auth.audience().isEmpty() && !set.getAudience().contains(auth.audience())
                ? invalid("The token is for another audience.")
                : null;
    }

    /** From when on it is refused. */
    long endSeconds() {
        return seconds(set.getExpirationTime()) + SKEW_SECONDS;
    }

    /** What nobody else's ticket has; only of a ticket without a {@link #problem}. */
    String ticketId(Destination to) {
        return to.roomType() + ' ' + set.getJWTID();
    }

    Verdict accepted() {
        return new Verdict.Accepted(set.getSubject(), name(), auth.byColumn(set.toJSONObject()));
    }

    /** The name that it says, cut to what fits; empty: none, or one that is not allowed. */
    private String name() {
        if (!(set.getClaim("name") instanceof String said)) {
            return "";
        }
        String name = PlayerName.accept(Name.cut(said.strip(), PlayerName.LONGEST));
        return name == null ? "" : name;
    }

    /** What OpenID calls a subject is ASCII; it goes into logs, columns and keys of stores. */
    private static boolean isUser(@Nullable String user) {
        return user != null
                && !user.isEmpty()
                && user.length() <= Step.MOST_USER_CHARS
                && user.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static long seconds(@Nullable Date time) {
        return time == null ? 0 : time.toInstant().getEpochSecond();
    }

    private static Verdict.Refused invalid(String sentence) {
        return new Verdict.Refused(DisconnectReason.TICKET_INVALID, sentence);
    }
}
