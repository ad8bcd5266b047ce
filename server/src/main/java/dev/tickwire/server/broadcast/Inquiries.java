package dev.tickwire.server.broadcast;

import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.Desync;
import dev.tickwire.proto.wire.DesyncAnswer;
import dev.tickwire.server.desync.Finding;
import dev.tickwire.server.desync.Inquiry;
import dev.tickwire.server.match.MarkKind;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.seats.Reports;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the desyncs of a room's clients: one for each keyframe that a client asks for, and gets as often as it
 * may. What it finds goes to the log and to the client. Belongs to the room's loop; allocates only where a client
 * complains.
 */
final class Inquiries {
    private static final Logger LOG = LoggerFactory.getLogger(Inquiries.class);
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final Match match;
    private final Schema schema;
    private final @Nullable PrivateBlocks privately;
    private final CounterBatch counters;
    private int ackTick;
    private @Nullable DesyncAnswer answer;

    Inquiries(Match match, @Nullable PrivateBlocks privately, CounterBatch counters) {
        this.match = match;
        schema = match.schema();
        this.privately = privately;
        this.counters = counters;
    }

    /** A recipient is served next. Its ack is read before what it says: of what it acknowledges, it has said it. */
    void begin(Recipient to) {
        ackTick = to.seat().ackTick();
        answer = null;
    }

    /**
     * Takes what it says.
     *
     * @param mayAsk whether it is granted a keyframe, which it had not been before
     */
    void look(Recipient to, boolean mayAsk, long nowNanos) {
        Reports reports = to.seat().reports();
        Desync said = reports.desync();
        Inquiry inquiry = to.complaints().inquiry();
        if (said == null) {
            if (inquiry != null && nowNanos - inquiry.openedNanos() > PATIENCE_NANOS) {
                end(to, inquiry.tick(), inquiry.deadEnd());
            }
        } else if (said.getTableHashesCount() == 0) {
            reports.desyncDone();
            if (inquiry != null && inquiry.tick() == said.getTick()) {
                end(to, inquiry.tick(), inquiry.compare(said));
            } else {
                counters.increment(Counter.DESYNC_REPORTS_REFUSED);
            }
        } else if (mayAsk) {
            reports.desyncDone();
            open(to, said, nowNanos);
        } else if (reports.isResyncWanted()) {
            reports.desyncDone();
            counters.increment(Counter.DESYNC_REPORTS_REFUSED);
        }
        // Else the request for a keyframe is about to come.
    }

    private void open(Recipient to, Desync said, long nowNanos) {
        Inquiry before = to.complaints().inquiry();
        if (before != null) {
            end(to, before.tick(), before.deadEnd());
        }
        SentState sent = to.complaints().states().find(said.getTick());
        if (sent == null) {
            end(
                    to,
                    said.getTick(),
                    Finding.unexplained("what the client was sent is not known any more, or it was sent no hash then:"
                            + " raise historySnapshots if its connection is slow"));
            return;
        }
        Inquiry inquiry = new Inquiry(sent.tables(), said, nowNanos);
        if (inquiry.isOpen()) {
            to.complaints().setInquiry(inquiry);
            answer = inquiry.question();
        } else {
            end(to, inquiry.tick(), inquiry.deadEnd());
        }
    }

    private void end(Recipient to, int tick, Finding finding) {
        to.complaints().setInquiry(null);
        counters.increment(finding.isExplained() ? Counter.DESYNCS_EXPLAINED : Counter.DESYNCS_UNEXPLAINED);
        String who = to.isSpectator() ? "a spectator" : "player " + to.number();
        LOG.warn("desync of {} in room {} at tick {}: {}", who, to.seat().roomId(), tick, finding.sentence());
        match.sink().onMark("Desync of " + who + " at tick " + tick + ": " + finding.sentence(), MarkKind.FINDING);
        answer = DesyncAnswer.newBuilder()
                .setTick(tick)
                .setFinding(finding.sentence())
                .build();
    }

    /** It has been served: sends it what there is to say. Not before its snapshot, which would have to wait. */
    void answer(Recipient to) {
        if (answer != null) {
            to.seat().outlet().send(ServerFrameWriter.desync(answer));
        }
    }

    /** A snapshot with a hash is on its way to the one that is served, which holds then what these show. */
    void sent(Recipient to, int tick, Sight[] forEverybody) {
        to.complaints().states().next(ackTick, schema, forEverybody).set(tick, forEverybody, privately, to);
    }
}
