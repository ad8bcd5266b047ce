package dev.tickwire.simulation.arena;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Table;

/** The input of a pilot. */
final class Controls extends Table {
    final Column turn = integer("turn", -1, 1);
    final Column thrust = flag("thrust");
    final Column fire = flag("fire");

    Controls(int mostPlayers) {
        super("controls", mostPlayers);
    }
}
