package dev.tickwire.client.swarm.scenario;

import java.util.Map;

/**
 * Which rooms bots join.
 *
 * @param type type of the rooms; empty: the server's first
 * @param id the one room to join; empty: any of the type
 * @param size how many bots share a room that the swarm opens; 0: the server chooses rooms
 * @param share of all bots, against those of other choices
 * @param options what the rooms are opened with: numbers, booleans and strings
 */
public record RoomChoice(String type, String id, int size, double share, Map<String, Object> options) {}
