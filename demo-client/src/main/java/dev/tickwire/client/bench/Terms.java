package dev.tickwire.client.bench;

/**
 * How all are measured.
 *
 * @param warmSeconds not counted, after all have joined
 * @param seconds counted
 * @param pricePerGb of what a server sends, in whatever currency
 */
record Terms(int rounds, int warmSeconds, int seconds, int hz, double pricePerGb) {}
