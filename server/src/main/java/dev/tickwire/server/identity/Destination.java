package dev.tickwire.server.identity;

/**
 * Where somebody wants to go.
 *
 * @param roomType name of a room type
 * @param room id of a room that is there, or is to be opened; empty: any of the type
 */
public record Destination(String roomType, String room) {}
