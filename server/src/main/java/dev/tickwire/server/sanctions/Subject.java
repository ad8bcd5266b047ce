package dev.tickwire.server.sanctions;

/**
 * Whom a sanction is about: an account, or a network address.
 *
 * @param name of the account, as tickets say it; or of the network, as
 *     {@link dev.tickwire.server.address.Address#toString} has it
 */
public record Subject(boolean isAccount, String name) {
    public static Subject account(String user) {
        return new Subject(true, user);
    }

    public static Subject address(String network) {
        return new Subject(false, network);
    }

    /** As JSON names it. */
    public String type() {
        return isAccount ? "account" : "address";
    }
}
