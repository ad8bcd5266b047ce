package dev.tickwire.server.config;

import dev.tickwire.server.backend.BackendClass;
import dev.tickwire.server.backend.BackendSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads where the requests of a room type go. No sentence of it has the secret in it. */
final class BackendReader {
    private static final int LEAST_SECRET_CHARS = 16;

    private BackendReader() {}

    static BackendSettings read(Section section) {
        BackendSettings settings = new BackendSettings(
                section.text("url"),
                section.text("secret"),
                section.text("class"),
                section.millis("timeout"),
                section.integer("retries"),
                section.integer("queue"));
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
