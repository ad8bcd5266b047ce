package dev.tickwire.server.session;

import dev.tickwire.proto.CloseSentence;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.Notice;
import dev.tickwire.server.directory.RoomDirectory.Answer;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.sanctions.Sanction;
import dev.tickwire.server.sanctions.Sanctions;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.Seat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds the client of one connection to what operators have ruled about it. Any thread may use it. */
final class Conduct {
    private final Sanctions sanctions;
    private final Counters counters;
    private final Outlet outlet;

    Conduct(Sanctions sanctions, Counters counters, Outlet outlet) {
        this.sanctions = sanctions;
        this.counters = counters;
        this.outlet = outlet;
    }

    /**
     * Refuses somebody who is banned, and says why.
     *
     * @param user the account; empty: nobody's, or not known yet
     * @return false: it is not banned
     */
    boolean refuses(String user, Consumer<? super Answer.Refused> answer) {
        Sanction ban = sanctions.find(Sanction.Kind.BAN, user, outlet.address());
        if (ban == null) {
            return false;
        }
        counters.increment(Counter.JOINS_BANNED);
        answer.accept(
                new Answer.Refused(DisconnectReason.BANNED, CloseSentence.of(DisconnectReason.BANNED, ban.sentence())));
        return true;
    }

    /** Says something in a room, null: nothing; who is muted is told until when instead. */
    void say(@Nullable String said, Seat taken) {
        if (said == null) {
            return;
        }
        Sanction mute =
                sanctions.find(Sanction.Kind.MUTE, taken.request().identity().user(), outlet.address());
        if (mute == null) {
            taken.say(said);
            return;
        }
        counters.increment(Counter.CHATS_MUTED);
        outlet.send(ServerFrameWriter.notice(
                Notice.newBuilder().setText(mute.sentence()).build()));
    }
}
