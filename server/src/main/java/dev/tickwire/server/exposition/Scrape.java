package dev.tickwire.server.exposition;

/**
 * What Prometheus is told at one moment.
 *
 * @param type the content type of the body
 */
public record Scrape(String type, String body) {}
