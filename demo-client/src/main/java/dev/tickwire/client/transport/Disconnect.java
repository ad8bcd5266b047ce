package dev.tickwire.client.transport;

import dev.tickwire.proto.DisconnectReason;

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
            return new Disconnect("CONNECTION_LOST", closeCode, "The connection broke.");
        }
        for (DisconnectReason known : DisconnectReason.values()) {
            if (known.closeCode() == closeCode) {
                return new Disconnect(known.name(), closeCode, sentence.isEmpty() ? known.sentence() : sentence);
            }
        }
        return new Disconnect("CODE_" + closeCode, closeCode, sentence);
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
