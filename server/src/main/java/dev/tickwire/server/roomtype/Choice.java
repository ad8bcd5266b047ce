package dev.tickwire.server.roomtype;

import dev.tickwire.simulation.world.Chosen;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What players chose of what a room type lets them choose, checked.
 *
 * @param options of the game
 * @param labels that a room must have to be the right one, by name; empty: any will do
 * @param playerLimit null: that of the type
 * @param tickRateHz null: that of the type
 */
public record Choice(
        Chosen options,
        Map<String, Object> labels,
        @Nullable Integer playerLimit,
        @Nullable Double tickRateHz) {
    /** Nothing was chosen. */
    public static final Choice NOTHING = new Choice(Chosen.nothing(), Map.of(), null, null);

    /** Settings as they are with what was chosen. */
    RoomSettings of(RoomSettings settings) {
        RoomSettings changed = settings;
        if (playerLimit != null) {
            changed = changed.with(changed.capacity().withPlayers(playerLimit));
        }
        if (tickRateHz != null) {
            changed = changed.with(changed.rates().at(tickRateHz));
        }
        return changed;
    }

    public Choice {
        labels = Map.copyOf(labels);
    }
}
