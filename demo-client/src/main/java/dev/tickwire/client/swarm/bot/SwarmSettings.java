package dev.tickwire.client.swarm.bot;

import java.net.URI;
import java.time.Duration;

/**
 * What a swarm does.
 *
 * @param webSocket address of the server's WebSocket
 * @param roomType type of the rooms to join; empty: the server's first
 * @param room id of the one room to join; empty: the server chooses
 * @param bots how many bots join
 * @param duration how long to measure, once the bots have joined
 * @param joinsPerSecond how many bots start to join each second
 * @param resume whether bots whose connection is lost come back to their seats
 * @param seed the bots' decisions follow from it and from the snapshots that they get
 */
public record SwarmSettings(
        URI webSocket,
        String roomType,
        String room,
        int bots,
        Duration duration,
        double joinsPerSecond,
        boolean resume,
        long seed) {}
