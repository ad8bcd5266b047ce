package dev.tickwire.server.address;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some networks, each an address and how many of its first bits are the network's. Immutable. */
public record Networks(List<Network> all) {
    /** No network. */
    public static final Networks NONE = new Networks(List.of());

    /** One of them: an address of it, and how many bits all its addresses begin with alike. */
    record Network(InetAddress first, int bits) {
        boolean contains(byte[] other) {
            byte[] address = first.getAddress();
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            for (int i = 0; i < whole; i++) {
                if (other[i] != address[i]) {
                    return false;
                }
            }
            int left = bits % Byte.SIZE;
            return left == 0 || (other[whole] ^ address[whole]) >> (Byte.SIZE - left) == 0;
        }
    }

    public Networks {
        all = List.copyOf(all);
    }

    /**
     * Reads networks such as {@code 10.0.0.0/8}, {@code ::1} or {@code 2001:db8::/32}. An
     * {@link IllegalArgumentException} with the end of a sentence if one is none.
     */
    public static Networks parse(List<String> texts) {
        List<Network> networks = new ArrayList<>();
        for (String text : texts) {
            networks.add(parse(text));
        }
        return new Networks(networks);
    }

    private static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = NetworkAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw refused(text);
        }
        int most = address.getAddress().length * Byte.SIZE;
        String bits = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > most) {
            throw refused(text);
        }
        return new Network(address, Integer.parseInt(bits));
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "has \"" + text + "\", which is no network: write an address, or one with a number of bits such as "
                        + "10.0.0.0/8 or 2001:db8::/32");
    }

    /** Whether an address is in one of them. */
    public boolean contains(@Nullable InetAddress address) {
        if (address == null || all.isEmpty()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        for (Network network : all) {
            if (network.contains(bytes)) {
                return true;
            }
        }
        return false;
    }

    /** These and others. */
    public Networks and(Networks others) {
        List<Network> both = new ArrayList<>(all);
        both.addAll(others.all);
        return new Networks(both);
    }
}
