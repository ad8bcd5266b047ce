package dev.tickwire.client.swarm.scenario;

import java.util.List;

/**
 * A part of a scenario's bots.
 *
 * @param name as the scenario calls it, and as reports do
 * @param does what its bots do
 * @param share of all bots, against those of other roles
 * @param network what their way to the server is like
 * @param perSecond how often they do what their behaviour is named after
 * @param resumes whether they come back to their seats when their connection is lost
 * @param mayFail whether bots of it that cannot join are no failure
 * @param from local addresses that they come from, in turn; empty: the system's choice
 */
public record Role(
        String name,
        Behaviour does,
        double share,
        Profile network,
        double perSecond,
        boolean resumes,
        boolean mayFail,
        List<String> from) {
    /** The same, whose bots may fail to join. */
    public Role thatMayFail() {
        return new Role(name, does, share, network, perSecond, resumes, true, from);
    }
}
