package dev.tickwire.server.session;

import dev.tickwire.proto.CloseSentence;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.RoomDirectory;
import dev.tickwire.server.directory.RoomDirectory.Answer;
import dev.tickwire.server.directory.RoomDirectory.Goal;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.Destination;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.identity.TicketCheck;
import dev.tickwire.server.identity.Verdict;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.names.Name;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.sanctions.Sanctions;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.server.values.ClaimRows;
import dev.tickwire.server.values.NonsenseException;
import dev.tickwire.simulation.world.PlayerRow;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a connection to the rooms: finds out who somebody is before a room hears of it. Any thread may use it,
 * and none waits in it: tickets are checked by an executor.
 *
 * <p>Whether somebody who has shown no ticket may come in is up to the directory.
 */
public final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final RoomDirectory rooms;
    private final TicketCheck tickets;
    private final Executor executor;
    private final Sanctions sanctions;
    private final Counters counters;

    /** {@code executor} refuses with a {@link RejectedExecutionException} when too much waits for it. */
    public SignIn(RoomDirectory rooms, TicketCheck tickets, Executor executor, Sanctions sanctions, Counters counters) {
        this.rooms = rooms;
        this.tickets = tickets;
        this.executor = executor;
        this.sanctions = sanctions;
        this.counters = counters;
    }

    /**
     * Takes a place for a connection, as {@link RoomDirectory#take} does.
     *
     * @param ticket what the client says who it is; empty: nothing. Who comes back into a seat needs none
     * @param answer called once: before this returns, or later on another thread
     */
    void take(String ticket, Wanted wanted, SeatRequest request, Outlet outlet, Consumer<Answer> answer) {
        Goal goal = ticket.isEmpty() ? null : rooms.goal(wanted);
        if (goal == null || goal.type().auth().mode() == Mode.ANONYMOUS) {
            rooms.take(wanted, request, outlet, answer);
            return;
        }
        RoomType type = goal.type();
        Destination to = new Destination(type.name(), goal.room());
        try {
            executor.execute(() -> tickets.check(ticket, type.auth(), to, verdict -> {
                if (verdict instanceof Verdict.Accepted accepted) {
                    Identity known = known(accepted, request.identity().name(), type, answer);
                    if (known != null && !conductOf(outlet).refuses(known.user(), answer)) {
                        rooms.take(wanted, request.of(known), outlet, answer);
                    }
                } else if (verdict instanceof Verdict.Refused refused) {
                    counters.increment(Counter.TICKETS_REFUSED);
                    if (refused.reason() == DisconnectReason.TICKET_INVALID) {
                        outlet.address().refusedTicket();
                    }
                    answer.accept(new Answer.Refused(refused.reason(), refused.sentence()));
                }
            }));
        } catch (RejectedExecutionException e) {
            counters.increment(Counter.TICKETS_TOO_MANY);
            answer.accept(new Answer.Refused(DisconnectReason.SERVER_FULL));
        }
    }

    /** What operators have ruled about the client of a connection. */
    Conduct conductOf(Outlet outlet) {
        return new Conduct(sanctions, counters, outlet);
    }

    /** Somebody who came this way has its first snapshot, so long after it asked. */
    void joined(long nanos) {
        counters.joined(nanos);
    }

    /** Null: its ticket says something that the game does not take, which is no fault of the player's. */
    private @Nullable Identity known(Verdict.Accepted accepted, Name wanted, RoomType type, Consumer<Answer> answer) {
        List<PlayerRow> rows;
        try {
            rows = ClaimRows.read(accepted.claims(), type.rowTables());
        } catch (NonsenseException e) {
            counters.increment(Counter.TICKETS_REFUSED);
            counters.increment(Counter.CLAIMS_REFUSED);
            LOG.warn("room type {}: a ticket says what the game does not take: {}", type.name(), e.getMessage());
            answer.accept(new Answer.Refused(
                    DisconnectReason.TICKET_INVALID,
                    CloseSentence.of(
                            DisconnectReason.TICKET_INVALID, "The ticket does not fit the game: " + e.getMessage())));
            return null;
        }
        counters.increment(Counter.TICKETS_ACCEPTED);
        Name said = Name.of(accepted.name());
        boolean isOwnChoice = !type.auth().names().isBound() && !wanted.isEmpty();
        Name name = isOwnChoice ? wanted : said;
        return new Identity(accepted.user(), name, !said.isEmpty() && name.isFormOf(said), rows);
    }
}
