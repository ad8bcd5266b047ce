package dev.tickwire.server.swap;

/**
 * How rooms change to other rules.
 *
 * @param watch whether the games of the command line are looked at while the server runs, and taken when they change
 * @param trialTicks for how many ticks new rules run beside those of a room; 0: they are not tried out
 * @param watchMillis for how long a room can go back to the rules before
 */
public record SwapSettings(boolean watch, int trialTicks, long watchMillis) {}
