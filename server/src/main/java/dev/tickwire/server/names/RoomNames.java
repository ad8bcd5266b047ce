package dev.tickwire.server.names;

import dev.tickwire.proto.PlayerName;

/**
 * The names in one room, those of bots, spectators and kept seats among them: no two look alike. Belongs to the room's
 * loop.
 */
public final class RoomNames {
    private static final Name PLAYER = Name.of("Player");
    private static final Name SPECTATOR = Name.of("Spectator");
    private static final Name BOT = Name.of("Bot");

    private final Skeletons taken = new Skeletons();

    /** What a player is called who wants a name, or none: it gets a number where that looks like one that is taken. */
    public Name forPlayer(Name wanted, int number) {
        return wanted.isEmpty() ? numbered(PLAYER, number + 1) : distinct(wanted);
    }

    /** What somebody is called who watches. */
    public Name forSpectator(Name wanted) {
        return distinct(wanted.isEmpty() ? SPECTATOR : wanted);
    }

    /** What a bot is called. */
    public Name forBot(Name wanted, int number) {
        return wanted.isEmpty() ? numbered(BOT, number + 1) : distinct(wanted);
    }

    /** A name that one of the other methods gave is taken from now on. */
    public void add(Name name) {
        taken.add(name.skeleton());
    }

    /** Who had it has left. */
    public void remove(Name name) {
        taken.remove(name.skeleton());
    }

    private Name distinct(Name wanted) {
        return taken.hasLike(wanted.skeleton()) ? numbered(wanted, 2) : wanted;
    }

    /**
     * With the first number that is free, and cut where both are too long. There is a free one, since numbers of as
     * many digits do not look alike.
     */
    private Name numbered(Name name, int first) {
        Name stem = name;
        for (int number = first; ; number++) {
            String end = " " + number;
            stem = stem.shortened(PlayerName.LONGEST - end.length());
            Name numbered = stem.numbered(end);
            if (!taken.hasLike(numbered.skeleton())) {
                return numbered;
            }
        }
    }
}
