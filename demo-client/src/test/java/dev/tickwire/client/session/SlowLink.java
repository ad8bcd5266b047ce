package dev.tickwire.client.session;

import dev.tickwire.client.session.Scene.Trouble;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ClientFrameReader;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.address.Address;
import dev.tickwire.server.backend.Backends;
import dev.tickwire.server.backend.Outbox;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.server.seats.Software;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A {@link ClientSession} and a server's {@link Room}, with a network between them: all of it in simulated time, in
 * milliseconds.
 */
final class SlowLink {
    private static final int CATCH_UP_TICKS = 5;

    private final Scene scene;
    private final Counters counters = new Counters();
    private final Room room;
    private final Pipe up;
    private final Pipe down;
    private final ClientSession session;
    private final ClientFrameReader frame = new ClientFrameReader();
    private final ByteWriter out = new ByteWriter(64);
    private final int[] input;
    private final double tickMillis;
    private double deadline;
    private double pollAt = 0;
    private boolean hasJoined;
    private Seat seat;
    private double now;

    SlowLink(Scene scene) {
        this.scene = scene;
        SplittableRandom random = new SplittableRandom(scene.seed());
        Listing listing = Listing.of("room-1");
        Outbox outbox = scene.type().outbox(listing.id(), new Backends(counters));
        room = new Room(listing, scene.type(), JournalSink.NONE, outbox, counters, () -> 0);
        input = new int[scene.type().visibleSchema().inputs().columns().size()];
        up = new Pipe(random.split(), EnumSet.of(Trouble.UP, Trouble.BOTH));
        down = new Pipe(random.split(), EnumSet.of(Trouble.DOWN, Trouble.BOTH));
        tickMillis = 1000 / scene.type().tickRateHz();
        deadline = random.nextDouble() * tickMillis;
        session = new ClientSession(Join.getDefaultInstance(), random.nextDouble(), new SessionListener() {});
    }

    /**
     * Plays from the time at which the client joins; returns what share of the ticks took an input in the span that is
     * given.
     */
    double run(double from, double until) throws MalformedFrameException {
        long takenBefore = 0;
        int ticks = 0;
        while (true) {
            double serverAt = awake(deadline, Trouble.SERVER);
            double upAt = awake(up.nextAt(), Trouble.SERVER);
            double downAt = awake(down.nextAt(), Trouble.CLIENT, Trouble.STANDSTILL);
            double pollsAt = awake(pollAt, Trouble.CLIENT, Trouble.STANDSTILL);
            double next = Math.min(Math.min(serverAt, upAt), Math.min(downAt, pollsAt));
            if (next >= until) {
                return (double) (counters.get(Counter.INPUTS_TAKEN) - takenBefore) / ticks;
            }
            now = next;
            if (now == upAt) {
                serverReads(up.take());
            } else if (now == serverAt) {
                serverTicks();
                if (now < from) {
                    takenBefore = counters.get(Counter.INPUTS_TAKEN);
                } else {
                    ticks++;
                }
            } else if (now == downAt) {
                clientReads(down.take());
            } else {
                clientPolls();
            }
        }
    }

    /** When a side that is away at times does what is due at a given time. */
    private double awake(double at, Trouble... away) {
        double when = at;
        for (Scene.Spell spell : scene.spells()) {
            for (Trouble trouble : away) {
                if (spell.what() == trouble && when >= spell.from() && when < spell.until()) {
                    when = spell.until();
                }
            }
        }
        return when;
    }

    /** The client's own clock, which stands still at times. */
    private long clientNanos() {
        double stood = 0;
        double stoodUntil = 0;
        for (Scene.Spell spell : scene.spells()) {
            if (spell.what() == Trouble.STANDSTILL) {
                stood += Math.max(0, Math.min(now, spell.until()) - Math.max(spell.from(), stoodUntil));
                stoodUntil = Math.max(stoodUntil, spell.until());
            }
        }
        return nanos(now - stood);
    }

    private static long nanos(double millis) {
        return (long) (millis * 1e6);
    }

    private void serverReads(byte[] message) throws MalformedFrameException {
        frame.read(message, 0, message.length);
        if (frame.join() != null) {
            room.reserve(Role.PLAYER);
            seat = room.enter(
                    new PipeOutlet(),
                    new SeatRequest(
                            Identity.anonymous(""),
                            Role.PLAYER,
                            false,
                            new Software(List.of(Codec.PACKED), List.of(), 0, ""),
                            "",
                            false,
                            null));
        }
        seat.heard(nanos(now));
        if (frame.hasPing()) {
            down.send(ServerFrameWriter.pong(frame.ping()));
        }
        for (int i = 0; i < frame.inputCount(); i++) {
            seat.offerInput(
                    frame.inputTick(i),
                    frame.inputViewAgo(i),
                    frame.inputValues(),
                    frame.inputOffset(i),
                    frame.inputValueCount(i),
                    nanos(now));
        }
        if (frame.ackTick() > 0 && !seat.acknowledge(frame.ackTick())) {
            throw new AssertionError("an ack for what was not sent, " + scene);
        }
    }

    private void serverTicks() {
        if (now - deadline > CATCH_UP_TICKS * tickMillis) {
            deadline = now;
        }
        room.tick(nanos(deadline), nanos(now), (long) ((now - deadline) / tickMillis));
        deadline += tickMillis;
    }

    private void clientReads(byte[] message) throws MalformedFrameException {
        boolean wasPlaying = session.isPlaying();
        session.receive(message, 0, message.length, clientNanos());
        if (session.isPlaying() && !wasPlaying) {
            pollAt = now;
        }
    }

    private void clientPolls() {
        if (!hasJoined) {
            hasJoined = true;
            up.send(session.join(clientNanos()));
        }
        out.clear();
        if (session.tick(input, clientNanos(), out)) {
            up.send(out.toByteArray());
        }
        pollAt = now + Math.max(1, session.nanosUntilDue(clientNanos()) / 1e6);
    }

    /** A stream of messages, in order, with delay, jitter, and times at which it stands still. */
    private final class Pipe {
        private final SplittableRandom random;
        private final Set<Trouble> stalls;
        private final Queue<byte[]> messages = new ArrayDeque<>();
        private final Queue<Double> times = new ArrayDeque<>();
        private double lastAt;

        Pipe(SplittableRandom random, Set<Trouble> stalls) {
            this.random = random;
            this.stalls = stalls;
        }

        void send(byte[] message) {
            double at = now + scene.rttMillis() / 2 + random.nextDouble() * scene.jitterMillis();
            for (Scene.Spell spell : scene.spells()) {
                if (stalls.contains(spell.what()) && at >= spell.from() && at < spell.until()) {
                    at = spell.until();
                }
            }
            lastAt = Math.max(lastAt, at);
            times.add(lastAt);
            messages.add(message);
        }

        double nextAt() {
            Double at = times.peek();
            return at == null ? Double.POSITIVE_INFINITY : at;
        }

        byte[] take() {
            times.remove();
            return messages.remove();
        }
    }

    private final class PipeOutlet implements Outlet {
        @Override
        public Address address() {
            throw new AssertionError("nothing is limited here");
        }

        @Override
        public boolean isIdle() {
            return true;
        }

        @Override
        public void send(byte[] bytes, int offset, int length) {
            down.send(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
        }

        @Override
        public void close(DisconnectReason reason, String sentence) {
            throw new AssertionError(reason + ": " + sentence + ", " + scene);
        }
    }
}
