package dev.tickwire.client.swarm;

import java.net.URI;
import java.time.Duration;

/**
 * What a swarm is to do.
 *
 * @param webSocket address of the server's WebSocket
 * @param roomType type of the rooms to join; empty: the server's first
 * @param room id of the one room to join; empty: the server chooses
 * @param bots how many bots join
 * @param duration how long is measured, once they have joined
 * @param joinsPerSecond how many bots start to join each second
 * @param seed what the bots' decisions follow from, together with what they see
 */
public record SwarmSettings(
        URI webSocket, String roomType, String room, int bots, Duration duration, double joinsPerSecond, long seed) {}
