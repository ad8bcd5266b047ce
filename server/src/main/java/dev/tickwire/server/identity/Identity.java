package dev.tickwire.server.identity;

import dev.tickwire.server.names.Name;
import dev.tickwire.server.saves.SavedSeat;
import dev.tickwire.simulation.world.PlayerRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is that wants a seat.
 *
 * @param user whose account it is, as a ticket says that was checked; empty: it is not signed in
 * @param name that it wants; {@link Name#NONE}: the room makes one up
 * @param isNameVouched whether the ticket says so, up to how it is written and a number behind
 * @param rows that it brings, of the game's saved and claims tables; what is in no table of these is as in a new row
 * @param saved its hold on the row that is kept of its account; null: nothing of it is kept
 */
public record Identity(
        String user,
        Name name,
        boolean isNameVouched,
        List<PlayerRow> rows,
        @Nullable SavedSeat saved) {
    public Identity {
        rows = List.copyOf(rows);
    }

    /** Somebody of whom nothing is kept. */
    public Identity(String user, Name name, boolean isNameVouched, List<PlayerRow> rows) {
        this(user, name, isNameVouched, rows, null);
    }

    /** The same with these rows beside its own, and its hold on them. */
    public Identity with(List<PlayerRow> savedRows, SavedSeat seat) {
        List<PlayerRow> all = new ArrayList<>(rows);
        all.addAll(savedRows);
        return new Identity(user, name, isNameVouched, all, seat);
    }

    /** Somebody who is not signed in, under a name that is allowed or none (empty). */
    public static Identity anonymous(String name) {
        return new Identity("", Name.of(name), false, List.of());
    }

    /** Whether it is nobody's account. */
    public boolean isAnonymous() {
        return user.isEmpty();
    }

    /** What is kept of somebody is in no log. */
    @Override
    public String toString() {
        return "Identity[user=" + user + ", name=" + name + "]";
    }
}
