package dev.tickwire.server.identity;

import java.util.HashMap;
import java.util.Map;

/**
 * Who may join rooms of a type.
 *
 * @param isRequired whether those without a ticket are refused
 * @param secret that signs tickets, or tokens where there is no {@code jwks}. It is in no log, nor in {@link #toString}
 * @param jwks where the public keys are that sign tokens; empty: the secret does
 * @param issuer that tokens must name; empty: any
 * @param audience that tokens must name; empty: any
 * @param oneSeat what becomes of somebody who plays in rooms of this type twice
 * @param names what they may be called
 * @param claims what tickets say that rules get: claims by the columns that they go into
 */
public record AuthSettings(
        Mode mode,
        boolean isRequired,
        String secret,
        String jwks,
        String issuer,
        String audience,
        OneSeat oneSeat,
        NameRules names,
        Map<String, String> claims) {
    /** Everybody may join, and nobody is anybody. */
    public static final AuthSettings ANONYMOUS = anonymous(NameRules.FREE);

    /** Everybody may join, and nobody is anybody, under names by these rules. */
    public static AuthSettings anonymous(NameRules names) {
        return new AuthSettings(Mode.ANONYMOUS, false, "", "", "", "", OneSeat.OFF, names, Map.of());
    }

    public AuthSettings {
        claims = Map.copyOf(claims);
    }

    /** What shows who somebody is. */
    public enum Mode {
        /** Nothing: what a client shows is not looked at. */
        ANONYMOUS,
        /** A ticket: signed by a secret of ours, for one join of one room or room type. */
        TICKET,
        /** A token of a service where people sign in, for as many joins as it is good for. */
        JWT
    }

    /** What becomes of the seat of a user who comes again. */
    public enum OneSeat {
        /** The new window goes on, and the old one ends. */
        TAKE_OVER,
        /** The new window is refused, unless the old one's connection is gone. */
        REFUSE,
        /** Both play. */
        OFF
    }

    /** What claims say, by the columns that they go into; one that is null is as one that is not there. */
    public Map<String, Object> byColumn(Map<String, Object> said) {
        Map<String, Object> values = new HashMap<>();
        claims.forEach((column, claim) -> {
            Object value = said.get(claim);
            if (value != null) {
                values.put(column, value);
            }
        });
        return values;
    }

    @Override
    public String toString() {
        return "auth by " + mode + (jwks.isEmpty() ? "" : " with keys from " + jwks);
    }
}
