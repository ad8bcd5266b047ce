package dev.tickwire.server.identity;

import dev.tickwire.simulation.world.PlayerRow;
import java.util.List;

/**
 * Who somebody is that wants a seat.
 *
 * @param user whose account it is, as a ticket says that was checked; empty: it is not signed in
 * @param name that it wants, one that is allowed; empty: the room makes one up
 * @param rows that it brings, of the game's saved and claims tables; what is in no table of these is as in a new row
 */
public record Identity(String user, String name, List<PlayerRow> rows) {
    public Identity {
        rows = List.copyOf(rows);
    }

    /** Somebody who brings no rows. */
    public Identity(String user, String name) {
        this(user, name, List.of());
    }

    /** Somebody who is not signed in, under a name or none (empty). */
    public static Identity anonymous(String name) {
        return new Identity("", name);
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
