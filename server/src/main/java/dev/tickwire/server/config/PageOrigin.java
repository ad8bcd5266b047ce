package dev.tickwire.server.config;

import java.net.IDN;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where pages come from, as browsers write it in the header {@code Origin}. */
final class PageOrigin {
    private static final String ANY = "*";
    /** What browsers send for a page that has no origin, such as one in a sandbox. */
    private static final String NONE = "null";

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);
    private static final int MOST_PORT = 65_535;
    private static final int NO_PORT = -1;
    /** A name or an address of a host, with a port or without. Names with _ are common in networks of containers. */
    private static final Pattern AUTHORITY = Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(\\d{0,5}))?");

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
        Matcher parts = AUTHORITY.matcher(ascii(authority));
        String port = parts.matches() && parts.group(2) != null ? parts.group(2) : "";
        int number = port.isEmpty() ? NO_PORT : Integer.parseInt(port);
        if (!parts.matches() || !scheme.matches("[a-z][a-z0-9+.-]*") || number > MOST_PORT) {
            throw refused(text, "write a scheme, a host and perhaps a port, such as https://play.example.org:8443");
        }
        boolean isDefault = number == DEFAULT_PORTS.getOrDefault(scheme, NO_PORT);
        return scheme + "://" + parts.group(1) + (isDefault || number == NO_PORT ? "" : ":" + number);
    }

    /** Browsers write names of hosts in ASCII, whatever letters people type; empty: there is no such name. */
    private static String ascii(String authority) {
        if (authority.chars().allMatch(c -> c < 128)) {
            return authority;
        }
        try {
            return IDN.toASCII(authority);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static IllegalArgumentException refused(String text, String advice) {
        return new IllegalArgumentException("has \"" + text + "\", which no page's origin is: " + advice);
    }
}
