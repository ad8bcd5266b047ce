package dev.tickwire.server.address;

import dev.tickwire.server.address.AddressLimits.Rate;
import dev.tickwire.server.metrics.Counter;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One network address: what its clients have open, and what they may still cost. Any thread may use it, and none waits
 * for long. Who uses it {@linkplain Addresses#hold holds} it.
 */
public final class Address {
    private static final double SECONDS_PER_MINUTE = 60;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Addresses addresses;
    private final AddressLimits limits;
    private final String network;
    private final boolean isExempt;
    private final KeptOnes kept;
    private final Map<Cost, TokenBucket> left = new EnumMap<>(Cost.class);
    private @Nullable TokenBucket refusalsLeft;
    private boolean isBanned;
    private long bannedUntilNanos;
    private long joinedNanos;
    private int sockets;
    private int connections;
    /** Guarded by {@link #addresses}. */
    private int holds;

    Address(Addresses addresses, AddressLimits limits, String network, boolean isExempt) {
        this.addresses = addresses;
        this.limits = limits;
        this.network = network;
        this.isExempt = isExempt;
        kept = new KeptOnes(isExempt ? Integer.MAX_VALUE : limits.keptSeats());
    }

    /** Takes one of what it may cost; false: there is none left now. */
    public synchronized boolean take(Cost cost, long nowNanos) {
        if (cost == Cost.JOIN) {
            joinedNanos = nowNanos;
        }
        Rate rate = limits.rates().get(cost);
        if (rate == null || (isExempt && !cost.isOfTrying())) {
            return true;
        }
        boolean taken =
                left.computeIfAbsent(cost, first -> rate.newBucket(nowNanos)).take(nowNanos);
        if (!taken) {
            refused(nowNanos);
        }
        return taken;
    }

    /** Takes the right to open a room for the join that was taken last; false: there is none left now. */
    public synchronized boolean takeCreate() {
        return take(Cost.CREATE, joinedNanos);
    }

    /** What was taken has cost nothing. */
    public synchronized void giveBack(Cost cost) {
        TokenBucket bucket = left.get(cost);
        if (bucket != null) {
            bucket.giveBack();
        }
    }

    /** A client of it has broken a rule or passed a limit; where that happens again and again, it is banned. */
    public synchronized void refused(long nowNanos) {
        int perMinute = limits.refusalsPerMinute();
        if (isExempt || perMinute == 0) {
            return;
        }
        if (refusalsLeft == null) {
            refusalsLeft = new Rate(perMinute, SECONDS_PER_MINUTE).newBucket(nowNanos);
        }
        if (!refusalsLeft.take(nowNanos) && !isBanned(nowNanos)) {
            isBanned = true;
            bannedUntilNanos = nowNanos + limits.banMillis() * NANOS_PER_MILLI;
            addresses.count(Counter.ADDRESSES_BANNED);
        }
    }

    /** The join that was taken last has shown a ticket that is none. */
    public synchronized void refusedTicket() {
        refused(joinedNanos);
    }

    /** Whether it passed limits so often that it may open nothing for a while. What is open goes on. */
    public synchronized boolean isBanned(long nowNanos) {
        isBanned &= nowNanos - bannedUntilNanos < 0;
        return isBanned;
    }

    /** Opens a socket of any kind; false: there are as many as there may be. */
    public synchronized boolean openSocket() {
        if (!isExempt && sockets >= 2 * limits.connections()) {
            return false;
        }
        sockets++;
        return true;
    }

    public synchronized void closeSocket() {
        sockets--;
    }

    /** Whether it may have one more WebSocket. */
    public synchronized boolean mayConnect() {
        return isExempt || connections < limits.connections();
    }

    public synchronized void connected() {
        connections++;
    }

    public synchronized void disconnected() {
        connections--;
    }

    /** Keeps something for a client that is gone, until it is {@linkplain #letGo let go}. */
    public void keep(Kept one) {
        addresses.hold(this);
        makeWay(kept.add(one));
        makeWay(addresses.allKept().add(one));
    }

    private void makeWay(@Nullable Kept oldest) {
        if (oldest != null) {
            addresses.count(Counter.SEATS_MADE_WAY);
            oldest.makeWay();
        }
    }

    /** What was kept is kept no more; called once for each. */
    public void letGo(Kept one) {
        kept.remove(one);
        addresses.allKept().remove(one);
        addresses.release(this);
    }

    /** Its network, as people write it. */
    @Override
    public String toString() {
        return NetworkAddress.describe(network);
    }

    String network() {
        return network;
    }

    /** One more uses it. */
    void addHold() {
        holds++;
    }

    /** One less uses it; true: nobody does. */
    boolean removeHold() {
        return --holds == 0;
    }
}
