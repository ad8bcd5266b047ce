package dev.tickwire.server.room;

import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.server.seats.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * What the people in a room are told by those who run the server. Who comes later, or comes back, is told of an end
 * that is ahead, too. Belongs to the room's loop.
 */
final class Notices {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private @Nullable Roster roster;
    /** The one that names the earliest end; null: none does. */
    private @Nullable Notice ending;
    /** As {@link #ending}, of those at whose end the room ends itself. */
    private @Nullable Notice closing;

    /** These are the people in the room from now on. */
    void isFor(Roster people) {
        roster = people;
    }

    /** Tells everybody who is there. An end that was said before gives way to an earlier one only. */
    void tell(Notice notice, long nowNanos) {
        if (isEarlier(notice, ending)) {
            ending = notice;
        }
        if (notice.endsRoom() && isEarlier(notice, closing)) {
            closing = notice;
        }
        byte[] frame = frame(notice, nowNanos);
        for (int i = 0; roster != null && i < roster.count(); i++) {
            roster.get(i).seat().outlet().send(frame);
        }
    }

    /** Tells somebody who was not there when it was said. */
    void tellNewcomer(Outlet outlet, long nowNanos) {
        if (ending != null) {
            outlet.send(frame(ending, nowNanos));
        }
    }

    /** What was said of the end, if that has come; null: it has not. */
    @Nullable
    String ended(long nowNanos) {
        return closing != null && nanosLeft(closing, nowNanos) == 0 ? closing.text() : null;
    }

    /** Whether one was told at whose end the room ends. */
    boolean endRoom() {
        return closing != null;
    }

    private static boolean isEarlier(Notice notice, @Nullable Notice before) {
        if (notice.endsAtNanos() == null || before == null || before.endsAtNanos() == null) {
            return notice.endsAtNanos() != null;
        }
        return notice.endsAtNanos() - before.endsAtNanos() < 0;
    }

    private static byte[] frame(Notice notice, long nowNanos) {
        var said = dev.tickwire.proto.wire.Notice.newBuilder().setText(notice.text());
        if (notice.endsAtNanos() != null) {
            said.setEndsInMillis((int) Math.min(Integer.MAX_VALUE, nanosLeft(notice, nowNanos) / NANOS_PER_MILLI));
        }
        return ServerFrameWriter.notice(said.build());
    }

    private static long nanosLeft(Notice notice, long nowNanos) {
        return notice.endsAtNanos() == null ? 0 : Math.max(0, notice.endsAtNanos() - nowNanos);
    }
}
