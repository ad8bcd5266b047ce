package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * All kinds of commands of a world. Their texts are not among the world's, of which everybody is told: what a player
 * says is for the rules alone, until they store it.
 */
final class CommandTables extends PassingTables<Commands> {
    private final Texts texts = new Texts(false);

    /** For a world with that many players; no column of them can be declared afterwards. */
    CommandTables(List<Commands> kinds, int players) {
        super(kinds);
        for (Commands kind : kinds) {
            kind.admit(players);
        }
    }

    void attach() {
        for (Commands kind : kinds()) {
            kind.attach(TextTables.of(texts));
        }
    }

    @Override
    void clear() {
        super.clear();
        texts.clear();
    }

    /** The texts of the commands that belong to the next step: each key is one more than the place. */
    List<String> pendingTexts() {
        List<String> pending = new ArrayList<>();
        for (String text : texts.share()) {
            if (text != null && isPending()) {
                pending.add(text);
            }
        }
        return pending;
    }

    void restore(List<Rows> pending, List<String> pendingTexts) {
        restore(pending);
        texts.clear();
        for (String text : pendingTexts) {
            texts.keyOf(text);
        }
    }

    List<CommandType> types() {
        List<CommandType> types = new ArrayList<>();
        for (Commands kind : kinds()) {
            types.add(kind.commandType());
        }
        return types;
    }

    /** A player has gone: nobody is there to give its commands. */
    void drop(int player) {
        for (int i = 0; i < kinds().size(); i++) {
            kinds().get(i).drop(player);
        }
    }
}
