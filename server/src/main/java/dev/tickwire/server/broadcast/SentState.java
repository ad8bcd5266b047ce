package dev.tickwire.server.broadcast;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.HeldTable;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.TablePart;
import dev.tickwire.simulation.state.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a client holds with a snapshot that had a hash. Belongs to the room's loop. */
final class SentState {
    private final Schema schema;
    private final Sight[] forEverybody;
    private final Sight[] forOwner;
    private final Sight[] forTeam;
    private int tick = Recipient.NO_TICK;

    /** Nothing yet, of sights that are like these. */
    SentState(Schema schema, Sight[] forEverybody) {
        this.schema = schema;
        this.forEverybody = new Sight[forEverybody.length];
        for (int i = 0; i < forEverybody.length; i++) {
            boolean isWhole = forEverybody[i].view() == null;
            this.forEverybody[i] = isWhole ? Sight.ofEverything() : Sight.through(new View(schema));
        }
        forOwner = like(schema, Audience.OWNER);
        forTeam = like(schema, Audience.TEAM);
    }

    private static Sight[] like(Schema schema, Audience audience) {
        boolean isNone = schema.partsFor(audience).isEmpty();
        return isNone ? new Sight[0] : new Sight[] {Sight.through(new View(schema))};
    }

    int tick() {
        return tick;
    }

    /** It is what these show, and what is for the recipient alone. */
    void set(int at, Sight[] everybody, @Nullable PrivateBlocks privately, Recipient to) {
        tick = at;
        for (int i = 0; i < forEverybody.length; i++) {
            forEverybody[i].copyFrom(everybody[i]);
        }
        if (privately != null) {
            privately.copyShown(to, forOwner, forTeam);
        }
    }

    /** Whether nothing of it has been overwritten. */
    boolean isKnown() {
        return isKnown(forEverybody) && isKnown(forOwner) && isKnown(forTeam);
    }

    private static boolean isKnown(Sight[] sights) {
        for (Sight sight : sights) {
            if (sight.hasLooked() && !sight.isKnown()) {
                return false;
            }
        }
        return true;
    }

    /** Copies of all tables, as the client knows them. */
    List<HeldTable> tables() {
        List<HeldTable> tables = new ArrayList<>();
        for (TablePart part : schema.parts()) {
            tables.add(HeldTable.of(part, sights(part.audience())));
        }
        return tables;
    }

    private Sight[] sights(Audience audience) {
        return audience == Audience.EVERYBODY ? forEverybody : audience == Audience.OWNER ? forOwner : forTeam;
    }
}
