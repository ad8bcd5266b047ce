package dev.tickwire.client.transport;

import dev.tickwire.proto.DisconnectReason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import javax.net.ssl.SSLException;

/**
 * Why a connection is over, or could not be made.
 *
 * @param reason the protocol's name for the close code ({@link DisconnectReason}), or a name of ours for what only this
 *     side knows, such as {@code CONNECTION_LOST}
 * @param closeCode the WebSocket close code; 0 where there was no WebSocket
 * @param sentence what a person can read
 */
public record Disconnect(String reason, int closeCode, String sentence) {
    private static final int NO_CLOSE_FRAME = 1006;

    /** For a close code and the sentence that came with it. */
    public static Disconnect ofClose(int closeCode, String sentence) {
        if (closeCode == NO_CLOSE_FRAME) {
            return connectionLost();
        }
        for (DisconnectReason known : DisconnectReason.values()) {
            if (known.closeCode() == closeCode) {
                return new Disconnect(known.name(), closeCode, sentence.isEmpty() ? known.sentence() : sentence);
            }
        }
        return new Disconnect("CODE_" + closeCode, closeCode, sentence);
    }

    /** The connection broke. */
    public static Disconnect connectionLost() {
        return new Disconnect("CONNECTION_LOST", NO_CLOSE_FRAME, "The connection broke.");
    }

    /** Why no connection could be made. */
    static Disconnect ofFailure(URI uri, IOException failure) {
        String at = Upgrade.address(uri);
        if (failure instanceof ConnectException) {
            return connectFailed("Nothing accepts connections at " + at + ".");
        }
        return failure instanceof SSLException
                ? connectFailed("There is no TLS with " + at + ": " + failure.getMessage())
                : connectFailed("The connection to " + at + " failed: " + failure.getMessage());
    }

    /** Nothing accepted the connection. */
    public static Disconnect connectFailed(String sentence) {
        return new Disconnect("CONNECT_FAILED", 0, sentence);
    }

    /** An HTTP server answered, but not with a WebSocket. */
    public static Disconnect upgradeRefused(String sentence) {
        return new Disconnect("UPGRADE_REFUSED", 0, sentence);
    }

    /** The server sent what cannot be read. */
    public static Disconnect serverFrameMalformed(String sentence) {
        return new Disconnect("SERVER_FRAME_MALFORMED", 0, sentence);
    }

    /** Nothing has come from the server for too long. */
    public static Disconnect serverSilent() {
        return new Disconnect("SERVER_SILENT", 0, "The server has not said anything for too long.");
    }
}
