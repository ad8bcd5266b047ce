package dev.tickwire.server.address;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The network addresses that clients came from. One that has something open is never forgotten; of the others, so many
 * are known, and of that which was used longest ago is forgotten what it did. Any thread may use it.
 */
public final class Addresses {
    /** Most addresses that are known though nothing of them is open. */
    static final int MOST_IDLE = 10_000;

    private final AddressLimits limits;
    private final Counters counters;
    private final KeptOnes allKept;
    private final Map<String, Address> held = new HashMap<>();
    private final Map<String, Address> idle = new LinkedHashMap<>();

    /** {@code mostKept} things may be kept for all addresses together. */
    public Addresses(AddressLimits limits, int mostKept, Counters counters) {
        this.limits = limits;
        this.counters = counters;
        allKept = new KeptOnes(mostKept);
    }

    /** An address that nobody comes from: it has no limits, and what is kept for it is kept for nobody else. */
    public static Address unknown() {
        AddressLimits none =
                new AddressLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Map.of(), 0, 0, Networks.parse(List.of()));
        return new Addresses(none, Integer.MAX_VALUE, new Counters()).hold((InetAddress) null);
    }

    /** The address of a client, to be used until it is {@linkplain #release released}. */
    public synchronized Address hold(@Nullable InetAddress client) {
        String network = NetworkAddress.of(client);
        Address address = held.get(network);
        if (address == null) {
            address = idle.remove(network);
            if (address == null) {
                address = new Address(this, limits, network, limits.exempt().contains(client));
            }
            held.put(network, address);
        }
        address.addHold();
        return address;
    }

    /** One more uses an address that was found before. */
    synchronized void hold(Address address) {
        idle.remove(address.network(), address);
        // If it was forgotten meanwhile and has come back as another, that one stays.
        held.putIfAbsent(address.network(), address);
        address.addHold();
    }

    /** Who held an address uses it no more. */
    public synchronized void release(Address address) {
        if (!address.removeHold() || !held.remove(address.network(), address)) {
            return;
        }
        idle.put(address.network(), address);
        if (idle.size() > MOST_IDLE) {
            Iterator<Address> oldestFirst = idle.values().iterator();
            oldestFirst.next();
            oldestFirst.remove();
            count(Counter.ADDRESSES_FORGOTTEN);
        }
    }

    KeptOnes allKept() {
        return allKept;
    }

    void count(Counter counter) {
        counters.increment(counter);
    }
}
