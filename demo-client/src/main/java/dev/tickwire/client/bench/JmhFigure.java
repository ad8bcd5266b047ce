package dev.tickwire.client.bench;

/**
 * What JMH measured of a benchmark.
 *
 * @param name class and method, and the values of its parameters
 * @param error of the score, at 99.9 % confidence; NaN: it does not tell
 */
record JmhFigure(String name, double score, double error, String unit) {}
