package dev.tickwire.server.roomtype;

/**
 * A number that operators may adjust while rooms run.
 *
 * @param path by which an adjustment, and a room type of a config, names it
 * @param value that holds
 * @param info what it is, and the range that a slider has
 */
public record AdjustableNumber(String path, double value, TunableInfo info) {}
