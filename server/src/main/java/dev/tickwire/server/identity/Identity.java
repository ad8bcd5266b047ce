package dev.tickwire.server.identity;

import dev.tickwire.server.names.Name;
import dev.tickwire.simulation.world.PlayerRow;
import java.util.List;

/**
 * Who somebody is that wants a seat.
 *
 * @param user whose account it is, as a ticket says that was checked; empty: it is not signed in
 * @param name that it wants; {@link Name#NONE}: the room makes one up
 * @param isNameVouched whether the ticket says so, up to how it is written and a number behind
 * @param rows that it brings, of the game's saved and claims tables; what is in no table of these is as in a new row
 */
public record Identity(String user, Name name, boolean isNameVouched, List<PlayerRow> rows) {
    public Identity {
        rows = List.copyOf(rows);
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
