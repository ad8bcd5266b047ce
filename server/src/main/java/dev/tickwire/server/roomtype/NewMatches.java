package dev.tickwire.server.roomtype;

import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.simulation.games.GameScan;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Setup;
import java.util.concurrent.ThreadLocalRandom;

/** Starts matches of new rooms. */
final class NewMatches {
    private NewMatches() {}

    static long seed(RoomSettings settings) {
        return settings.opening()
                .seed()
                .orElseGet(() -> ThreadLocalRandom.current().nextLong());
    }

    static Match open(RoomType type, Game game, Setup setup, JournalSink journal) {
        if (!type.settings().opening().isStrict()) {
            return new Match(game, type.tuning(), setup, journal);
        }
        StrictLog log = new StrictLog(type.name());
        GameScan.of(game.getClass()).forEach(log);
        return new Match(game, type.tuning(), setup, journal, log);
    }
}
