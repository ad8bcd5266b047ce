package dev.tickwire.server.config;

import dev.tickwire.server.backend.BackendClass;
import dev.tickwire.server.backend.BackendSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads where the requests of a room type go. No sentence of it has the secret in it. */
final class BackendReader {
    private static final int LEAST_SECRET_CHARS = 16;
    private static final long LEAST_TIMEOUT_MILLIS = 100;
    private static final long MOST_TIMEOUT_MILLIS = 60_000;
    private static final int MOST_RETRIES = 100;
    private static final int MOST_QUEUE = 4_096;

    private BackendReader() {}

    static BackendSettings read(Section section) {
        BackendSettings settings = new BackendSettings(
                section.text("url"),
                section.text("secret"),
                section.text("class"),
                section.millis("timeout", LEAST_TIMEOUT_MILLIS, MOST_TIMEOUT_MILLIS),
                section.integer("retries", 0, MOST_RETRIES),
                section.integer("queue", 1, MOST_QUEUE));
        section.end();
        if (!settings.url().isEmpty()) {
            requireUrl(section, settings);
        }
        if (!settings.className().isEmpty()) {
            requireClass(section, settings.className());
        }
        return settings;
    }

    private static void requireUrl(Section section, BackendSettings settings) {
        if (!settings.className().isEmpty()) {
            section.complain("url", "cannot be set together with class");
        }
        if (!isUrl(settings.url())) {
            section.complain(
                    "url", "must be like https://api.example.org/tickwire: http or https, a host, and no user name");
        }
        if (settings.secret().length() < LEAST_SECRET_CHARS) {
            section.complain(
                    "secret",
                    "must have at least " + LEAST_SECRET_CHARS
                            + " characters where there is a url: it signs what is sent");
        }
    }

    private static boolean isUrl(String url) {
        try {
            URI parsed = new URI(url);
            String scheme = parsed.getScheme() == null ? "" : parsed.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && parsed.getHost() != null
                    && parsed.getUserInfo() == null
                    && parsed.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void requireClass(Section section, String name) {
        try {
            BackendClass.find(name);
        } catch (IllegalArgumentException e) {
            section.complain("class", String.valueOf(e.getMessage()));
        }
    }
}
