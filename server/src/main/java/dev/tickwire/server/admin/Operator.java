package dev.tickwire.server.admin;

/**
 * Somebody who asks something of the listener of operators.
 *
 * @param name as the config calls the token; it is in logs
 */
public record Operator(String name, Access access) {
    /** Whoever is on this machine, where the config has no tokens. */
    static final Operator LOCAL = new Operator("local", Access.OPERATE);

    /** Whether the operator may change anything. */
    boolean mayAct() {
        return access == Access.OPERATE;
    }
}
