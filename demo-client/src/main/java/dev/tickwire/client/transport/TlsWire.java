package dev.tickwire.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLParameters;

/**
 * TLS over a socket, by the JDK's engine, with the certificates that the JVM trusts
 * ({@code -Djavax.net.ssl.trustStore}).
 */
final class TlsWire implements Wire {
    private final SocketChannel channel;
    private final SSLEngine engine;
    /** What has come and is not decrypted; ready to be read. */
    private final ByteBuffer encryptedIn;
    /** What is encrypted and not sent; ready to be read. */
    private final ByteBuffer encryptedOut;
    /** What is decrypted and not handed over; ready to be read. */
    private final ByteBuffer plainIn;

    private boolean isEnded;

    private TlsWire(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        encryptedIn = ByteBuffer.allocate(2 * packet).limit(0);
        encryptedOut = ByteBuffer.allocate(2 * packet).limit(0);
        plainIn = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .limit(0);
    }

    /** Over a connected socket to a host whose certificate has to be its own. */
    static TlsWire start(SocketChannel channel, String host, int port) throws IOException {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine(host, port);
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            engine.beginHandshake();
            return new TlsWire(channel, engine);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this JVM has no TLS", e);
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int before = into.position();
        fill();
        while (into.hasRemaining() && decrypt()) {
            ByteBuffer part = plainIn.slice();
            part.limit(Math.min(part.remaining(), into.remaining()));
            plainIn.position(plainIn.position() + part.remaining());
            into.put(part);
        }
        flush();
        int read = into.position() - before;
        return read == 0 && isEnded ? -1 : read;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        boolean isGoingOn = flush();
        while (isGoingOn && from.hasRemaining() && !isHandshaking()) {
            isGoingOn = encrypt(from) && flush();
        }
    }

    @Override
    public boolean flush() throws IOException {
        while (!encryptedOut.hasRemaining()
                && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                && encrypt(ByteBuffer.allocate(0))) {
            send();
        }
        send();
        return !encryptedOut.hasRemaining();
    }

    @Override
    public boolean takesMore() {
        return !isHandshaking();
    }

    @Override
    public boolean hasUnsent() {
        return encryptedOut.hasRemaining();
    }

    @Override
    public boolean hasUnread() {
        return plainIn.hasRemaining() || encryptedIn.hasRemaining();
    }

    private void send() throws IOException {
        while (encryptedOut.hasRemaining() && channel.write(encryptedOut) > 0) {
            // Until the socket takes no more.
        }
    }

    private void fill() throws IOException {
        encryptedIn.compact();
        if (encryptedIn.hasRemaining() && channel.read(encryptedIn) < 0) {
            isEnded = true;
        }
        encryptedIn.flip();
    }

    /** Whether there is something in {@link #plainIn}. */
    private boolean decrypt() throws IOException {
        while (!plainIn.hasRemaining()) {
            runTasks();
            plainIn.clear();
            SSLEngineResult result = engine.unwrap(encryptedIn, plainIn);
            plainIn.flip();
            if (result.getStatus() == Status.CLOSED) {
                isEnded = true;
            }
            flush();
            boolean goesOn = plainIn.hasRemaining()
                    || result.bytesConsumed() > 0
                    || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK
                    || (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && encryptedIn.hasRemaining());
            if (!goesOn || (isEnded && result.bytesConsumed() == 0)) {
                return plainIn.hasRemaining();
            }
        }
        return true;
    }

    /** Whether anything came of it. */
    private boolean encrypt(ByteBuffer from) throws IOException {
        runTasks();
        encryptedOut.clear();
        SSLEngineResult result = engine.wrap(from, encryptedOut);
        encryptedOut.flip();
        return result.bytesProduced() > 0;
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private boolean isHandshaking() {
        HandshakeStatus status = engine.getHandshakeStatus();
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }
}
