package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.ColumnType;

/**
 * One of the {@link Options} of a game.
 *
 * @param initialRaw the raw value where nobody chooses another; 0 of a text
 * @param initialText the text where nobody chooses another; empty of all that is no text
 * @param isLabel whether lists of rooms show it, and can be filtered by it
 */
public record Option(ColumnType type, int initialRaw, String initialText, boolean isLabel) {}
