package dev.tickwire.server.http;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may open a WebSocket and read what others need: those from this server, and those that the config allows.
 */
public final class Origins {
    private static final String ANY = "*";
    /** A scheme, a name or an address, and perhaps a port; the dot at the end of a full name says nothing. */
    private static final Pattern ORIGIN =
            Pattern.compile("([a-z][a-z0-9+.-]*)://(\\[[0-9a-f:.]+]|[^\\[\\]:/?#@\\s]+?)\\.?(?::0*([0-9]{0,5}))?");

    private final boolean acceptsAny;
    private final Set<String> allowed = new HashSet<>();

    /** {@code allowed} has origins such as {@code https://play.example.org}, or {@code *} for any. */
    public Origins(Set<String> allowed) {
        acceptsAny = allowed.contains(ANY);
        for (String origin : allowed) {
            String canonical = canonical(origin);
            if (canonical != null) {
                this.allowed.add(canonical);
            }
        }
    }

    /**
     * Whether to accept a request.
     *
     * @param origin the Origin header; null: not a browser
     * @param host the Host header
     */
    public boolean accepts(@Nullable String origin, @Nullable String host) {
        if (origin == null || acceptsAny) {
            return true;
        }
        String page = canonical(origin);
        if (page == null) {
            return false;
        }
        // Where TLS ends in front of the server, the page's scheme is the one that its browser used.
        String own = origin.substring(0, origin.indexOf("://")) + "://" + host;
        return page.equals(canonical(own)) || allowed.contains(page);
    }

    /** One spelling for all that mean the same origin; null: this is none. */
    private static @Nullable String canonical(String origin) {
        Matcher parts = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return null;
        }
        String scheme = parts.group(1);
        String port = parts.group(3);
        return scheme + "://" + parts.group(2) + ":" + (port == null || port.isEmpty() ? defaultPort(scheme) : port);
    }

    private static String defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> "80";
            case "https" -> "443";
            default -> "";
        };
    }
}
