package dev.tickwire.server.seats;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.address.Address;
import dev.tickwire.server.address.Addresses;

/** In place of the connection of somebody who has not come back since the server started. */
public final class AbsentOutlet implements Outlet {
    private final byte[] secret;
    private final Address address = Addresses.unknown();

    /** {@code secret} opens its place, as the client was told before. */
    public AbsentOutlet(byte[] secret) {
        this.secret = secret.clone();
    }

    @Override
    public byte[] secret() {
        return secret;
    }

    @Override
    public Departure departed() {
        return Departure.LOST;
    }

    @Override
    public boolean isIdle() {
        return false;
    }

    @Override
    public Address address() {
        return address;
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        // Nobody is there.
    }

    @Override
    public void close(DisconnectReason reason, String sentence) {
        // Nobody is there.
    }
}
