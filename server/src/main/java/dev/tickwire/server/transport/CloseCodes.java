package dev.tickwire.server.transport;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.seats.Departure;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.websocket.core.CloseStatus;

/** What close codes of the WebSocket protocol mean to a seat. */
final class CloseCodes {
    private static final Set<DisconnectReason> BROKEN_RULES = EnumSet.of(
            DisconnectReason.TEXT_FRAME,
            DisconnectReason.MESSAGE_TOO_BIG,
            DisconnectReason.MALFORMED_FRAME,
            DisconnectReason.ALREADY_JOINED,
            DisconnectReason.NOT_JOINED,
            DisconnectReason.INVALID_INPUT,
            DisconnectReason.TOO_MANY_MESSAGES);

    private CloseCodes() {}

    /** Whether a client that was ended for this is not listened to any more, not even for the answer to its close. */
    static boolean saysThatAClientBrokeARule(DisconnectReason reason) {
        return BROKEN_RULES.contains(reason);
    }

    /**
     * Why a connection went.
     *
     * @param said the code in the peer's close; 0: it sent none
     * @param status how the connection ended, as Jetty has it: a code of its own for each way in which a socket fails
     */
    static Departure departure(int said, CloseStatus status) {
        int code = said != 0 || !isProtocolError(status.getCode()) ? said : status.getCode();
        if (code == 0
                || code == DisconnectReason.IDLE_TIMEOUT.closeCode()
                || code == DisconnectReason.TOO_SLOW.closeCode()) {
            return Departure.LOST;
        }
        return switch (code) {
            case CloseStatus.SHUTDOWN -> Departure.GOING_AWAY;
            case CloseStatus.NORMAL -> Departure.LEFT;
            default -> Departure.ENDED;
        };
    }

    private static boolean isProtocolError(int code) {
        return code == CloseStatus.PROTOCOL || code == CloseStatus.BAD_PAYLOAD || code == CloseStatus.MESSAGE_TOO_LARGE;
    }
}
