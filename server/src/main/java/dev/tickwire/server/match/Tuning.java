package dev.tickwire.server.match;

import java.util.Map;

/**
 * What can be changed while a match runs.
 *
 * @param tickRateHz steps of the world per second
 * @param ticksPerSnapshot steps from one snapshot to the next
 * @param mostViewAgo how far back rules may look for what a player saw, in 1/16 ticks; 0: not at all
 * @param tunables the game's numbers that differ from their initial values, by name
 */
public record Tuning(double tickRateHz, int ticksPerSnapshot, int mostViewAgo, Map<String, Double> tunables) {
    public Tuning {
        tunables = Map.copyOf(tunables);
    }
}
