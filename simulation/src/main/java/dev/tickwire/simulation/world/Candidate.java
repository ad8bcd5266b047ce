package dev.tickwire.simulation.world;

/**
 * Somebody who wants to join: see {@link Game#refusal}.
 *
 * @param player the number that it will have if it is let in; −1: it wants to watch, and is no player
 * @param name as others will see it
 * @param user whose account it is, as {@link Step#user} will say; empty: it is not signed in
 * @param password what it said as a password; empty: nothing
 */
public record Candidate(int player, String name, String user, String password) {
    /** The name only: a password is in no log. */
    @Override
    public String toString() {
        return "candidate " + name;
    }
}
