package dev.tickwire.server.config;

import dev.tickwire.proto.PlayerName;
import dev.tickwire.server.identity.AuthSettings;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.identity.NameRules;
import dev.tickwire.server.names.ReservedNames;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.values.ClaimRows;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads who may join rooms of a type. No sentence of it has the secret in it. */
final class AuthReader {
    private static final int MOST_RESERVED_NAMES = 1_000;

    private AuthReader() {}

    static AuthSettings read(Section section) {
        AuthSettings read = new AuthSettings(
                readMode(section),
                section.flag("required"),
                section.text("secret"),
                section.text("jwks"),
                section.text("issuer"),
                section.text("audience"),
                readOneSeat(section),
                new NameRules(section.flag("nameFromIdentity"), readReservedNames(section)),
                readClaims(section.section("claims")));
        section.end();
        switch (read.mode()) {
            case ANONYMOUS -> {
                return AuthSettings.anonymous(new NameRules(false, read.names().reserved()));
            }
            case TICKET -> requireSecret(section, read);
            case JWT -> requireKeys(section, read);
        }
        return read;
    }

    /** Whether the game has such columns is known when it has started: see {@link #requireColumns}. */
    private static Map<String, String> readClaims(Section section) {
        Map<String, String> claims = new LinkedHashMap<>();
        for (String column : section.names()) {
            String claim = section.text(column);
            if (claim.isEmpty()) {
                section.complain(column, "must be the name of a claim, such as \"team\"");
            }
            claims.put(column, claim);
        }
        return claims;
    }

    /** Notes the columns of claims that no claims table of the room type's game has. */
    static void requireColumns(Section section, RoomType type) {
        Set<String> columns = ClaimRows.columns(type.rowTables());
        String all =
                columns.isEmpty() ? "the game has no claims(...) table" : "there are " + String.join(", ", columns);
        for (String column : type.auth().claims().keySet()) {
            if (!columns.contains(column)) {
                section.complain(column, "is no column of a claims(...) table: " + all);
            }
        }
    }

    private static ReservedNames readReservedNames(Section section) {
        List<String> names = section.texts("reservedNames");
        boolean areNames = names.stream().allMatch(name -> {
            String accepted = PlayerName.accept(name);
            return accepted != null && !accepted.isEmpty();
        });
        if (!areNames || names.size() > MOST_RESERVED_NAMES) {
            section.complain(
                    "reservedNames",
                    "must be at most " + MOST_RESERVED_NAMES + " names of players: 1 to " + PlayerName.LONGEST
                            + " characters each, some of which can be seen");
        }
        return new ReservedNames(areNames ? names : List.of());
    }

    /** Whether the server listens where only this machine reaches it. */
    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}|\\[?(::1|(0{1,4}:){7}0{0,3}1)]?");
    }

    private static Mode readMode(Section section) {
        return switch (section.word("mode")) {
            case "ticket" -> Mode.TICKET;
            case "jwt" -> Mode.JWT;
            default -> Mode.ANONYMOUS;
        };
    }

    private static OneSeat readOneSeat(Section section) {
        return switch (section.word("oneSeatPerUser")) {
            case "refuse" -> OneSeat.REFUSE;
            case "off" -> OneSeat.OFF;
            default -> OneSeat.TAKE_OVER;
        };
    }

    private static void requireSecret(Section section, AuthSettings read) {
        if (read.secret().length() < SecretReader.LEAST_CHARS) {
            section.complain(
                    "secret",
                    "must have at least " + SecretReader.LEAST_CHARS + " characters where mode = "
                            + section.text("mode") + ": better from the environment,"
                            + " as in secret = ${?TICKWIRE_TICKET_SECRET}, made with openssl rand -hex 32");
        }
        if (read.mode() == Mode.TICKET && !read.jwks().isEmpty()) {
            section.complain("jwks", "is for mode = jwt: tickets are signed by the secret");
        }
    }

    private static void requireKeys(Section section, AuthSettings read) {
        if (read.jwks().isEmpty()) {
            requireSecret(section, read);
            return;
        }
        if (!read.secret().isEmpty()) {
            section.complain("secret", "cannot be set together with jwks");
        }
        if (!isKeyUrl(read.jwks())) {
            section.complain(
                    "jwks",
                    "must be like https://id.example.org/.well-known/jwks.json: https, or http on this machine, and no"
                            + " user name");
        }
        if (read.audience().isEmpty()) {
            section.complain("audience", "must be set with jwks: these keys sign tokens for other services, too");
        }
    }

    private static boolean isKeyUrl(String url) {
        try {
            URI parsed = new URI(url);
            boolean isSafe = "https".equalsIgnoreCase(parsed.getScheme())
                    || ("http".equalsIgnoreCase(parsed.getScheme())
                            && parsed.getHost() != null
                            && isLoopback(parsed.getHost()));
            return isSafe && parsed.getHost() != null && parsed.getUserInfo() == null && parsed.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
