package dev.tickwire.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A socket that makes half of the system calls that Jetty's makes for small messages.
 *
 * <p>Jetty reads until there is nothing more. A read that did not fill its buffer has emptied the socket, so the next
 * one is answered without asking; what comes later makes the selector report the socket again. And it writes with
 * {@code writev}, which one buffer does not need.
 */
final class ThriftyEndPoint extends SocketChannelEndPoint {
    private boolean isEmptied;

    ThriftyEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (isEmptied) {
            isEmptied = false;
            return 0;
        }
        int filled = super.fill(buffer);
        isEmptied = filled > 0 && BufferUtil.space(buffer) > 0;
        return filled;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        if (buffers.length != 1) {
            return super.flush(buffers);
        }
        ByteBuffer buffer = buffers[0];
        try {
            if (getChannel().write(buffer) > 0) {
                notIdle();
            }
        } catch (IOException e) {
            throw new EofException(e);
        }
        return !buffer.hasRemaining();
    }
}
