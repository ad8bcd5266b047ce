package dev.tickwire.server.names;

import dev.tickwire.proto.PlayerName;
import java.util.ArrayList;
import java.util.List;

/**
 * The names in one room, those of bots, spectators and kept seats among them: no two look alike. A player's name stays
 * as it is; a spectator makes way for a player who has the same. Belongs to the room's loop.
 */
public final class RoomNames {
    private static final Name PLAYER = Name.of("Player");
    private static final Name SPECTATOR = Name.of("Spectator");
    private static final Name BOT = Name.of("Bot");

    private final Skeletons players = new Skeletons();
    private final Skeletons spectators = new Skeletons();
    private final List<NameTag> watching = new ArrayList<>();

    /**
     * What somebody is called who wants a name, or none: it gets a number where that looks like another's. The name is
     * not taken before it is {@linkplain #add added}.
     *
     * @param number of the player; -1: it watches
     */
    public NameTag forPerson(Name wanted, int number) {
        return number < 0
                ? new NameTag(distinct(wanted.isEmpty() ? SPECTATOR : wanted, true), true)
                : forPlayer(wanted, PLAYER, number);
    }

    /** What a bot is called. */
    public NameTag forBot(Name wanted, int number) {
        return forPlayer(wanted, BOT, number);
    }

    private NameTag forPlayer(Name wanted, Name madeUp, int number) {
        return new NameTag(wanted.isEmpty() ? numbered(madeUp, number + 1, false) : distinct(wanted, false), false);
    }

    /** Somebody has come, under a name that one of the other methods just gave. */
    public void add(NameTag tag) {
        Skeleton skeleton = tag.name().skeleton();
        if (tag.isSpectator()) {
            spectators.add(skeleton);
            watching.add(tag);
            return;
        }
        players.add(skeleton);
        if (spectators.hasLike(skeleton)) {
            watching.stream().filter(one -> one.name().looksLike(tag.name())).forEach(this::makeWay);
        }
    }

    private void makeWay(NameTag spectator) {
        spectators.remove(spectator.name().skeleton());
        spectator.rename(distinct(spectator.name(), true));
        spectators.add(spectator.name().skeleton());
    }

    /** Somebody has left. */
    public void remove(NameTag tag) {
        if (tag.isSpectator()) {
            watching.remove(tag);
        }
        (tag.isSpectator() ? spectators : players).remove(tag.name().skeleton());
    }

    private Name distinct(Name wanted, boolean isSpectator) {
        return isTaken(wanted, isSpectator) ? numbered(wanted, 2, isSpectator) : wanted;
    }

    /**
     * With the first number that is free, and cut where both are too long. There is a free one, since numbers of as
     * many digits do not look alike.
     */
    private Name numbered(Name name, int first, boolean isSpectator) {
        Name stem = name;
        for (int number = first; ; number++) {
            String end = " " + number;
            stem = stem.shortened(PlayerName.LONGEST - end.length());
            Name numbered = stem.numbered(end);
            if (!isTaken(numbered, isSpectator)) {
                return numbered;
            }
        }
    }

    private boolean isTaken(Name name, boolean isSpectator) {
        return players.hasLike(name.skeleton()) || (isSpectator && spectators.hasLike(name.skeleton()));
    }
}
