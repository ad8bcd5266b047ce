package dev.tickwire.server.session;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.PlayerName;
import dev.tickwire.proto.codec.ClientFrameReader;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.address.Cost;
import dev.tickwire.server.directory.RoomDirectory.Answer;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Seat;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from its upgrade to its end: reads what the client says, and lets it do what it may.
 *
 * <p>Without I/O: the transport calls the {@code on…} methods, one at a time, on the thread that reads the socket, and
 * {@link #checkTime} on another. Bad input ends this connection with a reason, and nothing else.
 */
public final class Session {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Outlet outlet;
    private final SignIn door;
    private final Limits limits;
    private final ClientFrameReader frame = new ClientFrameReader();
    private final long openedNanos;
    private volatile long heardNanos;
    private volatile @Nullable Seat seat;
    private volatile boolean ended;
    /** It has asked for a place: the answer is a seat, or an end. */
    private volatile boolean hasAsked;

    private long askedNanos;
    private boolean hasSnapshot;
    private final Guess guess;
    private final Conduct conduct;
    private final FrameLimit frameLimit;

    public Session(Outlet outlet, SignIn door, Limits limits, long nowNanos) {
        this.outlet = outlet;
        this.door = door;
        this.limits = limits;
        openedNanos = nowNanos;
        heardNanos = nowNanos;
        guess = new Guess(outlet);
        conduct = door.conductOf(outlet);
        frameLimit = new FrameLimit(limits, nowNanos);
    }

    /**
     * A frame of the WebSocket protocol came, of whatever kind, or a part of one that came by itself: whether to look
     * at it; false: the connection has ended, now perhaps.
     */
    public boolean onFrame(long nowNanos) {
        onBytes(nowNanos);
        if (ended) {
            return false;
        }
        Seat taken = seat;
        if (taken != null) {
            RoomType type = taken.roomType();
            frameLimit.follow(type.tickRateHz(), !type.commandShapes().isEmpty(), nowNanos);
        }
        return takes(frameLimit.take(nowNanos), nowNanos);
    }

    private boolean takes(boolean isWithinLimit, long nowNanos) {
        if (!isWithinLimit) {
            outlet.address().refused(nowNanos);
            end(DisconnectReason.TOO_MANY_MESSAGES);
        }
        return !ended;
    }

    /** Bytes came, whether or not they make a whole frame; any one thread may say so. */
    public void onBytes(long nowNanos) {
        heardNanos = nowNanos;
        Seat taken = seat;
        if (taken != null) {
            taken.heard(nowNanos);
        }
    }

    /** A whole binary message came: bytes from {@code offset} to {@code end} (excluded), good only during the call. */
    public void onMessage(byte[] bytes, int offset, int end, long nowNanos) {
        if (ended || !takes(frameLimit.takeBytes(end - offset, nowNanos), nowNanos)) {
            return;
        }
        try {
            frame.read(bytes, offset, end);
        } catch (MalformedFrameException e) {
            end(DisconnectReason.MALFORMED_FRAME, "The message could not be read: " + e.getMessage() + ".");
            return;
        }
        handle(nowNanos);
    }

    /** A text message came. */
    public void onText() {
        end(DisconnectReason.TEXT_FRAME);
    }

    /** A message is larger than {@link Limits#maxMessageBytes}. */
    public void onTooBig() {
        end(DisconnectReason.MESSAGE_TOO_BIG, "A message may have at most " + limits.maxMessageBytes() + " bytes.");
    }

    /** The connection is gone; any thread may say so, once or more. */
    public void onClosed(Departure why) {
        ended = true;
        Seat taken = seat;
        if (taken != null) {
            taken.depart(why);
        }
    }

    /** Ends the connection if its client takes too long; whether to ping it, as it is silent for a third of that. */
    public boolean checkTime(long nowNanos) {
        Seat taken = seat;
        if (ended) {
            return false;
        }
        if (taken == null) {
            if (hasAsked) {
                // It is the server that keeps the client waiting, and whoever waits may be silent.
                heardNanos = nowNanos;
            } else if (nowNanos - openedNanos > limits.joinTimeoutMillis() * NANOS_PER_MILLI) {
                end(DisconnectReason.JOIN_TIMEOUT);
            }
            return false;
        }
        if (conduct.refuses(taken.request().identity().user(), this::onAnswer)) {
            return false;
        }
        long silentNanos = nowNanos - heardNanos;
        long idleTimeoutNanos = taken.roomType().settings().timeouts().idleMillis() * NANOS_PER_MILLI;
        if (silentNanos > idleTimeoutNanos) {
            end(DisconnectReason.IDLE_TIMEOUT);
            return false;
        }
        return silentNanos > idleTimeoutNanos / 3;
    }

    /** How long it is until {@link #checkTime} has something to do, if nothing is heard; 0: it may have now. */
    public long nanosToCheck(long nowNanos) {
        Seat taken = seat;
        long millis = taken == null ? 0 : taken.roomType().settings().timeouts().idleMillis() / 3;
        return Math.max(0, heardNanos + millis * NANOS_PER_MILLI - nowNanos);
    }

    private void handle(long nowNanos) {
        Join join = frame.join();
        if (join != null) {
            if (hasAsked) {
                end(DisconnectReason.ALREADY_JOINED);
                return;
            }
            onJoin(join, nowNanos);
        }
        if (frame.hasPing()) {
            outlet.send(ServerFrameWriter.pong(frame.ping()));
        }
        Seat taken = seat;
        if (taken != null && !ended) {
            handleSeated(taken, nowNanos);
        } else if (!ended && !hasAsked && frame.needsRoom()) {
            end(DisconnectReason.NOT_JOINED);
        } else if (frame.leave()) {
            end(DisconnectReason.LEFT);
        }
    }

    private void handleSeated(Seat taken, long nowNanos) {
        taken.speeches().hear(frame.ackTick());
        for (int i = 0; i < frame.inputCount(); i++) {
            if (!taken.offerInput(
                    frame.inputTick(i),
                    frame.inputViewAgo(i),
                    frame.inputValues(),
                    frame.inputOffset(i),
                    frame.inputValueCount(i),
                    nowNanos)) {
                end(DisconnectReason.INVALID_INPUT);
                return;
            }
        }
        String wrong = taken.offerCommands(frame.commands(), frame.answered());
        if (wrong != null) {
            end(DisconnectReason.INVALID_INPUT, wrong);
            return;
        }
        taken.reports().take(frame);
        if (frame.ackTick() > 0 && !taken.acknowledge(frame.ackTick())) {
            String untrue = "The ack is for tick " + frame.ackTick() + ", of which no snapshot was sent.";
            end(DisconnectReason.MALFORMED_FRAME, untrue);
            return;
        }
        if (frame.ackTick() > 0 && !hasSnapshot) {
            hasSnapshot = true;
            door.joined(nowNanos - askedNanos);
            guess.wasRight();
        }
        conduct.say(frame.chat(), taken);
        String report = frame.report();
        if (report != null) {
            taken.report(report);
        }
        if (frame.leave()) {
            taken.leave();
            end(DisconnectReason.LEFT);
        } else if (frame.needsRoom()) {
            taken.stir();
        }
    }

    private void onJoin(Join join, long nowNanos) {
        String name = PlayerName.accept(join.getName());
        if (join.getProtocolVersion() != RoomType.PROTOCOL_VERSION) {
            end(
                    DisconnectReason.PROTOCOL_VERSION,
                    "The server speaks protocol version " + RoomType.PROTOCOL_VERSION + ", not "
                            + Integer.toUnsignedString(join.getProtocolVersion()) + ".");
        } else if (name == null) {
            end(DisconnectReason.INVALID_NAME);
        } else {
            findPlace(join, name, nowNanos);
        }
    }

    private void findPlace(Join join, String name, long nowNanos) {
        ResumeToken token = ResumeToken.parse(join.getResumeToken());
        boolean wantsSeat = !join.getResumeToken().isEmpty();
        if (wantsSeat && token == null) {
            end(DisconnectReason.SEAT_EXPIRED);
            return;
        }
        if (conduct.refuses("", this::onAnswer)) {
            return;
        }
        if (!outlet.address().take(Cost.JOIN, nowNanos)) {
            end(DisconnectReason.TOO_MANY_JOINS);
            return;
        }
        if (JoinReader.isAttempt(join) && !guess.mayBegin(nowNanos)) {
            end(DisconnectReason.TOO_MANY_ATTEMPTS);
            return;
        }
        hasAsked = true;
        askedNanos = nowNanos;
        door.take(
                join.getTicket(),
                JoinReader.wanted(join, token),
                JoinReader.request(join, name, token),
                outlet,
                this::onAnswer);
    }

    /** The directory has found a place, or none: on the reading thread, or later on another one. */
    private void onAnswer(Answer answer) {
        if (answer instanceof Answer.Seated seated) {
            onSeated(seated.seat());
        } else if (answer instanceof Answer.Elsewhere elsewhere) {
            end(DisconnectReason.UNKNOWN_ROOM, "The room is on another server: " + elsewhere.url());
        } else if (answer instanceof Answer.Refused refused) {
            if (refused.reason() != DisconnectReason.UNKNOWN_ROOM) {
                guess.wasRight();
            }
            end(refused.reason(), refused.sentence());
        }
    }

    private void onSeated(Seat taken) {
        taken.heard(heardNanos);
        seat = taken;
        if (ended) {
            // Nobody has the token of a new seat: it is not to be kept. One that was resumed is still the player's.
            taken.depart(taken.request().resumes() == null ? Departure.ENDED : Departure.LOST);
        }
    }

    private void end(DisconnectReason reason) {
        end(reason, reason.sentence());
    }

    private void end(DisconnectReason reason, String sentence) {
        ended = true;
        Seat taken = seat;
        if (taken != null) {
            taken.depart(reason);
        }
        outlet.close(reason, sentence);
    }
}
