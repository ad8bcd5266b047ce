package dev.tickwire.client.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Turns a server's address, as people write it, into the address of its WebSocket. */
public final class ServerUrl {
    private ServerUrl() {}

    /**
     * The WebSocket's address, for {@code http://HOST:PORT}, {@code ws://HOST:PORT/ws} and the like.
     *
     * @throws IllegalArgumentException with a sentence, if it is no such address
     */
    public static URI webSocketUri(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw unusable(url);
        }
        if (uri.getScheme() == null || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
            throw unusable(url);
        }
        String scheme = switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> "ws";
            case "https", "wss" -> "wss";
            default -> throw unusable(url);
        };
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (!path.endsWith("/ws")) {
            path = (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + "/ws";
        }
        return URI.create(scheme + "://" + uri.getRawAuthority() + path);
    }

    private static IllegalArgumentException unusable(String url) {
        return new IllegalArgumentException(
                "\"" + url + "\" is no address of a server: it should look like http://127.0.0.1:8080");
    }
}
