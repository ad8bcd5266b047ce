package dev.tickwire.client.swarm.bot;

import dev.tickwire.proto.wire.Tunable;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.world.DistantBrains;
import dev.tickwire.simulation.world.Game;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The brains of the games that the swarm has, found by the schema that a server sends: rules with other tables are
 * other rules. One thread at a time.
 */
public final class Brains {
    private static final Logger LOG = LoggerFactory.getLogger(Brains.class);

    private final List<Supplier<Game>> games;
    private @Nullable Map<Integer, DistantBrains> bySchema;

    /** Brains of these games, each made when the first server is met. */
    public Brains(List<Supplier<Game>> games) {
        this.games = games;
    }

    /** Those of the game that a server runs; null: it is not among the swarm's. */
    @Nullable
    DistantBrains of(Welcome welcome) {
        if (bySchema == null) {
            bySchema = make();
        }
        DistantBrains found = bySchema.get(welcome.getSchemaHash());
        if (found != null) {
            for (Tunable tunable : welcome.getTunablesList()) {
                found.tune(tunable.getName(), tunable.getValue());
            }
        }
        return found;
    }

    private Map<Integer, DistantBrains> make() {
        Map<Integer, DistantBrains> made = new HashMap<>();
        for (Supplier<Game> game : games) {
            try {
                DistantBrains brains = new DistantBrains(game.get());
                made.put(brains.schemaHash(), brains);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("a game does not start here, so bots play it by chance", e);
            }
        }
        return made;
    }
}
