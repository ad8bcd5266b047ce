package dev.tickwire.server.http;

import dev.tickwire.server.address.NetworkAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names under which this server is asked for. A page elsewhere may have its own name lead to this machine, to talk
 * to the server as if it were its own ("DNS rebinding"): the Host header then has that name. An address as a host is
 * always right, since no name leads there.
 */
public final class Hosts {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^\\[\\]:/?#@\\s]+?)\\.?(?::[0-9]*)?");

    private final Set<String> names;
    private final boolean takesAnyName;

    /**
     * Takes names in lower case.
     *
     * @param listening the host that the server listens at: where that is not this machine alone and no names are
     *     given, any name is right
     */
    public Hosts(Set<String> names, String listening) {
        this.names = Set.copyOf(names);
        takesAnyName = names.isEmpty() && !isLoopback(listening);
    }

    /** Whether to accept a request with this Host header; null: it has none, so it is not a browser's. */
    public boolean accepts(@Nullable String host) {
        if (host == null || takesAnyName) {
            return true;
        }
        Matcher parts = HOST.matcher(host.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return false;
        }
        String name = parts.group(1);
        return name.startsWith("[")
                || NetworkAddress.parse(name) != null
                || name.equals("localhost")
                || name.endsWith(".localhost")
                || names.contains(name);
    }

    private static boolean isLoopback(String listening) {
        try {
            return InetAddress.getByName(listening).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // It cannot be listened at.
            return true;
        }
    }
}
