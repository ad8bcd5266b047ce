package dev.tickwire.server.config;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;

/** Where pages come from, as browsers write it in the header {@code Origin}. */
final class PageOrigin {
    private static final String ANY = "*";
    /** What browsers send for a page that has no origin, such as one in a sandbox. */
    private static final String NONE = "null";

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);
    private static final int MOST_PORT = 65_535;

    private PageOrigin() {}

    /**
     * Reads what a person wrote, and returns it as browsers write it: in lower case, without a slash at the end,
     * without the port that the scheme has anyway. An {@link IllegalArgumentException} with the end of a sentence if no
     * browser would ever send it.
     */
    static String parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals(ANY) || lower.equals(NONE)) {
            return lower;
        }
        if (text.isBlank()) {
            throw refused(text, "leave it out");
        }
        if (text.contains(ANY)) {
            throw refused(text, "* stands only by itself, for any page; name each origin");
        }
        if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw refused(text, "write it without blanks, and each origin as a text of its own");
        }
        int schemeEnd = lower.indexOf("://");
        if (schemeEnd < 1) {
            throw refused(text, "write its scheme, too, such as https://" + lower.replaceFirst("^[:/]+", ""));
        }
        return normal(text, lower.substring(0, schemeEnd), lower.substring(schemeEnd + 3));
    }

    private static String normal(String text, String scheme, String rest) {
        if (scheme.equals("ws") || scheme.equals("wss")) {
            throw refused(text, "write the origin of the page, such as http" + scheme.substring(2) + "://" + rest);
        }
        String authority = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        String bare = authority.split("[/?#]", 2)[0];
        if (!bare.equals(authority)) {
            throw refused(text, "write it without a path: " + scheme + "://" + bare);
        }
        try {
            URI uri = new URI(scheme + "://" + ascii(authority));
            if (uri.getHost() == null || uri.getUserInfo() != null || uri.getPort() > MOST_PORT) {
                throw refused(text, "write a scheme, a host and perhaps a port, such as https://play.example.org:8443");
            }
            boolean hasPort = uri.getPort() >= 0 && uri.getPort() != DEFAULT_PORTS.getOrDefault(scheme, -1);
            return scheme + "://" + uri.getHost() + (hasPort ? ":" + uri.getPort() : "");
        } catch (URISyntaxException e) {
            throw refused(text, "write a scheme, a host and perhaps a port, such as https://play.example.org:8443");
        }
    }

    /** Browsers write names of hosts in ASCII, whatever letters people type. */
    private static String ascii(String authority) {
        return authority.chars().allMatch(c -> c < 128) ? authority : IDN.toASCII(authority);
    }

    private static IllegalArgumentException refused(String text, String advice) {
        return new IllegalArgumentException("has \"" + text + "\", which no page's origin is: " + advice);
    }
}
