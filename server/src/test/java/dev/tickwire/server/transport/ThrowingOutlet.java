package dev.tickwire.server.transport;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.address.Address;
import dev.tickwire.server.seats.Outlet;

/** An outlet that breaks its word: whatever it is told, it throws an error. */
final class ThrowingOutlet implements Outlet {
    @Override
    public Address address() {
        throw new StackOverflowError("told to fail");
    }

    @Override
    public boolean isIdle() {
        throw new StackOverflowError("told to fail");
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        throw new StackOverflowError("told to fail");
    }

    @Override
    public void close(DisconnectReason reason, String sentence) {
        throw new StackOverflowError("told to fail");
    }
}
