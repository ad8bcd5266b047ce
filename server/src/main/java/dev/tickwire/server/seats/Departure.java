package dev.tickwire.server.seats;

import dev.tickwire.proto.DisconnectReason;

/** Why a connection went; that decides whether its seat is kept for a while. */
public enum Departure {
    /** The player left the room. */
    LEFT(false),
    /** The page was closed or reloaded, or the server stops. */
    GOING_AWAY(true),
    /** The network broke, nothing was heard for too long, or the connection was too slow. */
    LOST(true),
    /** The client broke a rule, or the room ended. */
    ENDED(false);

    private final boolean mayComeBack;

    Departure(boolean mayComeBack) {
        this.mayComeBack = mayComeBack;
    }

    /** What it is when the server ends a connection for a reason. */
    public static Departure of(DisconnectReason reason) {
        return switch (reason) {
            case LEFT -> LEFT;
            case SERVER_STOPPING -> GOING_AWAY;
            case IDLE_TIMEOUT, TOO_SLOW -> LOST;
            default -> ENDED;
        };
    }

    /** Whether the player may come back into its seat. */
    public boolean mayComeBack() {
        return mayComeBack;
    }
}
