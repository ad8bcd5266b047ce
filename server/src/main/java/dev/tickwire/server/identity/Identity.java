package dev.tickwire.server.identity;

/**
 * Who somebody is that wants a seat.
 *
 * @param user whose account it is, as a ticket says that was checked; empty: it is not signed in
 * @param name that it wants, one that is allowed; empty: the room makes one up
 */
public record Identity(String user, String name) {
    /** Somebody who is not signed in, under a name or none (empty). */
    public static Identity anonymous(String name) {
        return new Identity("", name);
    }

    /** Whether it is nobody's account. */
    public boolean isAnonymous() {
        return user.isEmpty();
    }
}
