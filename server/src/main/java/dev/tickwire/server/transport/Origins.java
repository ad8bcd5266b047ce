package dev.tickwire.server.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which pages may open a WebSocket: those from this server, and those that the config allows. */
final class Origins {
    private static final String ANY = "*";

    private final Set<String> allowed;

    /** {@code allowed} has origins such as {@code https://play.example.org}, or {@code *} for any. */
    Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    /**
     * Whether to accept an upgrade.
     *
     * @param origin the Origin header; null: not a browser
     * @param host the Host header
     */
    boolean accepts(@Nullable String origin, @Nullable String host) {
        if (origin == null || allowed.contains(ANY) || allowed.contains(origin.toLowerCase(Locale.ROOT))) {
            return true;
        }
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
