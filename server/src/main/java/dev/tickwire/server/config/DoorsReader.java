package dev.tickwire.server.config;

import dev.tickwire.server.address.AddressLimits;
import dev.tickwire.server.address.Networks;
import dev.tickwire.server.transport.Transport;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Reads who is let in, and what one network address may cost. */
final class DoorsReader {
    private static final String HOST = "[a-z0-9._-]{1,253}";

    private DoorsReader() {}

    static Transport.Doors read(Section http) {
        return new Transport.Doors(
                readOrigins(http),
                readHosts(http),
                networks(http, "trustedProxies"),
                TlsReader.read(http.section("tls")));
    }

    /** Trusted proxies stand for many clients: they are exempt themselves. */
    static AddressLimits readLimits(Section perAddress, Networks trustedProxies) {
        return new AddressLimits(
                perAddress.integer("connections"),
                perAddress.integer("keptSeats"),
                AddressLimits.rates(
                        perAddress.integer("handshakesPerMinute"),
                        perAddress.integer("joinsPerMinute"),
                        perAddress.integer("createsPerMinute"),
                        perAddress.integer("chatsPerTenSeconds")),
                perAddress.integer("refusalsPerMinute"),
                perAddress.millis("banTime"),
                networks(perAddress, "exempt").and(trustedProxies));
    }

    private static Networks networks(Section section, String key) {
        try {
            return Networks.parse(section.texts(key));
        } catch (IllegalArgumentException e) {
            section.complain(key, String.valueOf(e.getMessage()));
            return Networks.NONE;
        }
    }

    static Set<String> readHosts(Section http) {
        Set<String> hosts = new LinkedHashSet<>();
        for (String text : http.texts("hosts")) {
            String host = text.toLowerCase(Locale.ROOT);
            if (host.matches(HOST)) {
                hosts.add(host);
            } else {
                http.complain(
                        "hosts",
                        "has \"" + text + "\": write a name alone, without scheme and port, such as play.example.org");
            }
        }
        return hosts;
    }

    private static Set<String> readOrigins(Section http) {
        Set<String> origins = new LinkedHashSet<>();
        for (String text : http.texts("allowedOrigins")) {
            try {
                origins.add(PageOrigin.parse(text));
            } catch (IllegalArgumentException e) {
                http.complain("allowedOrigins", String.valueOf(e.getMessage()));
            }
        }
        return origins;
    }
}
