package dev.tickwire.server.metrics;

/** What a server counts, beside disconnects by reason. */
public enum Counter {
    /** Connections that were upgraded to WebSocket. */
    CONNECTIONS_OPENED,
    /** Upgrades refused because the server has as many connections as it takes, or stops. */
    CONNECTIONS_REFUSED,
    /** Upgrades refused because the page came from somewhere else. */
    ORIGINS_REFUSED,
    /**
     * Sockets closed as soon as they came, because as many are open as the server takes, or the process has no file
     * descriptor left.
     */
    SOCKETS_REFUSED,
    /** Sockets closed as soon as they came, because their network address has as many as it may. */
    SOCKETS_TOO_MANY,
    /** Upgrades refused because their network address has as many connections as it may. */
    CONNECTIONS_TOO_MANY,
    /** Upgrades refused because there were many from their network address in a minute. */
    HANDSHAKES_TOO_MANY,
    /** Requests of the API refused because they showed no secret, or a wrong one. */
    SECRETS_REFUSED,
    /** Requests of the API refused because many wrong secrets came from their network address. */
    SECRETS_TOO_MANY,
    /** Network addresses banned for a while, because they passed limits again and again. */
    ADDRESSES_BANNED,
    /** Sockets closed as soon as they came, and upgrades refused, because their network address is banned. */
    BANNED_REFUSED,
    /** Joins refused, and connections ended, because their account or network address is banned by an operator. */
    JOINS_BANNED,
    /** Network addresses of which it was forgotten what they did, since there were many. */
    ADDRESSES_FORGOTTEN,
    /** Requests refused because they named a host that this server is not. */
    HOSTS_REFUSED,
    /** Requests to the listener of operators that were refused: another origin or host, or no token that is known. */
    OPERATORS_REFUSED,
    /** HTTP connections ended because a request was not complete in time. */
    REQUESTS_TOO_SLOW,
    /** Log lines dropped because standard error was not read fast enough. */
    LOG_LINES_DROPPED,
    /** Log lines left out because there were many of the same kind. */
    LOG_LINES_LEFT_OUT,
    /** Upgrades refused because the request is not what the WebSocket protocol demands. */
    HANDSHAKES_REFUSED,
    /** Connections that ended without the server having ended them. */
    CONNECTIONS_LOST,
    /** Connections cut off because the peer did not answer the close in time. */
    CONNECTIONS_ABORTED,
    /** Connections cut off because the server threw an exception while it read or wrote them; the log has its stack. */
    CONNECTIONS_FAILED,
    /** Messages other than snapshots dropped because too many waited for the socket. */
    MESSAGES_DROPPED,
    /** Ticks that rooms ran. */
    TICKS,
    /** Ticks that began later than a whole tick after their deadline. */
    TICKS_LATE,
    /** Ticks that went by without steps, while rooms slept in which nothing changed. */
    TICKS_SLEPT,
    /** Times that a room was too far behind to catch up, and its schedule was moved. */
    SCHEDULES_MOVED,
    /** Rooms opened. */
    ROOMS_OPENED,
    /** Rooms ended, or not opened, because their game threw an exception or did not come back from its start. */
    ROOMS_FAILED,
    /** Rooms ended because their game did not come back from a tick; their loop was replaced. */
    ROOMS_STUCK,
    /** Times that memory was not to be had, and what asked for it ended: a room, an opening or a connection. */
    MEMORY_SHORTAGES,
    /**
     * Joins refused because there are as many rooms as there may be, or as their network address may open, no thread is
     * free to open one, or memory is short.
     */
    ROOMS_REFUSED,
    /** Empty rooms closed to make way for new ones. */
    EMPTY_ROOMS_CLOSED,
    /** Loops whose thread has ended, and that were replaced: a bug in the server. */
    LOOPS_DIED,
    /** Errors of the server itself while it ran, ended or checked rooms; it went on. */
    LOOP_ERRORS,
    /** Times that a room went on at other rates, or by other tunables. */
    ROOMS_RETUNED,
    /** Times that a room went on by other rules. */
    SWAPS_DONE,
    /** Times that rules were refused which a room was to go on by. */
    SWAPS_REFUSED,
    /** Times that a room went back to the rules before, since new ones failed soon. */
    SWAPS_ROLLED_BACK,
    /** Commands refused because a room's mailbox was full, or the room has closed. */
    MAILBOXES_FULL,
    /** Bots that left, or did not come, because the brain of their game threw an exception. */
    BOTS_FAILED,
    /** Tickets and tokens that were right. */
    TICKETS_ACCEPTED,
    /** Joins refused because their ticket or token was wrong, too old, used before, or could not be checked. */
    TICKETS_REFUSED,
    /**
     * Joins refused because their ticket or token, which was right, says something about its player that the game does
     * not take: a mistake of whoever signs. They are among {@link #TICKETS_REFUSED}.
     */
    CLAIMS_REFUSED,
    /** Joins refused because too many tickets waited to be checked. */
    TICKETS_TOO_MANY,
    /** Times that the public keys of a service could not be fetched; the last ones hold. */
    KEYS_FAILED,
    /** Seats that a user took over from another window, in the same room or by going to another. */
    SEATS_TAKEN_OVER,
    /** Places that were reserved for players to come. */
    SEATS_RESERVED,
    /** Reserved places given up because nobody came in time. */
    RESERVATIONS_EXPIRED,
    /** Reserved places given back by who had them. */
    RESERVATIONS_CANCELLED,
    /** Seats kept for players whose connections broke. */
    SEATS_KEPT,
    /** Seats that players came back into, whether or not the connection before was known to be broken. */
    SEATS_RESUMED,
    /** Seats given up because their players did not come back in time. */
    SEATS_EXPIRED,
    /** Kept seats given up because more were kept than may be, for one network address or for all. */
    SEATS_MADE_WAY,
    /** Saved rows that were loaded for players, or found not to be there yet. */
    ROWS_LOADED,
    /** Rows of players that were saved. */
    ROWS_WRITTEN,
    /** Seats whose row was not written, and will not be, because the player has a newer seat or was erased. */
    ROWS_REFUSED,
    /** Rows that were not saved when the server stopped, because the database could not be used. */
    ROWS_LOST,
    /** Joins refused because the player's row could not be loaded. */
    LOADS_REFUSED,
    /** Times that the database with the players' rows could not be used. */
    SAVES_FAILED,
    /** Times that predictions of clients were wrong, as they say. */
    CORRECTIONS,
    /** Snapshots sent, keyframes included. */
    SNAPSHOTS_SENT,
    /** Bytes of the snapshots sent. */
    SNAPSHOT_BYTES,
    /** Snapshots that were keyframes. */
    KEYFRAMES_SENT,
    /** Keyframes that came first over a connection of somebody who joined. */
    KEYFRAMES_JOINED,
    /** Keyframes that came first over a connection of somebody who came back. */
    KEYFRAMES_RESUMED,
    /** Keyframes that clients asked for. */
    KEYFRAMES_ASKED,
    /** Keyframes of players who were sent nothing for so long that their baseline was forgotten. */
    KEYFRAMES_EXPIRED,
    /** Bytes of snapshots that were keyframes. */
    KEYFRAME_BYTES,
    /** Bytes of snapshots that were no keyframes. */
    DELTA_BYTES,
    /** Blocks encoded; fewer than snapshots sent where players share them. */
    BLOCKS_ENCODED,
    /** Snapshots not sent because the player's socket was busy with the one before. */
    SNAPSHOTS_SKIPPED_BUSY,
    /** Snapshots not sent because the player had not acknowledged those before. */
    SNAPSHOTS_SKIPPED_UNACKED,
    /** Snapshots not sent because the player does not keep up, and is sent less often for a while. */
    SNAPSHOTS_PACED,
    /** Snapshots not sent because the player has had its bytes. */
    SNAPSHOTS_SKIPPED_BUDGET,
    /** Events that players were sent, one for each player. */
    EVENTS_SENT,
    /**
     * Events that a room let go before a player was sent them, one for each player, whether or not it would have seen
     * them.
     */
    EVENTS_LOST,
    /** Chats that rooms passed on. */
    CHATS_SAID,
    /** Chats dropped: the room has no chat. */
    CHATS_REFUSED,
    /** Chats dropped: the player says too much. */
    CHATS_TOO_MANY,
    /** Chats dropped: too long, empty, or with control characters. */
    CHATS_UNFIT,
    /** Chats dropped: their account or network address is muted by an operator. */
    CHATS_MUTED,
    /** Chats dropped: too much was said in the room at once. */
    CHATS_QUEUE_FULL,
    /** Chats that a room let go before a client was sent them, one for each client. */
    CHATS_LOST,
    /** Snapshots that rooms left out because they were behind, and the next one was due already. */
    SNAPSHOTS_OVERTAKEN,
    /** Snapshots not sent because there was nothing to tell the player. */
    SNAPSHOTS_QUIET,
    /** Keyframes that clients asked for because what they held was wrong. */
    RESYNCS,
    /** Keyframes that clients asked for too often, and were sent later; clients may ask three times, then every 2 s. */
    RESYNCS_DELAYED,
    /** Reports of players that something is wrong, which rooms took. */
    PLAYER_REPORTS_TAKEN,
    /** Reports of players dropped: there were enough of them moments ago, or of their network address. */
    PLAYER_REPORTS_TOO_MANY,
    /** Reports of players dropped: too long, empty, or with control characters. */
    PLAYER_REPORTS_UNFIT,
    /** Reports of players dropped: too much waits for the room. */
    PLAYER_REPORTS_QUEUE_FULL,
    /** Desyncs of which it is known what differed: it is in the log. */
    DESYNCS_EXPLAINED,
    /** Desyncs that were looked into, and of which it is not known what differed: the log has why. */
    DESYNCS_UNEXPLAINED,
    /** What clients said of desyncs and was not looked at: too often, or not what they were asked. */
    DESYNC_REPORTS_REFUSED,
    /**
     * Snapshots without the hash that their client had asked for with every one, because more clients of the room do so
     * than may.
     */
    HASHES_REFUSED,
    /** Watches on where the bytes of a room go that were refused, because as many watch it already as may: 8. */
    BYTE_WATCHES_REFUSED,
    /** Commands that steps were given. */
    COMMANDS_TAKEN,
    /** Commands refused because too many of the player's waited; it was told. */
    COMMANDS_REFUSED,
    /** Requests that games made. */
    REQUESTS_MADE,
    /** Requests that a backend answered, and rules are given the answer to. */
    REQUESTS_ANSWERED,
    /** Requests that failed: refused, given up, answered with nonsense, or without a backend. */
    REQUESTS_FAILED,
    /** Requests not sent, and failed, because too many of the room had no answer yet. */
    REQUESTS_TOO_MANY,
    /** Times that a request is tried once more. */
    REQUESTS_RETRIED,
    /** Answers of backends that the columns of the game cannot hold. */
    ANSWERS_NONSENSE,
    /** Requests that had no answer when the server stopped. */
    REQUESTS_LOST,
    /** Inputs taken at the tick that they were for, or later. */
    INPUTS_TAKEN,
    /** Inputs taken at a later tick than they were for. */
    INPUTS_LATE,
    /** Inputs dropped: for a tick no later than one already taken, or overtaken by a newer one. */
    INPUTS_STALE,
    /** Inputs dropped: for a tick too far in the future. */
    INPUTS_TOO_EARLY,
    /** Inputs dropped: the player's queue was full. */
    INPUTS_QUEUE_FULL,
    /** Times that a player's inputs were let go because its connection seemed to be cut off. */
    INPUTS_RESTED,
    /** Inputs of which clients said that their players saw the others earlier or later than they can have. */
    VIEWS_BOUNDED,
    /** What recorders could not hand over, because too much waited: their recordings have holes. */
    RECORDINGS_BEHIND,
    /** Recordings that were saved. */
    RECORDINGS_SAVED,
    /** Recordings that were not saved, because the room saved one moments ago, or there are enough. */
    RECORDINGS_TOO_MANY,
    /** Recordings that could not be saved: the disk is full, or nobody may write there. */
    RECORDINGS_FAILED,
    /** Times that what is kept of a room could not be written: the disk is full, or nobody may write there. */
    ROOMS_NOT_KEPT,
    /** Rooms that came back from what was kept of them. */
    ROOMS_RESTORED,
    /** Kept rooms that could not come back: the log says why, and their files are left as they are. */
    ROOMS_NOT_RESTORED,
    /** Times that a changed certificate was read, and is shown from then on. */
    CERTIFICATES_RENEWED,
    /** Times that a changed certificate could not be used: the one before stays. */
    CERTIFICATES_UNUSABLE
}
