package dev.tickwire.server.exposition;

import dev.tickwire.server.metrics.Counter;
import org.jspecify.annotations.Nullable;

/** Which series of Prometheus each count is. */
final class CounterSeries {
    private CounterSeries() {}

    /**
     * A series.
     *
     * @param family as {@link CounterFamily} knows it
     * @param value of the label of its family; empty: it has none
     */
    record Series(CounterFamily family, String value) {}

    /** Null: the count is the sum of others, which have series. A new counter must be named here, and in the docs. */
    static @Nullable Series of(Counter counter) {
        return switch (counter) {
            case SNAPSHOT_BYTES, KEYFRAMES_SENT -> null;
            case CONNECTIONS_OPENED -> series(CounterFamily.CONNECTIONS_OPENED);
            case CONNECTIONS_REFUSED -> series(CounterFamily.CONNECTIONS_REFUSED, "full");
            case ORIGINS_REFUSED -> series(CounterFamily.CONNECTIONS_REFUSED, "origin");
            case CONNECTIONS_TOO_MANY -> series(CounterFamily.CONNECTIONS_REFUSED, "address");
            case HANDSHAKES_TOO_MANY -> series(CounterFamily.CONNECTIONS_REFUSED, "address_rate");
            case HANDSHAKES_REFUSED -> series(CounterFamily.CONNECTIONS_REFUSED, "handshake");
            case BANNED_REFUSED -> series(CounterFamily.CONNECTIONS_REFUSED, "banned");
            case CONNECTIONS_LOST -> series(CounterFamily.CONNECTIONS_BROKEN, "lost");
            case CONNECTIONS_ABORTED -> series(CounterFamily.CONNECTIONS_BROKEN, "aborted");
            case CONNECTIONS_FAILED -> series(CounterFamily.CONNECTIONS_BROKEN, "failed");
            case SOCKETS_REFUSED -> series(CounterFamily.SOCKETS_REFUSED, "full");
            case SOCKETS_TOO_MANY -> series(CounterFamily.SOCKETS_REFUSED, "address");
            case JOINS_BANNED -> series(CounterFamily.JOINS_BANNED);
            case ADDRESSES_BANNED -> series(CounterFamily.ADDRESSES_BANNED);
            case ADDRESSES_FORGOTTEN -> series(CounterFamily.ADDRESSES_FORGOTTEN);
            case HOSTS_REFUSED -> series(CounterFamily.HTTP_REQUESTS_REFUSED, "host");
            case REQUESTS_TOO_SLOW -> series(CounterFamily.HTTP_REQUESTS_REFUSED, "slow");
            case SECRETS_REFUSED -> series(CounterFamily.SECRETS_REFUSED, "wrong");
            case SECRETS_TOO_MANY -> series(CounterFamily.SECRETS_REFUSED, "too_many");
            case SEATS_RESERVED -> series(CounterFamily.RESERVATIONS, "made");
            case RESERVATIONS_EXPIRED -> series(CounterFamily.RESERVATIONS, "expired");
            case RESERVATIONS_CANCELLED -> series(CounterFamily.RESERVATIONS, "cancelled");
            case BYTE_WATCHES_REFUSED -> series(CounterFamily.BYTE_WATCHES_REFUSED);
            case OPERATORS_REFUSED -> series(CounterFamily.OPERATORS_REFUSED);
            case LOG_LINES_DROPPED -> series(CounterFamily.LOG_LINES_LOST, "dropped");
            case LOG_LINES_LEFT_OUT -> series(CounterFamily.LOG_LINES_LOST, "left_out");
            case MESSAGES_DROPPED -> series(CounterFamily.MESSAGES_DROPPED);
            case TICKS -> series(CounterFamily.TICKS);
            case TICKS_SLEPT -> series(CounterFamily.TICKS_SLEPT);
            case TICKS_LATE -> series(CounterFamily.TICKS_LATE);
            case SCHEDULES_MOVED -> series(CounterFamily.SCHEDULES_MOVED);
            case ROOMS_OPENED -> series(CounterFamily.ROOMS_OPENED);
            case ROOMS_FAILED -> series(CounterFamily.ROOMS_FAILED);
            case ROOMS_STUCK -> series(CounterFamily.LOOPS_REPLACED, "stuck");
            case LOOPS_DIED -> series(CounterFamily.LOOPS_REPLACED, "died");
            case LOOP_ERRORS -> series(CounterFamily.LOOP_ERRORS);
            case MEMORY_SHORTAGES -> series(CounterFamily.MEMORY_SHORTAGES);
            case ROOMS_REFUSED -> series(CounterFamily.ROOMS_REFUSED);
            case EMPTY_ROOMS_CLOSED -> series(CounterFamily.EMPTY_ROOMS_CLOSED);
            case ROOMS_RETUNED -> series(CounterFamily.ROOMS_RETUNED);
            case SWAPS_DONE -> series(CounterFamily.SWAPS, "done");
            case SWAPS_REFUSED -> series(CounterFamily.SWAPS, "refused");
            case SWAPS_ROLLED_BACK -> series(CounterFamily.SWAPS, "rolled_back");
            case MAILBOXES_FULL -> series(CounterFamily.MAILBOXES_FULL);
            case BOTS_FAILED -> series(CounterFamily.BOTS_FAILED);
            case TICKETS_ACCEPTED -> series(CounterFamily.TICKETS, "accepted");
            case TICKETS_REFUSED -> series(CounterFamily.TICKETS, "refused");
            case TICKETS_TOO_MANY -> series(CounterFamily.TICKETS, "too_many");
            case CLAIMS_REFUSED -> series(CounterFamily.CLAIMS_REFUSED);
            case KEYS_FAILED -> series(CounterFamily.KEYS_FAILED);
            case SEATS_TAKEN_OVER -> series(CounterFamily.SEATS, "taken_over");
            case SEATS_KEPT -> series(CounterFamily.SEATS, "kept");
            case SEATS_RESUMED -> series(CounterFamily.SEATS, "resumed");
            case SEATS_EXPIRED -> series(CounterFamily.SEATS, "expired");
            case SEATS_MADE_WAY -> series(CounterFamily.SEATS, "made_way");
            case ROWS_LOADED -> series(CounterFamily.SAVED_ROWS, "loaded");
            case ROWS_WRITTEN -> series(CounterFamily.SAVED_ROWS, "written");
            case ROWS_REFUSED -> series(CounterFamily.SAVED_ROWS, "refused");
            case ROWS_LOST -> series(CounterFamily.SAVED_ROWS, "lost");
            case LOADS_REFUSED -> series(CounterFamily.LOADS_REFUSED);
            case SAVES_FAILED -> series(CounterFamily.SAVES_FAILED);
            case SNAPSHOTS_SENT -> series(CounterFamily.SNAPSHOTS_SENT);
            case SNAPSHOTS_SKIPPED_BUSY -> series(CounterFamily.SNAPSHOTS_SKIPPED, "busy");
            case SNAPSHOTS_SKIPPED_UNACKED -> series(CounterFamily.SNAPSHOTS_SKIPPED, "unacked");
            case SNAPSHOTS_PACED -> series(CounterFamily.SNAPSHOTS_SKIPPED, "paced");
            case SNAPSHOTS_SKIPPED_BUDGET -> series(CounterFamily.SNAPSHOTS_SKIPPED, "budget");
            case SNAPSHOTS_QUIET -> series(CounterFamily.SNAPSHOTS_SKIPPED, "quiet");
            case SNAPSHOTS_OVERTAKEN -> series(CounterFamily.SNAPSHOTS_OVERTAKEN);
            case KEYFRAME_BYTES -> series(CounterFamily.SNAPSHOT_BYTES, "keyframe");
            case DELTA_BYTES -> series(CounterFamily.SNAPSHOT_BYTES, "delta");
            case KEYFRAMES_JOINED -> series(CounterFamily.KEYFRAMES, "joined");
            case KEYFRAMES_RESUMED -> series(CounterFamily.KEYFRAMES, "resumed");
            case KEYFRAMES_ASKED -> series(CounterFamily.KEYFRAMES, "asked");
            case KEYFRAMES_EXPIRED -> series(CounterFamily.KEYFRAMES, "expired");
            case BLOCKS_ENCODED -> series(CounterFamily.BLOCKS_ENCODED);
            case EVENTS_SENT -> series(CounterFamily.EVENTS_SENT);
            case EVENTS_LOST -> series(CounterFamily.EVENTS_LOST);
            case CHATS_SAID -> series(CounterFamily.CHATS_SAID);
            case CHATS_REFUSED -> series(CounterFamily.CHATS_DROPPED, "off");
            case CHATS_TOO_MANY -> series(CounterFamily.CHATS_DROPPED, "too_many");
            case CHATS_UNFIT -> series(CounterFamily.CHATS_DROPPED, "unfit");
            case CHATS_MUTED -> series(CounterFamily.CHATS_DROPPED, "muted");
            case CHATS_QUEUE_FULL -> series(CounterFamily.CHATS_DROPPED, "queue_full");
            case CHATS_LOST -> series(CounterFamily.CHATS_LOST);
            case CORRECTIONS -> series(CounterFamily.CORRECTIONS);
            case RESYNCS -> series(CounterFamily.RESYNCS);
            case RESYNCS_DELAYED -> series(CounterFamily.RESYNCS_DELAYED);
            case PLAYER_REPORTS_TAKEN -> series(CounterFamily.PLAYER_REPORTS, "taken");
            case PLAYER_REPORTS_TOO_MANY -> series(CounterFamily.PLAYER_REPORTS, "too_many");
            case PLAYER_REPORTS_UNFIT -> series(CounterFamily.PLAYER_REPORTS, "unfit");
            case PLAYER_REPORTS_QUEUE_FULL -> series(CounterFamily.PLAYER_REPORTS, "queue_full");
            case DESYNCS_EXPLAINED -> series(CounterFamily.DESYNCS_REPORTED, "explained");
            case DESYNCS_UNEXPLAINED -> series(CounterFamily.DESYNCS_REPORTED, "unexplained");
            case DESYNC_REPORTS_REFUSED -> series(CounterFamily.DESYNCS_REPORTED, "refused");
            case HASHES_REFUSED -> series(CounterFamily.HASHES_REFUSED);
            case COMMANDS_TAKEN -> series(CounterFamily.COMMANDS_TAKEN);
            case COMMANDS_REFUSED -> series(CounterFamily.COMMANDS_REFUSED);
            case REQUESTS_MADE -> series(CounterFamily.REQUESTS_MADE);
            case REQUESTS_ANSWERED -> series(CounterFamily.REQUESTS_ANSWERED);
            case REQUESTS_FAILED -> series(CounterFamily.REQUESTS_FAILED);
            case REQUESTS_TOO_MANY -> series(CounterFamily.REQUESTS_TOO_MANY);
            case REQUESTS_RETRIED -> series(CounterFamily.REQUESTS_RETRIED);
            case ANSWERS_NONSENSE -> series(CounterFamily.ANSWERS_NONSENSE);
            case REQUESTS_LOST -> series(CounterFamily.REQUESTS_LOST);
            case INPUTS_TAKEN -> series(CounterFamily.INPUTS_TAKEN);
            case INPUTS_LATE -> series(CounterFamily.INPUTS_LATE);
            case INPUTS_STALE -> series(CounterFamily.INPUTS_DROPPED, "stale");
            case INPUTS_TOO_EARLY -> series(CounterFamily.INPUTS_DROPPED, "too_early");
            case INPUTS_QUEUE_FULL -> series(CounterFamily.INPUTS_DROPPED, "queue_full");
            case INPUTS_RESTED -> series(CounterFamily.INPUTS_RESTED);
            case VIEWS_BOUNDED -> series(CounterFamily.VIEWS_BOUNDED);
            case ROOMS_NOT_KEPT -> series(CounterFamily.KEPT_ROOMS, "not_written");
            case ROOMS_RESTORED -> series(CounterFamily.KEPT_ROOMS, "restored");
            case ROOMS_NOT_RESTORED -> series(CounterFamily.KEPT_ROOMS, "not_restored");
            case RECORDINGS_BEHIND -> series(CounterFamily.RECORDINGS, "behind");
            case RECORDINGS_SAVED -> series(CounterFamily.RECORDINGS, "saved");
            case RECORDINGS_TOO_MANY -> series(CounterFamily.RECORDINGS, "too_many");
            case RECORDINGS_FAILED -> series(CounterFamily.RECORDINGS, "failed");
            case CERTIFICATES_RENEWED -> series(CounterFamily.CERTIFICATES, "renewed");
            case CERTIFICATES_UNUSABLE -> series(CounterFamily.CERTIFICATES, "unusable");
        };
    }

    private static Series series(CounterFamily family) {
        return new Series(family, "");
    }

    private static Series series(CounterFamily family, String value) {
        return new Series(family, value);
    }
}
