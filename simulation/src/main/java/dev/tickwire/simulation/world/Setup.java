package dev.tickwire.simulation.world;

import org.jspecify.annotations.Nullable;

/**
 * What a world starts from: the same game with the same setup starts with the same world.
 *
 * @param room id of the room that it is the world of; empty: of none
 * @param seed of the random generator
 * @param options null: nothing was chosen
 */
public record Setup(String room, long seed, @Nullable Chosen options) {
    /** The setup of a world that is of no room, and for which nobody chose anything. */
    public static Setup of(long seed) {
        return new Setup("", seed, null);
    }
}
