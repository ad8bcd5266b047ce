package dev.tickwire.server.identity;

import dev.tickwire.server.names.Name;
import dev.tickwire.server.names.ReservedNames;
import java.util.List;

/**
 * What players of a room type may be called.
 *
 * @param isBound whether they are called as their ticket says, and not as they like
 * @param reserved names that only those have whose ticket says so
 */
public record NameRules(boolean isBound, ReservedNames reserved) {
    /** Everybody is called as it likes. */
    public static final NameRules FREE = new NameRules(false, new ReservedNames(List.of()));

    /** The name that somebody may have; none: the room makes one up. */
    public Name of(Identity who) {
        return isBound && !who.isNameVouched() ? Name.NONE : who.name();
    }

    /** Whether somebody asks for a name that is not for it. */
    public boolean refuse(Identity who) {
        return !who.isNameVouched() && reserved.has(of(who));
    }
}
