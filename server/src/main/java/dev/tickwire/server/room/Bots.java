package dev.tickwire.server.room;

import dev.tickwire.server.log.Failures;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.names.RoomNames;
import dev.tickwire.server.roomtype.RoomType;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The players of a room that brains play: they fill its empty seats while somebody is in the room, and make way for
 * people. They take no places, so a room that only bots are in is empty. Belongs to the room's loop.
 */
final class Bots {
    private static final int FIRST_PAUSE_SECONDS = 1;
    private static final int LONGEST_PAUSE_SECONDS = 60;

    private final Match match;
    private final RoomNames names;
    private final CounterBatch counters;
    private final RoomStats stats;
    private final @Nullable BotPlayer[] bots;
    private final boolean[] isTaken;
    private long nextSeed;
    private int people;
    private int count;
    private boolean isResting;
    private boolean hasLogged;
    private int pauseSeconds = FIRST_PAUSE_SECONDS;
    /** At earlier ticks no bot joins, since one has failed. */
    private int pausedUntilTick;

    Bots(RoomType type, Match match, RoomNames names, CounterBatch counters, RoomStats stats) {
        this.match = match;
        this.names = names;
        this.counters = counters;
        this.stats = stats;
        int numbers = type.settings().capacity().players();
        bots = new BotPlayer[numbers];
        isTaken = new boolean[numbers];
        nextSeed = type.settings()
                .opening()
                .seed()
                .orElseGet(() -> ThreadLocalRandom.current().nextLong());
    }

    /** Goes on, by other rules, with the bots that are there: other brains play them, or they leave. */
    Bots(Bots before, RoomType type, Match match) {
        this.match = match;
        names = before.names;
        counters = before.counters;
        stats = before.stats;
        isTaken = before.isTaken;
        bots = before.bots;
        people = before.people;
        count = before.count;
        nextSeed = before.nextSeed;
        for (int number = 0; number < bots.length; number++) {
            BotPlayer bot = bots[number];
            if (bot != null) {
                goOn(type, number, bot);
            }
        }
    }

    private void goOn(RoomType type, int number, BotPlayer bot) {
        try {
            bots[number] = new BotPlayer(match, number, nextSeed++, type.inputColumns(), bot.name());
            match.rest(number);
        } catch (Throwable failure) {
            remove(number);
            failed(type, failure);
        }
    }

    /** Forgets all bots, of whom the match knows none. */
    void forget() {
        for (int number = 0; number < bots.length; number++) {
            BotPlayer bot = bots[number];
            if (bot != null) {
                bots[number] = null;
                names.remove(bot.name());
            }
        }
        count = 0;
        stats.setBots(0);
    }

    /** Somebody is about to join at a number: a bot that has it leaves. */
    void makeWay(int number) {
        remove(number);
        isTaken[number] = true;
        people++;
    }

    /** Somebody has left. */
    void freed(int number) {
        isTaken[number] = false;
        people--;
    }

    /** Takes the bot away that has a number; does nothing where there is none. */
    void remove(int number) {
        BotPlayer bot = bots[number];
        if (bot != null) {
            bots[number] = null;
            names.remove(bot.name());
            count--;
            stats.setBots(count);
            match.leave(number, () -> {});
        }
    }

    /** Lets as many be there as the type says, and play; called before each step. */
    void run(RoomType type, boolean isSomebodyThere) {
        int wanted = Math.min(type.settings().rates().bots(), bots.length) - people;
        for (int number = bots.length - 1; count > 0 && count > wanted; number--) {
            remove(number);
        }
        if (!isSomebodyThere) {
            rest();
            return;
        }
        isResting = false;
        for (int number = 0; count < wanted && mayJoin(); number++) {
            if (!isTaken[number] && bots[number] == null) {
                join(type, number);
            }
        }
        for (int number = 0, left = count; left > 0; number++) {
            BotPlayer bot = bots[number];
            if (bot != null) {
                left--;
                play(type, number, bot);
            }
        }
    }

    private boolean mayJoin() {
        return match.tick() >= pausedUntilTick && !match.isLocked();
    }

    private void join(RoomType type, int number) {
        BotPlayer bot;
        try {
            bot = new BotPlayer(match, number, nextSeed++, type.inputColumns(), names);
        } catch (Throwable failure) {
            failed(type, failure);
            return;
        }
        match.join(number, bot.name().text(), "", false, List.of());
        names.add(bot.name());
        bots[number] = bot;
        count++;
        stats.setBots(count);
    }

    private void play(RoomType type, int number, BotPlayer bot) {
        try {
            bot.play();
        } catch (Throwable failure) {
            remove(number);
            failed(type, failure);
        }
    }

    /** The bot is gone. Others may fail in the same tick; then it takes a while until the next ones come. */
    private void failed(RoomType type, Throwable failure) {
        counters.increment(Counter.BOTS_FAILED);
        if (failure instanceof OutOfMemoryError) {
            counters.increment(Counter.MEMORY_SHORTAGES);
        }
        if (!hasLogged) {
            hasLogged = true;
            Failures.log(
                    "room type " + type.name() + ": the brain of a bot threw an exception, and the bot has left; "
                            + "others come after a pause, and further exceptions of this room are only counted",
                    failure);
        }
        if (match.tick() >= pausedUntilTick) {
            pausedUntilTick = match.tick() + type.ticks(pauseSeconds * 1000L);
            pauseSeconds = Math.min(LONGEST_PAUSE_SECONDS, 2 * pauseSeconds);
        }
    }

    /** Nobody is there to see them: they stay, and cost nothing. */
    private void rest() {
        if (isResting) {
            return;
        }
        isResting = true;
        for (BotPlayer bot : bots) {
            if (bot != null) {
                bot.rest();
            }
        }
    }
}
