package dev.tickwire.proto;

import org.jspecify.annotations.Nullable;

/** The rule for names of players. */
public final class PlayerName {
    /** Most code points of a name. */
    public static final int LONGEST = 24;

    private PlayerName() {}

    /**
     * The name as others will see it, without white space around it, empty if nothing is left; null: it is not allowed.
     */
    public static @Nullable String accept(String wanted) {
        String name = Characters.trim(wanted);
        return name.isEmpty() || Characters.canBeRead(name, LONGEST) ? name : null;
    }
}
