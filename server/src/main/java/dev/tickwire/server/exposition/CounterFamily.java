package dev.tickwire.server.exposition;

import java.util.Locale;

/** Counters of Prometheus, by what they are of: {@code TICKS_LATE} is {@code tickwire_ticks_late_total}. */
enum CounterFamily {
    CONNECTIONS_OPENED("Connections that were upgraded to WebSocket."),
    CONNECTIONS_REFUSED("reason", "Upgrades to WebSocket that were refused."),
    CONNECTIONS_BROKEN("reason", "Connections that ended without a close that both sides agreed on."),
    SOCKETS_REFUSED("reason", "Sockets closed as soon as they came."),
    ADDRESSES_BANNED("Network addresses banned for a while."),
    JOINS_BANNED("Joins refused and connections ended because an operator has banned whose they are."),
    ADDRESSES_FORGOTTEN("Network addresses of which it was forgotten what they did."),
    HTTP_REQUESTS_REFUSED("reason", "HTTP requests refused or ended."),
    OPERATORS_REFUSED("Requests to the listener of operators that were refused."),
    SECRETS_REFUSED("reason", "Requests of the API that were refused for their secret."),
    RESERVATIONS("event", "What happened to places that were reserved for players to come."),
    BYTE_WATCHES_REFUSED("Watches on where bytes go that were refused."),
    LOG_LINES_LOST("reason", "Log lines that were not written."),
    MESSAGES_DROPPED("Messages other than snapshots dropped because too many waited for the socket."),
    TICKS("Ticks that rooms ran."),
    TICKS_SLEPT("Ticks that went by without steps while rooms slept."),
    TICKS_LATE("Ticks that began later than a whole tick after their deadline."),
    SCHEDULES_MOVED("Times that a room was too far behind to catch up."),
    ROOMS_OPENED("Rooms opened."),
    ROOMS_FAILED("Rooms ended or not opened because their game failed."),
    LOOPS_REPLACED("reason", "Loops that were replaced since a game did not come back, or their thread died."),
    LOOP_ERRORS("Errors of the server itself, after which it went on."),
    MEMORY_SHORTAGES("Times that memory was not to be had."),
    ROOMS_REFUSED("Joins refused because no room could be opened."),
    EMPTY_ROOMS_CLOSED("Empty rooms closed to make way for new ones."),
    ROOMS_RETUNED("Times that a room went on at other rates or by other tunables."),
    SWAPS("result", "Rules that rooms were to go on by."),
    MAILBOXES_FULL("Commands refused because a mailbox of a room was full or the room has closed."),
    BOTS_FAILED("Bots that left or did not come because a brain threw."),
    TICKETS("result", "Tickets and tokens that were shown."),
    CLAIMS_REFUSED("Tickets refused because the game does not take their claims."),
    KEYS_FAILED("Times that the public keys of a service could not be fetched."),
    SEATS("event", "What happened to seats whose connection broke or moved."),
    SAVED_ROWS("result", "Saved rows of players."),
    LOADS_REFUSED("Joins refused because the saved row of the player could not be loaded."),
    SAVES_FAILED("Times that the database with saved rows could not be used."),
    SNAPSHOTS_SENT("Snapshots sent, keyframes included."),
    SNAPSHOTS_SKIPPED("reason", "Snapshots not sent to a player."),
    SNAPSHOTS_OVERTAKEN("Snapshots that rooms left out because they were behind."),
    SNAPSHOT_BYTES("kind", "Bytes of the snapshots sent."),
    KEYFRAMES("reason", "Keyframes sent."),
    BLOCKS_ENCODED("Blocks encoded; fewer than snapshots sent where players share them."),
    EVENTS_SENT("Events that players were sent."),
    EVENTS_LOST("Events that a room let go before a player was sent them."),
    CHATS_SAID("Chats that rooms passed on."),
    CHATS_DROPPED("reason", "Chats not passed on."),
    CHATS_LOST("Chats that a room let go before a client was sent them."),
    CORRECTIONS("Times that predictions of clients were wrong, as they say."),
    RESYNCS("Keyframes that clients asked for because what they held was wrong (desyncs)."),
    RESYNCS_DELAYED("Keyframes that clients asked for too often."),
    PLAYER_REPORTS("result", "Reports of players that something is wrong, by what became of them."),
    DESYNCS_REPORTED("result", "Reports of clients on desyncs, by what became of them."),
    HASHES_REFUSED("Snapshots without the hash that their client asked for."),
    COMMANDS_TAKEN("Commands that steps were given."),
    COMMANDS_REFUSED("Commands refused because too many of the player waited."),
    REQUESTS_MADE("Requests that games made to backends."),
    REQUESTS_ANSWERED("Requests that a backend answered."),
    REQUESTS_FAILED("Requests that failed."),
    REQUESTS_TOO_MANY("Requests not sent because too many of the room had no answer yet."),
    REQUESTS_RETRIED("Times that a request is tried once more."),
    ANSWERS_NONSENSE("Answers of backends that the game cannot hold."),
    REQUESTS_LOST("Requests without an answer when the server stopped."),
    INPUTS_TAKEN("Inputs taken at the tick that they were for or later."),
    INPUTS_LATE("Inputs taken at a later tick than they were for."),
    INPUTS_DROPPED("reason", "Inputs dropped."),
    INPUTS_RESTED("Times that the inputs of a player were let go because its connection seemed to be cut off."),
    VIEWS_BOUNDED("Inputs of which clients said what their players cannot have seen."),
    KEPT_ROOMS("result", "Rooms that came back from what was kept of them or did not, and what could not be kept."),
    RECORDINGS("result", "Recordings that were saved or not, and parts of recordings that were lost."),
    CERTIFICATES("result", "Changed certificates that were read."),
    DISCONNECTS("reason", "Connections that the server ended.");

    private final String label;
    private final String help;

    CounterFamily(String help) {
        this("", help);
    }

    CounterFamily(String label, String help) {
        this.label = label;
        this.help = help;
    }

    /** Without {@code _total}, which the format adds. */
    String metric() {
        return "tickwire_" + name().toLowerCase(Locale.ROOT);
    }

    /** By which its series are told apart; empty: it has one. */
    String label() {
        return label;
    }

    String help() {
        return help;
    }
}
