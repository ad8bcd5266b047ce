package dev.tickwire.server.loop;

/**
 * What one loop does.
 *
 * @param rooms that it runs
 * @param busyNanos how long it has worked since its start
 */
public record LoopLoad(String name, int rooms, long busyNanos) {}
