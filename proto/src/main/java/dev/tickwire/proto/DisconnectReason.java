package dev.tickwire.proto;

/**
 * Why a connection was ended: the WebSocket close code, and a sentence that a player can read. PROTOCOL.md lists them.
 */
public enum DisconnectReason {
    LEFT(1000, "You left the room."),
    SERVER_STOPPING(1001, "The server is restarting or shutting down."),
    TEXT_FRAME(1003, "Only binary messages are understood here."),
    MESSAGE_TOO_BIG(1009, "The message is larger than this server takes."),
    ROOM_FAILED(1011, "The room stopped because of an error in its game."),
    MALFORMED_FRAME(4001, "The message could not be read."),
    PROTOCOL_VERSION(4002, "The server speaks another protocol version."),
    SCHEMA_MISMATCH(4003, "The game was updated: reload to get the new version."),
    UNKNOWN_ROOM_TYPE(4004, "There is no room type of that name."),
    UNKNOWN_ROOM(4005, "There is no such room; it may have closed."),
    ROOM_FULL(4006, "The room is full."),
    SERVER_FULL(4007, "The server is full: try again later."),
    ALREADY_JOINED(4008, "This connection has joined a room already."),
    NOT_JOINED(4009, "Join a room first."),
    INVALID_NAME(4010, "A name has 1 to 24 characters, some of which can be seen, and no control characters."),
    INVALID_INPUT(4011, "An input or a command does not fit the game."),
    JOIN_TIMEOUT(4012, "No join came in time."),
    IDLE_TIMEOUT(4013, "Nothing was heard from you for too long."),
    TOO_SLOW(4014, "Your connection could not keep up."),
    TOO_MANY_MESSAGES(4015, "Too many messages in a short time."),
    ROOM_CLOSED(4016, "The room was closed."),
    SEAT_EXPIRED(4017, "Your seat was given away: join again."),
    RESUMED_ELSEWHERE(4018, "You went on playing in another window."),
    REMOVED(4019, "You were removed from the room."),
    NOT_ADMITTED(4020, "The room does not let you in."),
    INVALID_OPTIONS(4021, "A room cannot be opened like that."),
    TOO_MANY_ATTEMPTS(4022, "Too many wrong codes or passwords: wait a minute."),
    NOT_SIGNED_IN(4023, "This game is for players who are signed in."),
    TICKET_INVALID(4024, "Your ticket is not valid: sign in again."),
    TICKET_EXPIRED(4025, "Your ticket is too old: sign in again."),
    ALREADY_PLAYING(4026, "You are playing already, in another window or on another device."),
    TOO_MANY_JOINS(4027, "Too many joins came from your network: wait a minute."),
    TOO_MANY_ROOMS(4028, "Too many rooms were opened from your network: wait a minute."),
    SAVES_AWAY(4029, "What is saved of you cannot be loaded at the moment: try again soon."),
    BANNED(4030, "You are banned.");

    private final int closeCode;
    private final String sentence;

    DisconnectReason(int closeCode, String sentence) {
        this.closeCode = closeCode;
        this.sentence = sentence;
    }

    /** The WebSocket close code. */
    public int closeCode() {
        return closeCode;
    }

    /** The sentence for the player; under 123 bytes, as a close frame demands. */
    public String sentence() {
        return sentence;
    }
}
