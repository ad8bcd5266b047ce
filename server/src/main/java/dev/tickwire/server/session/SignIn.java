package dev.tickwire.server.session;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.RoomDirectory;
import dev.tickwire.server.directory.RoomDirectory.Answer;
import dev.tickwire.server.directory.RoomDirectory.Goal;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.identity.AuthSettings;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.Destination;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.identity.NameRules;
import dev.tickwire.server.identity.TicketCheck;
import dev.tickwire.server.identity.Verdict;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.names.Name;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.SeatRequest;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The way from a connection to the rooms: finds out who somebody is before a room hears of it. Any thread may use it,
 * and none waits in it: tickets are checked by an executor.
 *
 * <p>Whether somebody who has shown no ticket may come in is up to the directory.
 */
public final class SignIn {
    private final RoomDirectory rooms;
    private final TicketCheck tickets;
    private final Executor executor;
    private final Counters counters;

    /** {@code executor} refuses with a {@link RejectedExecutionException} when too much waits for it. */
    public SignIn(RoomDirectory rooms, TicketCheck tickets, Executor executor, Counters counters) {
        this.rooms = rooms;
        this.tickets = tickets;
        this.executor = executor;
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
        AuthSettings auth = goal.type().auth();
        Destination to = new Destination(goal.type().name(), goal.room());
        try {
            executor.execute(() -> tickets.check(ticket, auth, to, verdict -> {
                if (verdict instanceof Verdict.Accepted accepted) {
                    counters.increment(Counter.TICKETS_ACCEPTED);
                    Identity known = known(accepted, request.identity().name(), auth.names());
                    rooms.take(wanted, request.of(known), outlet, answer);
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

    private static Identity known(Verdict.Accepted accepted, Name wanted, NameRules rules) {
        Name said = Name.of(accepted.name());
        boolean isOwnChoice = !rules.isBound() && !wanted.isEmpty();
        Name name = isOwnChoice ? wanted : said;
        return new Identity(accepted.user(), name, !said.isEmpty() && name.isFormOf(said), List.of());
    }
}
