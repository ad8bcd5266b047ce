package dev.tickwire.server.roomtype;

import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.simulation.games.GameScan;
import dev.tickwire.simulation.world.Chosen;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Setup;
import java.util.concurrent.ThreadLocalRandom;

/** Starts matches of room types. */
final class NewMatch {
    private NewMatch() {}

    static Match of(RoomType type, String room, Chosen options, JournalSink journal) {
        RoomSettings.Opening opening = type.settings().opening();
        long seed = opening.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong());
        Game game = type.games().get();
        Setup setup = new Setup(room, seed, options);
        if (!opening.isStrict()) {
            return new Match(game, type.tuning(), setup, journal);
        }
        StrictLog log = new StrictLog(type.name());
        GameScan.of(game.getClass()).forEach(log);
        return new Match(game, type.tuning(), setup, journal, log);
    }
}
