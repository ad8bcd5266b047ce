package dev.tickwire.server.room;

import dev.tickwire.server.match.Match;
import dev.tickwire.server.seats.Places;
import dev.tickwire.simulation.world.Effects;
import org.jspecify.annotations.Nullable;

/** Does what the rules asked of their room in a step. Belongs to the room's loop. */
final class RuleEffects {
    private final Match match;
    private final Roster roster;
    private final Places places;
    private final RuleLabels labels;

    RuleEffects(Match match, Roster roster, Places places, Listing listing) {
        this.match = match;
        this.roster = roster;
        this.places = places;
        labels = new RuleLabels(match, listing);
    }

    /** Whether the room is to end with this tick. */
    boolean closes() {
        return match.effects().closing() != null;
    }

    /**
     * Removes players, locks the doors or opens them, and shows the room with its labels.
     *
     * @return the sentence with which the room is to end; null: it goes on
     */
    @Nullable
    String run() {
        Effects effects = match.effects();
        for (Effects.Removal next = effects.pollRemoval(); next != null; next = effects.pollRemoval()) {
            roster.remove(next.player(), next.sentence());
        }
        places.setLocked(match.isLocked());
        labels.publish();
        return effects.closing();
    }
}
