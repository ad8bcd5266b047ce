package dev.tickwire.server.room;

import dev.tickwire.server.match.Match;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.world.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows a room in lists with the labels that its rules give it. Belongs to the room's loop. */
final class RuleLabels {
    private final Labels labels;
    private final List<ColumnType> types;
    private final Listing listing;

    /** Shows what the rules said when the game started. */
    RuleLabels(Match match, Listing listing) {
        labels = match.labels();
        types = labels.types();
        this.listing = listing;
        publish();
    }

    /** Shows what holds now, if it is anything else than before; allocates only then. */
    void publish() {
        if (!labels.takeChanges()) {
            return;
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        for (int i = 0; i < types.size(); i++) {
            Object value = labels.value(i);
            if (value != null) {
                shown.put(types.get(i).name(), value);
            }
        }
        listing.showOfRules(shown);
    }
}
